import { describe, expect, test } from 'vitest'
import { readsAt, touches } from '../../../core/analysis/dataReads'
import { parseDocument } from '../../../core/model/parse'

const stateOf = (state: object) =>
  parseDocument(JSON.stringify({ StartAt: 'A', States: { A: state } }), {
    format: 'json',
    content: 'definition',
  }).definitions[0]!.machine.states.get('A')!

const told = (state: object, at: string) =>
  readsAt(stateOf(state), at).map(({ root, steps, field }) => {
    const from = root.of === 'variable' ? `$${root.name}` : root.of === 'stage' ? root.stage : 'payload'
    return `${field}: ${[from, ...steps].join('/')}`
  })

const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true }

describe('what a place of a state reads', () => {
  test.each<[string, object, string, string[]]>([
    ['InputPath', { ...task, InputPath: '$.order' }, 'InputPath', ['InputPath: payload/order']],
    [
      'what goes through InputPath',
      { ...task, InputPath: '$.order', Parameters: { 'a.$': '$.id', b: [{ 'c.$': '$x.y[0]' }] } },
      'Parameters',
      ['Parameters: payload/order/id', 'Parameters: $x/y/0'],
    ],
    [
      'an InputPath that is a variable',
      { ...task, InputPath: '$x.y', Parameters: { 'a.$': '$.id' } },
      'Parameters',
      ['Parameters: $x/y/id'],
    ],
    ['no input', { ...task, InputPath: null, Parameters: { 'a.$': '$.id', 'b.$': '$$.State.Name' } }, 'Parameters', []],
    [
      'the arguments of intrinsic functions',
      { ...task, Parameters: { 'a.$': "States.Format('{}', $.a, States.MathAdd($v, 1))" } },
      'Parameters',
      ['Parameters: payload/a', 'Parameters: $v'],
    ],
    [
      'a filter, and no further',
      { ...task, Parameters: { 'a.$': '$.items[?(@.price > $limit.max)].id' } },
      'Parameters',
      ['Parameters: payload/items', 'Parameters: $limit/max'],
    ],
    ['what the work sees', { ...task, TimeoutSecondsPath: '$.t' }, 'work', ['TimeoutSecondsPath: payload/t']],
    [
      'the result',
      { ...task, ResultSelector: { 'a.$': '$.body' }, Assign: { 'v.$': '$.a' } },
      'ResultSelector',
      ['ResultSelector: result/body'],
    ],
    [
      'what ResultSelector made of it',
      { ...task, ResultSelector: { 'a.$': '$.body' }, Assign: { 'v.$': '$.a' } },
      'Assign',
      ['Assign: afterResultSelector/a'],
    ],
    ['OutputPath', { ...task, ResultPath: '$.r', OutputPath: '$.r.x' }, 'OutputPath', ['OutputPath: payload/r/x']],
    ['what is written is not read', { ...task, ResultPath: '$.r' }, 'ResultPath', []],
    [
      'Choice Rules',
      {
        Type: 'Choice',
        Choices: [
          { And: [{ Variable: '$.a', NumericEqualsPath: '$.b', Next: 'A' }] },
          { Variable: '$v', IsNull: true, Next: 'A', Assign: { 'x.$': '$.c' } },
        ],
      },
      'work',
      ['Choices[0]: payload/a', 'Choices[0]: payload/b', 'Choices[1]: $v'],
    ],
    [
      'the Assign of a rule',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'A', Assign: { 'x.$': '$.c' } }] },
      'Choices[0]',
      ['Choices[0]: payload/c'],
    ],
    [
      'a Catcher in JSONata',
      { ...task, QueryLanguage: 'JSONata', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A', Output: '{% $states.input.id & $v %}' }] },
      'Catch[0]',
      ['Catch[0]: $v', 'Catch[0]: payload/id'],
    ],
    [
      'JSONata',
      {
        ...task,
        QueryLanguage: 'JSONata',
        Arguments: { a: '{% $sum($states.input.items[price > 1].price) + $v.x.`y z`.n %}' },
        Output: '{% $states.result.body %}',
      },
      'Arguments',
      ['Arguments: $v/x/y z/n', 'Arguments: payload/items'],
    ],
    ['JSONata, the result', { ...task, QueryLanguage: 'JSONata', Output: '{% $states.result.body %}' }, 'Output', ['Output: result/body']],
    ['JSONata, all', { ...task, QueryLanguage: 'JSONata', Output: '{% $states %}' }, 'Output', ['Output: payload', 'Output: result']],
    [
      'what is bound in the expression is no variable',
      { ...task, QueryLanguage: 'JSONata', Arguments: '{% ($a := 1; $a + $map([1], function($b) { $b }) ) %}' },
      'Arguments',
      [],
    ],
    [
      'a Map',
      {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrencyPath: '$.m',
        ItemSelector: { 'a.$': '$.k', 'b.$': '$$.Map.Item.Value' },
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', InputPath: '$.inner', End: true } } },
        End: true,
      },
      'ItemSelector',
      ['ItemSelector: payload/k'],
    ],
    [
      'nothing of what is broken',
      { ...task, Parameters: { 'a.$': '$.a[', 'b.$': 'States.Format(' } },
      'Parameters',
      ['Parameters: payload/a'],
    ],
  ])('%s', (_, state, at, expected) => expect(told(state, at)).toEqual(expected))
})

test.each<[(string | number)[], (string | number)[], boolean, boolean]>([
  [[], ['a'], false, true],
  [['a'], ['a', 'b'], false, true],
  [['a', 'b'], ['a'], false, true],
  [['a'], ['b'], false, false],
  [['a', 0], ['a', 1], false, false],
  [['a', 'b'], ['a', 1, 'b'], false, false],
  [['a', 'b'], ['a', 1, 'b'], true, true],
  [['a', 'c'], ['a', 1, 'b'], true, false],
])('reading %j touches %j: %s %s', (steps, place, lists, expected) => expect(touches({ steps, lists }, place)).toBe(expected))
