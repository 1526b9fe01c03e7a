import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../core/base/json'
import { completeCondition } from '../../../core/conditions/complete'
import { compileCondition, problemText } from '../../../core/conditions/condition'
import { isTrue } from '../../../core/conditions/truth'
import { Failure } from '../../../core/expressions/evaluation/failure'
import { shapeOfJson } from '../../../core/language/shapes/shape'
import type { QueryLanguage } from '../../../core/model/machine'
import { nodePorts } from '../../../hosts/node/ports'

const payload: Json = {
  total: 100,
  zero: 0,
  name: "it's",
  status: 'PAID',
  ok: true,
  no: false,
  nothing: null,
  empty: [],
  'a b': 1,
  items: [{ price: 1 }, { price: 30 }],
}
const context: JsonObject = { State: { Name: 'Check', RetryCount: 2 }, Execution: { Input: { id: 7 } } }
const variables: JsonObject = { limit: 50, order: { id: 'A-1' } }

function evaluated(text: string, language: QueryLanguage, over: Json = payload): Json | undefined {
  const condition = compileCondition(text, language)
  expect(condition.problems).toEqual([])
  const { task: _, ...ports } = nodePorts({ task: () => ({ kind: 'timedOut' }) })
  const scope = { context, variables, result: { r: 1 }, ports: { ...ports, now: () => 0, limits: { jsonataTime: 1000 } } }
  const value = condition.evaluate({ payload: over, input: { raw: 5 }, scope })
  return value instanceof Failure ? value.cause : value
}

