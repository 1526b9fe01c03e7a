import { expect, test } from 'vitest'
import { testCasesIn } from '../../../../core/run/mock/testCases'

test.each<[string, string, [string, string][]]>([
  [
    'two machines',
    '{"StateMachines": {"A": {"TestCases": {"x": {}, "y": {}}}, "B": {"TestCases": {"z": {}}}}}',
    [
      ['A', 'x'],
      ['A', 'y'],
      ['B', 'z'],
    ],
  ],
  ['a name that objects inherit', '{"StateMachines": {"__proto__": {"TestCases": {"constructor": {}}}}}', [['__proto__', 'constructor']]],
  ['a broken text', '{"StateMachines": {', []],
  ['another form', '{"StateMachines": [1], "TestCases": null}', []],
  ['no test cases', '{"StateMachines": {"A": {}, "B": null, "C": {"TestCases": 1}}}', []],
  ['nothing', '', []],
])('%s', (_, text, expected) =>
  expect(testCasesIn(text).map(({ stateMachineName, testCase }) => [stateMachineName, testCase])).toEqual(expected),
)
