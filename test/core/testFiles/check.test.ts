import { beforeAll, describe, expect, test } from 'vitest'
import type { TestRuleCode } from '../../../core/analysis/rules/testFile'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { checkTestFile } from '../../../core/testFiles/check'

beforeAll(loadYaml)

const problemsIn = (text: string, format: 'json' | 'yaml' = 'json') =>
  checkTestFile(parseDocument(text, { format, content: 'test' }).root).map(({ code, offset, length, message }) => ({
    code,
    marked: text.slice(offset, offset + length),
    message,
  }))

const whole = `{
  "$schema": "./test.schema.json", "definition": "order.asl.json", "stateMachine": "Orders", "config": false, "mockConfig": "MockConfigFile.json",
  "defaults": { "mocks": { "CreateOrder": { "Return": null } }, "expect": { "visits": { "NotifyStock": 0 } } },
  "cases": [{
    "name": "a declined card", "input": {}, "testCase": "PaymentDeclined", "stateMachineName": "Orders",
    "mocks": { "ProcessPayment": { "0": { "Throw": { "Error": "CardDeclined", "Cause": "" } }, "1-2": { "Return": {}, "duration": 0 } },
               "CreateOrder": { "Return": { "orderId": "1" } } },
    "variables": { "a": 1 }, "context": {}, "startTime": "2026-01-01T00:00:00Z", "seed": 1, "skip": true,
    "expect": { "status": "SUCCEEDED", "output": null, "outputContains": [], "error": "x", "cause": "/no (way)/i", "path": ["A"], "visits": {}, "attempts": { "A": 3 },
      "calls": { "A": [{ "amount": 41.97 }, null] }, "variables": { "total": 41.97 }, "duration": { "atMost": 3600 },
      "assert": ["{% $states.output.total > 40 %}", "$.items[0].sku"] }
  }, { "name": "__proto__", "inputFile": "x.json", "startTime": 0, "seed": "s" }]
}`

test('a file with all members has nothing wrong', () => {
  expect(problemsIn(whole)).toEqual([])
})

/** The members of one case. */
const one = (members: string) => `{ "definition": "a.asl.json", "cases": [{ "name": "x", ${members} }] }`
const expected = (members: string) => one(`"expect": { ${members} }`)