describe('in a JSONPath state', () => {
  test.each([
    // comparisons
    ['$.total == 100', true],
    ['$.total==100', true],
    ['$.total != 100', false],
    ['$.total > 99.5', true],
    ['$.total >= 1e2', true],
    ['$.total < -1', false],
    ['$.total <= 100', true],
    ['100 == $.total', true],
    [`$.status == 'PAID'`, true],
    [`$.status == "PAID"`, true],
    [`$.status < 'PAIE' && $.status > "PAIC"`, true],
    [`$.name == 'it\\'s'`, true],
    [`$.name == "it's"`, true],
    ['$.ok == true', true],
    ['$.no == false', true],
    ['$.nothing == null', true],
    ['$.zero == null', false],
    ["$['a b'] == 1", true],
    ['$.items[1].price > $.items[0].price', true],
    ['$.items[0] == $.items[0]', true],
    ['$.items[*].price == $.items[*].price', true],
    ['$.items.length() == 2', true],
    // roots
    ["$$.State.Name == 'Check'", true],
    ['$$.State.RetryCount >= 2 && $$.Execution.Input.id == 7', true],
    ['$limit < $.total', true],
    ["$order.id == 'A-1'", true],
    ['$states.input.raw == 5', true],
    ["$states.context.State.Name == 'Check'", true],
    ['$states.result.r == 1', true],
    // what is written alone
    ['$.ok', true],
    ['$.no', false],
    ['!$.no', true],
    ['!!$.no', false],
    ['$.ok==!$.no', true],
    ['$.total>-1', true],
    ['$.nothing', null],
    ['$.empty', []],
    ['$.items[?(@.price > 20)]', [{ price: 30 }]],
    ['true', true],
    // together: ! before comparisons before && before ||
    ['$.no || $.ok && $.no', false],
    ['($.no || $.ok) && !$.no', true],
    ['$.ok || $.no && $.no', true],
    ['!($.total > 1) || $.total == 100', true],
    ['$.total > 1 && $.total < 3 || $.zero == 0', true],
    ['  (  ( $.total ) > ( 1 ) )  ', true],
    // functions
    ['States.MathAdd($.total, 1) == 101', true],
    ["States.Format('{}-{}', $.status, $limit) == 'PAID-50'", true],
    ['States.ArrayLength($.items) > 1 && $.ok', true],
    // nothing is false, equals nothing and is in no order
    ['$.missing', undefined],
    ['!$.missing', true],
    ['States.MathAdd($.missing, 1)', undefined],
    ['States.MathAdd(States.ArrayLength($.missing), 1) > 0', false],
    ['$states.errorOutput', undefined],
    ['$.missing == 1', false],
    ['$.missing == null', false],
    ['$.missing == $.missing', false],
    ['$.missing != 1', true],
    ['$.missing > 1', false],
    ['$.missing <= 1', false],
    ['$nobody == 1', false],
    ['$.missing || $.ok', true],
    ['$.missing && $.ok', false],
    // other types
    ["$.total == '100'", false],
    ["$.total != '100'", true],
    ["$.total > '1'", false],
    ["$.total < '1'", false],
    ['$.ok > 0', false],
    ['$.nothing < 1', false],
    ['$.items > 1', false],
    // JSONata stands in {% %}
    ['{% $sum($states.input.raw) > 4 %}', true],
    ['{% $count($.items) = 2 %}', true],
  ])('%s', (text, expected) => expect(evaluated(text, 'JSONPath')).toEqual(expected))

  test.each([
    ['', 'Expected a path, a text in quotes, a number, true, false, null or a States.… function (column 1)'],
    ['$.n >', 'After > comes a path, a text in quotes, a number, true, false, null or a States.… function (column 6)'],
    ['$.n = 2', 'Write == to compare (column 5)'],
    ['$.n <> 2', 'Write != to compare (column 5)'],
    ['-$.n > 2', expect.stringMatching(/^- is no operator of a condition/)],
    ['$.n === 2', 'Write == to compare (column 5)'],
    ['$.n == 2 and $.m', 'Write && for and (column 10)'],
    ['$.n == 2 & $.m', 'Write && for and (column 10)'],
    ['$.n == 1 == true', 'One comparison does not follow another: join them with && or || (column 10)'],
    ['$.n == PAID', expect.stringMatching(/^After == comes a path.*, not PAID: 'PAID' as a text \(column 8\)$/)],
    ["$.n == 'PAID", "The string is not closed: expected ' (column 8)"],
    ['($.n > 1', 'The parenthesis is not closed: expected ) (column 1)'],
    ['$.n > 1)', 'Unexpected ) (column 8)'],
    ['&& $.n', expect.stringMatching(/^Expected a path.*, not && \(column 1\)$/)],
    ['$.n + 1 > 2', '+ is no operator of a condition here: a JSONata expression stands in {% %} (column 5)'],
    ['$sum($.items.price) > 5', 'There are no functions but States.…: a JSONata expression stands in {% %} (column 5)'],
    ['$.items[', expect.stringMatching(/column 8/)],
    ['$.n > 1 $.m', 'Unexpected $ (column 9)'],
    ['States.Nonsense($.a) == 1', 'There is no intrinsic function States.Nonsense (column 1)'],
    ["1 == States.Format('{}', $.a", expect.stringMatching(/not closed.*column 19/)],
    ['{% $.n > %}', expect.stringMatching(/\(column \d+\)$/)],
    ['{% $nonsense() %}', 'There is no function $nonsense (column 4)'],
    [`${'('.repeat(10_000)}1${')'.repeat(10_000)}`, expect.stringMatching(/^The expression is nested deeper than 100 levels/)],
    [`${'!'.repeat(10_000)}1`, expect.stringMatching(/^The expression is nested deeper than 100 levels/)],
  ])('%j is none', (text, expected) => {
    const condition = compileCondition(text, 'JSONPath')
    expect(problemText(condition.problems)).toEqual(expected)
    expect(condition.problems).toHaveLength(1)
  })

  test('a function that cannot be evaluated says why', () =>
    expect(evaluated('States.MathAdd($.status, 1) > 1', 'JSONPath')).toMatch(/States\.MathAdd/))

  test('a long chain nests nothing', () => {
    const text = Array.from({ length: 20_000 }, () => '$.zero == 1').join(' || ')
    expect(evaluated(`${text} || $.ok`, 'JSONPath')).toBe(true)
  })

  test('values nested very deep are compared or refused, never thrown', () => {
    const deep = () => {
      let value: Json = 1
      for (let i = 0; i < 100_000; i++) value = [value]
      return value
    }
    expect(evaluated('$.a == $.b', 'JSONPath', { a: deep(), b: deep() })).toMatch(/nested too deep/)
  })
})

test('the error output is there where an error is', () => {
  const { task: _, ...ports } = nodePorts({ task: () => ({ kind: 'timedOut' }) })
  const scope = { context, variables, errorOutput: { Error: 'E', Cause: 'c' }, ports: { ...ports, now: () => 0 } }
  for (const [text, language] of [
    ["$states.errorOutput.Error == 'E'", 'JSONPath'],
    ["$states.errorOutput.Error = 'E'", 'JSONata'],
  ] as const)
    expect(compileCondition(text, language).evaluate({ payload, input: null, scope })).toBe(true)
})

