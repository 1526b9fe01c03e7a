import { expect, test } from 'vitest'
import { jsonataBody } from '../../../../core/expressions/jsonata/body'
import { parseJsonata } from '../../../../core/expressions/jsonata/parse'
import { jsonataFunctionNamed, jsonataFunctions } from '../../../../core/expressions/jsonata/table'
import { at } from '../paths/support'

test.each([
  ['{% $x %}', ' $x '],
  ['{%1%}', '1'],
  ['{%\n1\n%}', '\n1\n'],
  ['{%%}', ''],
])('%s holds an expression', (text, body) => {
  expect(jsonataBody(text)).toEqual({ text: body, offset: 2 })
})

test.each(['{% $x', '$x %}', ' {% $x %}', 'a {% $x %}', '{%}'])('%s is plain text', (text) => {
  expect(jsonataBody(text)).toBeUndefined()
})

/** What is read of an expression, as `kind text` in the order of its kinds: variables, calls, uses of $states, problems. */
function read(text: string): string[] {
  const { variables, calls, states, problems } = parseJsonata(text)
  return [
    ...variables.map((v) => `${v.binding ? 'binds' : v.local ? 'local' : v.builtin ? 'builtin' : 'variable'} ${at(text, v)}`),
    ...calls.map((c) => `call ${at(text, c)}/${c.arguments}`),
    ...states.map((s) => `states ${s.path.map((p) => p.name).join('.')}`),
    ...problems.map((p) => `${p.code} «${at(text, p)}»`),
  ]
}

test.each([
  ['$states.input.order.id', ['states input.order.id']],
  ['$states.result.`a b`[c = 1].d', ['states result.a b.d']],
  ['$states', ['states ']],
  ['$order.lines[price > $limit]', ['variable $order', 'variable $limit']],
  ['($x := $y; $x)', ['variable $y', 'binds $x', 'local $x']],
  ['$map($a, function($v, $i) { $v + $b })', ['variable $a', 'binds $v', 'binds $i', 'local $v', 'variable $b', 'call $map/2']],
  ['$f := function($n) { $n = 0 ? 0 : $f($n - 1) }', ['binds $n', 'local $n', 'local $n', 'binds $f', 'call $f/1']],
  ['$a@$l#$i.{"k": $l, "n": $i}', ['variable $a', 'local $l', 'local $i']],
  ['$a ~> $sum()', ['variable $a', 'call $sum/1']],
  ['$a ~> $sum', ['variable $a', 'call $sum/1']],
  ['$map($a, $uppercase)', ['variable $a', 'builtin $uppercase', 'call $map/2']],
  ['$a.($ + b)', ['variable $a']],
  ['$substring(?, 1)', ['call $substring/2']],
  ['$a.b^(>c).d{e: $sum(f)}', ['variable $a', 'call $sum/1']],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  ['', 'empty', ''],
  ['  ', 'empty', '  '],
  ['1 +', 'syntax', '+'],
  ['a b', 'syntax', 'b'],
  ['$sum(1', 'syntax', '1'],
  ['total', 'bare-name', 'total'],
  ['{"a": b.c}', 'bare-name', 'b'],
  ['$', 'context', '$'],
  ['$$.a', 'root', '$$'],
  ['$eval("1")', 'eval', '$eval'],
  ['$nope(1)', 'unknown-function', '$nope'],
  ['$sum()', 'arity', '$sum'],
  ['$uuid(1)', 'arity', '$uuid'],
  ["States.Format('x')", 'intrinsic', 'States.Format'],
])('%s has the problem %s at «%s»', (text, code, marked) => {
  expect(read(text)).toContain(`${code} «${marked}»`)
})

test('what stands around a syntax error is still read', () => {
  expect(read('$a + $sum($states.input.b, ')).toEqual(expect.arrayContaining(['variable $a', 'states input.b']))
})

test('hostile text gives problems, not exceptions', () => {
  for (const text of ['('.repeat(20_000), '['.repeat(20_000), '1+'.repeat(20_000), '{"a":'.repeat(5_000), '/'.repeat(99), '\u0000']) {
    expect(parseJsonata(text).problems.length).toBeGreaterThan(0)
  }
})

test('the table has the functions of JSONata 2.0.6 without $eval, and those of AWS', async () => {
  const { default: jsonata } = await import('jsonata')
  const known = async (name: string) => (await jsonata(`$${name}`).evaluate(undefined)) !== undefined
  for (const { name, aws } of jsonataFunctions) expect([name, aws || (await known(name))]).toEqual([name, true])
  expect(jsonataFunctions.filter((f) => f.aws).map((f) => f.name)).toEqual(['partition', 'range', 'hash', 'random', 'uuid', 'parse'])
  expect(jsonataFunctionNamed('eval')).toBeUndefined()
  expect(jsonataFunctionNamed('substring')).toMatchObject({ least: 1, most: 3, returns: 'string' })
})
