import { describe, expect, test } from 'vitest'
import { type Call, parseIntrinsic } from '../../../../core/expressions/intrinsics/parse'
import { intrinsics } from '../../../../core/expressions/intrinsics/table'
import { at } from '../paths/support'

test.each([
  'States.Array()',
  "States.Array( 'foo' , 1 , -2.5e3 , null, true, $.a['x'][0], $$.Execution.Id, $var.x, States.UUID() )",
  "States.Format('it\\'s \\{plain\\} {} \\\\', $.a)",
  'States.MathRandom(1, 2)',
  'States.MathRandom(1, 2, 3)',
  "States.Hash($.data, 'SHA-256')",
  "States.ArrayGetItem(States.StringSplit($.a, '-'), States.MathAdd(States.ArrayLength($.b), -1))",
  "States.Array($.list[?(@.a == 'x, y')].b)",
])('%s is right', (text) => {
  expect(parseIntrinsic(text).problems).toEqual([])
})

test.each([
  ['States.Nope($.a)', 'unknown-function', 'States.Nope'],
  ['states.Array(1)', 'syntax', 'states.Array(1)'],
  [' States.Array(1)', 'syntax', ' States.Array(1)'],
  ['States.UUID() x', 'syntax', 'x'],
  ['States.Array', 'unclosed-parenthesis', ''],
  ['States.Array($.a', 'unclosed-parenthesis', '($.a'],
  ['States.Array(', 'argument', ''],
  ['States.Array(1,)', 'argument', ')'],
  ["States.Format('x {}, $.b)", 'unclosed-string', "'x {}, $.b)"],
  ["States.Format('a \\n')", 'escape', '\\n'],
  ["States.Format('a \\\"')", 'escape', '\\"'],
  ["States.StringToJson('[{]')", 'unescaped-brace', '{'],
  ['States.Array(foo)', 'argument', 'foo'],
  ['States.Array($.a[)', 'syntax', '[)'],
  ['States.UUID(1)', 'arity', 'States.UUID(1)'],
  ['States.MathAdd($.a)', 'arity', 'States.MathAdd($.a)'],
  ["States.MathAdd(1, 'x')", 'argument-type', "'x'"],
  ['States.ArrayLength(States.UUID())', 'argument-type', 'States.UUID()'],
  ['States.ArrayPartition($.a, 0)', 'argument-type', '0'],
  ['States.ArrayRange(1, 9, 0)', 'argument-type', '0'],
  ["States.Hash($.a, 'CRC32')", 'argument-type', "'CRC32'"],
  ['States.JsonMerge($.a, $.b, true)', 'argument-type', 'true'],
  ["States.Format('{} {}', 1)", 'placeholders', "'{} {}'"],
])('%s has the problem %s at «%s»', (text, code, marked) => {
  const { problems } = parseIntrinsic(text)
  expect(problems.map((p) => [p.code, at(text, p)])).toContainEqual([code, marked])
})

test('calls nest at most ten deep', () => {
  const nested = (depth: number) => `${'States.Array('.repeat(depth)}1${')'.repeat(depth)}`
  expect(parseIntrinsic(nested(10)).problems).toEqual([])
  expect(parseIntrinsic(nested(11)).problems.map((p) => p.code)).toEqual(['nesting'])
  expect(parseIntrinsic(nested(50_000)).problems.length).toBeGreaterThan(0)
})

test('each part of a call knows its place', () => {
  const text = "States.Format('{}', States.MathAdd($.n, 1))"
  const call = parseIntrinsic(text).call!
  const inner = call.arguments[1] as Call
  expect([at(text, call.nameRange), at(text, inner), ...inner.arguments.map((a) => at(text, a))]).toEqual([
    'States.Format',
    'States.MathAdd($.n, 1)',
    '$.n',
    '1',
  ])
})

describe('the table', () => {
  test('has the 18 functions of the specification, each documented', () => {
    expect(intrinsics).toHaveLength(18)
    for (const { name, doc, parameters } of intrinsics) {
      expect(name).toMatch(/^States\.[A-Z]/)
      expect([doc, ...parameters.map((p) => p.doc)].every((text) => text.length > 4)).toBe(true)
    }
  })
})