describe('in a JSONata state', () => {
  test.each([
    ['$states.input.raw = 5', true],
    ['{% $states.input.raw > 4 and $limit = 50 %}', true],
    ['  {% $limit %}  ', 50],
    ['$.total > 99', true],
    ['$count($.items) = 2', true],
    ['$states.input.missing > 1', undefined],
    ["$states.context.State.Name = 'Check'", true],
  ])('%s', (text, expected) => expect(evaluated(text, 'JSONata')).toEqual(expected))

  test.each([
    ['$states.input.raw == 5', /^In JSONata write = for == \(column 19\)$/],
    ['$states.input.raw >', /\(column \d+\)$/],
    ['1 = 1 && 2 = 2', /^In JSONata write and for && \(column 7\)$/],
    ['1 = 1 || 2 = 2', /^In JSONata write or for \|\| \(column 7\)$/],
    ['$nonsense(1)', /^There is no function \$nonsense \(column 1\)$/],
    ["States.Format('x')", /^Intrinsic functions are not available in JSONata/],
    ["$$.State.Name = 'A'", /^\$\$ has no value/],
    ['', /empty/],
  ])('%j is none', (text, message) => expect(problemText(compileCondition(text, 'JSONata').problems)).toMatch(message))
})

test.each([
  [undefined, false],
  [null, false],
  [0, false],
  ['', false],
  [[], false],
  [{}, false],
  [[[], [0, null]], false],
  [[[0], ['x']], true],
  [{ a: 0 }, true],
  ['false', true],
])('%j is %s', (value, expected) => expect(isTrue(value as never)).toBe(expected))

describe('completion', () => {
  const scope = {
    data: shapeOfJson(payload),
    input: shapeOfJson({ raw: 5 }),
    context: shapeOfJson(context),
    variables: new Map(Object.entries(variables).map(([name, value]) => [name, shapeOfJson(value)])),
  }
  /** The labels at `|`, and the text after the first of them is taken. */
  function complete(marked: string, language: QueryLanguage = 'JSONPath') {
    const index = marked.indexOf('|||')
    const text = marked.replace('|||', '')
    const items = completeCondition(text, index, language, scope)
    const [first] = items
    return { labels: items.map(({ label }) => label), after: first && text.slice(0, first.from) + first.text + text.slice(first.to) }
  }
  test.each<[string, string[], string | undefined]>([
    ['|||', ['$', '$$', '$states', '$limit', '$order', 'true', 'false', 'null', 'States'], '$'],
    ['$|||', ['$', '$$', '$states', '$limit', '$order'], '$'],
    ['$l||| > 1', ['$limit'], '$limit > 1'],
    ['$.to|||', ['total'], '$.total'],
    ['$.a|||', ['a b'], "$['a b']"],
    ["$['a|||", ['a b'], "$['a b']"],
    ['$.items[0].|||', ['price'], '$.items[0].price'],
    ['$.total > 1 && $$.State.|||', ['Name', 'RetryCount'], '$.total > 1 && $$.State.Name'],
    ['$states.|||', ['input', 'context'], '$states.input'],
    ['$states.input.|||', ['raw'], '$states.input.raw'],
    ['!($order.|||', ['id'], '!($order.id'],
    ['$.total |||', ['==', '!=', '<=', '>=', '<', '>', '&&', '||'], '$.total =='],
    ['$.total == t|||', ['true'], '$.total == true'],
    ['1 < States.ArrayL|||', ['ArrayLength'], '1 < States.ArrayLength'],
    ["$.name == 'to|||", [], undefined],
    [`$.name == "it's" && t|||`, ['true'], `$.name == "it's" && true`],
    [`$.name == "it's t|||`, [], undefined],
    ['$["a|||', ['a b'], '$["a b"]'],
    ['$[a|||', [], undefined],
    ['$nobody.|||', [], undefined],
    ['$.total.|||', [], undefined],
  ])('%s', (marked, labels, after) => expect(complete(marked)).toEqual({ labels, after }))

  test('in a JSONata state', () => {
    expect(complete('$states.|||', 'JSONata').labels).toEqual(['input', 'context'])
    expect(complete('{% $su|||', 'JSONPath').labels).toEqual(expect.arrayContaining(['$sum', '$substring']))
    expect(complete('$.a|||', 'JSONata').after).toBe('$.`a b`')
    expect(complete('$$|||', 'JSONata').labels).toEqual([])
  })

  test('tells the type of a value, where it is known', () => {
    const details = (text: string) => completeCondition(text, text.length, 'JSONPath', scope).map(({ label, detail }) => [label, detail])
    expect(details('$.i')).toEqual([['items', 'object[]']])
    expect(details('$o')).toEqual([['$order', 'object']])
    expect(details('States.ArrayL')).toEqual([['ArrayLength', undefined]])
  })

  test('takes any text at any place', () => {
    for (const text of ["$.a['", '$$$$', '{%', '"\\', '$.a[?(@.b == ', 'States.', '((((', '$.items[*].'])
      for (let i = 0; i <= text.length; i++)
        for (const language of ['JSONPath', 'JSONata'] as const) expect(completeCondition(text, i, language, scope)).toBeInstanceOf(Array)
  })
})
