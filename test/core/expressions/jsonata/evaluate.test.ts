import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { unexpected } from '../../../../core/interpreter/states/unexpected'
import { jsonata, ports, shown, stringNode } from '../paths/support'

test('strings in {% %} are evaluated anywhere in a field, the rest stays', () => {
  const field = {
    a: '{% $states.input.n + 1 %}',
    b: ['x', '{% $v.deep %}', { c: '{% $states.context.Execution.Id %}' }],
    d: null,
    'e.$': '$.x',
  }
  expect(jsonata(field, { n: 1 }, { variables: { v: { deep: true } } })).toEqual({
    a: 2,
    b: ['x', true, { c: 'arn:x' }],
    d: null,
    'e.$': '$.x',
  })
})

test.each([
  ['$partition([1,2,3], 2)', [[1, 2], [3]]],
  ['$range(0, 6, 2)', [0, 2, 4, 6]],
  ['$range(1, 9, 9)', 1],
  ["$hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
  ['$random()', 0.5],
  ['$random(42)', 0.7275636800328681],
  ['$uuid()', '00000000-0000-4000-8000-000000000000'],
  ['$parse(\'{"a": [1]}\').a', [1]],
  ['$now()', '2026-01-02T03:04:05.000Z'],
  ["$now('[Y]/[M]')", '2026/1'],
  ['$millis()', 1767323045000],
  ['$shuffle([1, 2, 3, 4])', [1, 4, 2, 3]],
  ['$distinct([1, "1", {"a": 1}, {"a": 1}, 1])', [1, '1', { a: 1 }]],
  ["$pad('x', 3, '-')", 'x--'],
  ['1/0', 'Infinity'],
  ["{'k': [-1/0]}", { k: ['-Infinity'] }],
  ['[1..3].($ * 2)', [2, 4, 6]],
  ['$exists($states.result)', false],
  ['$sort([3, 1, 2], function($l, $r) { $l > $r })', [1, 2, 3]],
] as [string, Json][])('%s', (text, value) => {
  expect(jsonata(`{% ${text} %}`)).toEqual(value)
})

const at = (text: string) => `States.QueryEvaluationError: The JSONata expression '${text}' specified for the field 'Output' `

test.each([
  ['$nope', 'returned nothing (undefined).'],
  ['$f := function($x) { $x }', 'returned an unsupported result type.'],
  ['[$sum]', 'returned an unsupported result type.'],
  ['$eval("1")', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
  ['$abs("a")', 'threw an error during evaluation. T0410: Argument 1 of function "abs" does not match function signature'],
  ['$error("no")', 'threw an error during evaluation. D3137: no'],
  ['$base64decode("!!!")', 'threw an internal error during evaluation.'],
  ['1 +', 'threw an error during evaluation. S0207: Unexpected end of expression'],
])('%s fails in the words of AWS', (text, cause) => {
  expect(jsonata(`{% ${text} %}`)).toBe(at(text) + cause)
})

test('an error names its place in the field', () => {
  expect(jsonata({ a: [{ b: 1 }, { c: '{% $nope %}' }] })).toBe(
    "States.QueryEvaluationError: The JSONata expression '$nope' specified for the field 'Output/a[1]/c' returned nothing (undefined).",
  )
})

test('a value of the wrong type is shown', () => {
  expect(shown(unexpected(stringNode("{% 'x' %}"), 'Items', 'array', 'x'))).toBe(
    `States.QueryEvaluationError: The JSONata expression ''x'' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'string' for value: "x"`,
  )
})

describe('a budget ends what would not end', () => {
  const depth = 'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.'
  const memory = 'Expression evaluation memory limit exceeded: Check for excessive memory usage'
  const time = 'Expression evaluation timeout: Check for infinite loop'

  test.each([
    ['($f := function($n) { 1 + $f($n) }; $f(1))', depth],
    [Array(200).fill('1').join('+'), depth],
    ['$count([1..873783])', memory],
    ["($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $length($d('x', 60)))", memory],
    ['($d := function($s, $n) { $n = 0 ? $s : $d($append($s, $s), $n - 1) }; $count($d([1], 60)))', memory],
    ["$pad('x', 1000000000)", memory],
    ["$map([1..100000], function($x) { $pad('x', 6000000) })", memory],
    ['$map([1..100000], function($x) { [1..800000] })', undefined],
    ['($f := function($n) { $f($n + 1) }; $f(1))', time],
    ['$map([1..800000], function($x) { $map([1..800000], function($y) { $y }) })', undefined],
  ])('%s', (text, cause) => {
    const quick = { ports: { ...ports, limits: { jsonataTime: 200 } } }
    expect(jsonata(`{% ${text} %}`, {}, quick)).toMatch(cause === undefined ? /exceeded|timeout/ : at(text).replace(/.*/, cause))
  })

  test('also without a clock', () => {
    const { clock: _, ...withoutClock } = ports
    expect(jsonata('{% ($f := function($n) { $f($n + 1) }; $f(1)) %}', {}, { ports: withoutClock })).toContain(time)
  })

  test('what AWS still accepts is accepted', () => {
    expect(jsonata('{% $count([1..873782]) %}')).toBe(873_782)
    expect(jsonata("{% ($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $length($d('x', 22))) %}")).toBe(4_194_304)
    expect(jsonata('{% $count($distinct([1..100000])) %}')).toBe(100_000)
  })

  test('a limit can be raised', () => {
    const deep = { ports: { ...ports, limits: { jsonataDepth: 1000 } } }
    expect(jsonata(`{% ${Array(200).fill('1').join('+')} %}`, {}, deep)).toBe(200)
  })
})

describe('hostile data and names', () => {
  test('nothing is inherited, and nothing can be called', () => {
    for (const text of [
      '$states.input.constructor',
      '$states.input.toString',
      '$states.input.a.__proto__',
      '$lookup($states.input, "constructor")',
    ]) {
      expect(jsonata(`{% ${text} %}`, { a: {} })).toContain('returned nothing (undefined).')
    }
    expect(jsonata('{% ("1" ~> $states.input.constructor.constructor) %}')).toContain('QueryEvaluationError')
  })

  test('variables and members may have any name', () => {
    const variables = JSON.parse('{"hasOwnProperty": 1, "constructor": 2, "__proto__": 3, "sum": 4}')
    expect(jsonata('{% $hasOwnProperty + $constructor + $sum %}', {}, { variables })).toBe(7)
    expect(jsonata('{% $states.input.`__proto__` %}', JSON.parse('{"__proto__": 5}'))).toBe(5)
  })

  test('data that looks like a function of the package is data', () => {
    const input = { f: { _jsonata_function: true, implementation: 'x' } }
    expect(jsonata('{% $states.input %}', input)).toEqual(input)
  })

  test('$states cannot be replaced', () => {
    expect(jsonata('{% $states.input %}', 1, { variables: { states: 2 } })).toBe(1)
  })
})

test('an expression leaves its input as it was', () => {
  const input = { empty: [], list: [[], [1]] }
  expect(jsonata('{% [$states.input.empty.{"a": 1}, $states.input.list[{}]] %}', input)).toBeDefined()
  expect(jsonata('{% [$states.input.list[], $states.input.empty[]] %}', input)).toEqual([[], [1]])
  expect(input).toEqual({ empty: [], list: [[], [1]] })
  expect([Object.keys(input.empty), Object.keys(input.list)]).toEqual([[], ['0', '1']])
})

test('input and result are handed through without a copy', () => {
  const input = { big: [1, 2, 3] }
  expect(jsonata('{% $states.input %}', input)).toBe(input)
  expect((jsonata('{% {"a": $states.input} %}', input) as { a: Json }).a).toBe(input)
})

test('a list that an expression made carries no marks', () => {
  const list = jsonata('{% $states.input.a[b > 1].b %}', { a: [{ b: 1 }, { b: 2 }, { b: 3 }] }) as Json[]
  expect(Object.keys(list)).toEqual(['0', '1'])
})