/** The text, the code, what is marked, and a part of the sentence. */
const cases: [text: string, code: TestRuleCode, marked: string, message: string][] = [
  ['', 'TEST_FORM', '', 'A test file is an object with definition and cases.'],
  ['[]', 'TEST_FORM', '[]', 'A test file is an object'],
  ['{ "cases": [] }', 'TEST_FORM', '{', 'A test file has no "definition".'],
  ['{ "definition": "a.asl.json" }', 'TEST_FORM', '{', 'A test file has no "cases".'],
  ['{ "definition": "a", "cases": {} }', 'TEST_FORM', '{}', '"cases" has to be an array of cases.'],
  ['{ "definition": "a", "cases": [1] }', 'TEST_FORM', '1', 'An item of "cases" has to be an object with name, input'],
  ['{ "definition": "a", "cases": [{ }] }', 'TEST_FORM', '{', 'An item of "cases" has no "name".'],
  ['{ "definition": "a", "cases": [{ "name": "" }] }', 'TEST_FORM', '""', '"name" has to be a text that is not empty.'],
  ['{ "definition": "a", "cases": [{ "name": "x" }, { "name": "x" }] }', 'TEST_DUPLICATE', '"x"', '"x" is here twice.'],
  ['{ "definition": "a", "cases": [], "case": [] }', 'TEST_UNKNOWN_MEMBER', '"case"', 'Did you mean "cases"?'],
  ['{ "definition": "a", "cases": [], "config": true }', 'TEST_FORM', 'true', '"config" has to be a path, or false.'],
  [one('"input": {}, "inputFile": "x.json"'), 'TEST_ONE_OF', '"inputFile"', 'a case has one of input and inputFile.'],
  [one('"startTime": "yesterday"'), 'TEST_FORM', '"yesterday"', '"startTime" has to be a time such as 2026-01-01T00:00:00Z'],
  [one('"skip": "yes"'), 'TEST_FORM', '"yes"', '"skip" has to be true or false.'],
  [one('"mocks": { "A": 1 }'), 'TEST_FORM', '1', '"A" has to be an answer with Return or Throw, or an object of answers by attempt'],
  [one('"mocks": { "A": {} }'), 'TEST_ATTEMPTS', '"A"', '"A" has no answer.'],
  [one('"mocks": { "A": { "Return": 1, "Throw": { "Error": "E" } } }'), 'TEST_ONE_OF', '"Throw"', 'an answer has one of Return and Throw.'],
  [one('"mocks": { "A": { "Throw": { } } }'), 'TEST_FORM', '"Throw"', '"Throw" has no "Error".'],
  [
    one('"mocks": { "A": { "Retrun": 1 } }'),
    'TEST_FORM',
    '"Retrun"',
    'A key of "A" is an attempt ("0") or a range of attempts ("1-2"). Did you mean "Return"?',
  ],
  [one('"mocks": { "A": { "0": { } } }'), 'TEST_FORM', '{ }', '"0" has to be an object with Return or Throw.'],
  [one('"mocks": { "A": { "1": { "Return": 1 } } }'), 'TEST_ATTEMPTS', '"1"', 'There is no answer for attempt 0.'],
  [
    one('"mocks": { "A": { "0": { "Return": 1 }, "4": { "Return": 1 } } }'),
    'TEST_ATTEMPTS',
    '"4"',
    'There is no answer for attempt 1 to 3.',
  ],
  [one('"mocks": { "A": { "0-1": { "Return": 1 }, "1": { "Return": 1 } } }'), 'TEST_ATTEMPTS', '"1"', 'Attempt 1 has an answer already.'],
  [one('"mocks": { "A": { "0": { "Return": 1 }, "2-1": { "Return": 1 } } }'), 'TEST_ATTEMPTS', '"2-1"', 'it ends before it begins.'],
  [one('"mocks": { "A": { "Return": 1, "duration": -1 } }'), 'TEST_FORM', '-1', '"duration" has to be a number from 0 to 31536000.'],
  [expected('"status": "OK"'), 'TEST_FORM', '"OK"', '"status" has to be one of SUCCEEDED, FAILED, TIMED_OUT and ABORTED.'],
  [expected('"outptu": 1'), 'TEST_UNKNOWN_MEMBER', '"outptu"', 'Did you mean "output"?'],
  [expected('"path": "A"'), 'TEST_FORM', '"A"', '"path" has to be an array of names of states.'],
  [expected('"path": ["A", 1]'), 'TEST_FORM', '1', 'An item of "path" has to be a text that is not empty.'],
  [expected('"visits": { "A": 1.5 }'), 'TEST_FORM', '1.5', '"A" has to be a whole number, 0 or more.'],
  [expected('"calls": { "A": {} }'), 'TEST_FORM', '{}', '"A" has to be an array with the input of each call.'],
  [expected('"duration": 5'), 'TEST_FORM', '5', '"duration" has to be an object with atMost.'],
  [expected('"cause": "/(/"'), 'TEST_EXPRESSION', '"/(/"', 'It is no regular expression: '],
  [expected('"assert": ["total > 1"]'), 'TEST_EXPRESSION', '"total > 1"', 'JSONata between {% and %}, or a JSONPath that begins with $.'],
  [expected('"assert": ["{% $states.output.( %}"]'), 'TEST_EXPRESSION', '', ''],
  [expected('"assert": ["{% \\"\\" = $$ %}"]'), 'TEST_EXPRESSION', '$$', ''],
  [expected('"assert": ["$$.Execution.Id"]'), 'TEST_EXPRESSION', '$$', 'A JSONPath begins with $ here, which is the output.'],
  [
    expected('"assert": ["{% $states.result.a = 1 %}"]'),
    'TEST_EXPRESSION',
    'result',
    '$states has no "result" here, but input and output.',
  ],
  [expected('"assert": ["$.a[?(@.b =)]"]'), 'TEST_EXPRESSION', '', ''],
]

describe('what is wrong', () => {
  test.each(cases)('%s', (text, code, marked, message) => {
    const [found, ...others] = problemsIn(text)
    expect([found?.code, others]).toEqual([code, []])
    if (marked !== '') expect(found!.marked).toBe(marked)
    expect(found!.message).toContain(message)
  })

  test('in YAML', () => {
    const text = 'definition: a.asl.json\ncases:\n  - name: x\n    expects: {}\n  - input: {}\n'
    expect(problemsIn(text, 'yaml').map(({ marked, message }) => `${marked}: ${message}`)).toEqual([
      'expects: There is no member "expects" here. Did you mean "expect"?',
      'i: An item of "cases" has no "name".',
    ])
  })

  test('a file broken off at any place', () => {
    for (let end = 0; end <= whole.length; end += 3) expect(() => problemsIn(whole.slice(0, end))).not.toThrow()
  })
})
