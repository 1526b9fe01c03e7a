import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { createExecution, plan } from '../../../../core/interpreter'
import { parseDocument } from '../../../../core/model/parse'
import { nodePorts } from '../../../../hosts/node/ports'
import { deepFreeze } from '../../../support/freeze'
import { jsonata } from '../paths/support'

const input = () =>
  JSON.parse(`{
  "a": { "b": { "c": [1, 2] } }, "empty": [], "list": [3, 1, 2], "nested": [[1, [2]], []], "words": ["b", "a", "b"],
  "rows": [{ "k": "x", "n": 2, "tags": ["p"] }, { "k": "y", "n": 1, "tags": [] }, { "k": "x", "n": 3 }],
  "lambda": { "_jsonata_lambda": true, "arguments": [], "body": { "type": "number", "value": 777 } },
  "native": { "_jsonata_function": true, "implementation": 1, "signature": { "validate": 1 } },
  "marks": { "sequence": true, "keepSingleton": true, "tupleStream": true, "outerWrapper": true, "cons": true, "length": 3, "0": 9 },
  "missing": { "type": "operator", "value": "?" }, "then": { "then": 1, "next": 2, "apply": 3 },
  "proto": { "__proto__": 1, "hasOwnProperty": 2, "constructor": 3, "toString": 4, "isPrototypeOf": 5 }
}`)

/** Each with what it gives; undefined where only its leaving things alone counts. */
const expressions: readonly (readonly [string, unknown?])[] = [
  ['$states.input ~> |a|{"hacked": true}|', undefined],
  ['$states.input ~> |a.b|{}, ["c"]|', undefined],
  ['$states.input ~> |**|{"x": 1}|', undefined],
  ['$states.input ~> |list|{"x": 1}|', undefined],
  ['($clone := function($x) { $x }; $states.input ~> |a|{"hacked": true}|).a.hacked', true],
  [
    '$states.input.proto ~> |$|{"__proto__": 6}|',
    JSON.parse('{"__proto__":6,"hasOwnProperty":2,"constructor":3,"toString":4,"isPrototypeOf":5}'),
  ],
  ['{} ~> |$count|{"x": 1}|', 'D1010'],
  ['{} ~> |$states.input.a|{"x": 1}|', {}],
  ['{} ~> |$states.input.a|{}, ["b"]|', {}],
  ['($x := $states.input.a; {"y": 1} ~> |$x|{"z": 2}|)', { y: 1 }],
  ['{"a": {}} ~> |a|$sum|', 'T2011'],
  ['{} ~> |$sum.signature|{"x": 1}|', {}],
  ['$states.input.lambda()', 'T1006'],
  ['$states.input.native(1)', 'T1006'],
  ['$states.input.a()', 'T1006'],
  ['$states.input.then()', 'T1006'],
  ['null()', 'T1006'],
  ['[1] ~> $states.input.lambda', 'T2006'],
  ['$states.input.lambda(?)', 'T1008'],
  ['$map([1], $states.input.lambda)', 'T0410'],
  ['$type($states.input.lambda)', 'object'],
  ['$string($states.input.native)', '{"_jsonata_function":true,"implementation":1,"signature":{"validate":1}}'],
  ['$boolean($states.input.lambda)', true],
  ['$substring(?, $states.input.missing)("abc")', 'T0410'],
  ['$append(?, $states.input.missing)([1])[1].value', '?'],
  ['$states.input.marks.(length)', 3],
  ['$states.input.marks{"k": length}', { k: 3 }],
  ['$states.input.marks[length = 3].length', 3],
  ['$states.input.(marks.($.length))', 3],
  ['[$states.input.marks][0].length', undefined],
  ['$states.input.then', JSON.parse('{"then":1,"next":2,"apply":3}')],
  ['$lookup($states.input, "then").apply', 3],
  ['$keys($states.input.proto)', ['__proto__', 'hasOwnProperty', 'constructor', 'toString', 'isPrototypeOf']],
  ['$merge([$states.input.proto, {"__proto__": 7}]).`__proto__`', 7],
  ['$spread($states.input.proto)[0]', JSON.parse('{"__proto__":1}')],
  ['$sift($states.input.proto, function($v) { $v < 3 })', JSON.parse('{"__proto__":1,"hasOwnProperty":2}')],
  ['$each($states.input.proto, function($v, $k) { $k })[0]', '__proto__'],
  ['$lookup($states.input.proto, "__proto__")', 1],
  ['$lookup({}, "__proto__")', 'nothing'],
  ['{"__proto__": 1, "hasOwnProperty": 2, "constructor": 3}', JSON.parse('{"__proto__":1,"hasOwnProperty":2,"constructor":3}')],
  ['[{"k": "__proto__"}, {"k": "hasOwnProperty"}, {"k": "__proto__"}]{k: $count($)}', JSON.parse('{"__proto__":2,"hasOwnProperty":1}')],
  ['$states.input.rows@$__proto__.{"r": $__proto__.n}', [{ r: 2 }, { r: 1 }, { r: 3 }]],
  ['$states.input.rows#$i{k: $i}', undefined],
  ['$states.input.rows{k: $sum(n)}', { x: 5, y: 1 }],
  ['$states.input.rows^(n).n', [1, 2, 3]],
  ['$sort($states.input.list)', [1, 2, 3]],
  ['$sort($states.input.rows, function($l, $r) { $l.n > $r.n }).n', [1, 2, 3]],
  ['$append($states.input.list, 4)', [3, 1, 2, 4]],
  ['$append($states.input.empty, $states.input.list)', [3, 1, 2]],
  ['$reverse($states.input.list)', [2, 1, 3]],
  ['$shuffle($states.input.list)', undefined],
  ['$zip($states.input.list, $states.input.words)', undefined],
  ['$distinct($states.input.words)', ['b', 'a']],
  ['$distinct([$sum, $sum, $count, {"f": $sum}, {"f": $sum}]) ~> $count', 3],
  ['$states.input.list[]', [3, 1, 2]],
  ['$states.input.empty[]', undefined],
  ['$states.input.empty{"a": 1}', { a: 1 }],
  ['$states.input.*', undefined],
  ['$states.input.** ~> $count', undefined],
  ['$sum.*', 'nothing'],
  ['$spread([$sum]) ~> $count', 1],
  ['$sum = $count', false],
  ['$states.input.nested.$', undefined],
  ['($states.input.rows.[k, n])[0]', undefined],
  ['$filter($states.input.list, function($v, $i, $a) { $v = $max($a) })', 3],
  ['$match("abcabc", /b(c)/).groups', ['c', 'c']],
  ['$replace("abc", /b/, function($m) { $uppercase($m.match) })', 'aBc'],
]

describe('deep-frozen values', () => {
  test.each(expressions.map(([text, value]) => [text, value] as const))('%s', (text, value) => {
    const frozen = deepFreeze(input())
    const result = jsonata(`{% ${text} %}`, frozen, { variables: deepFreeze({ shared: input() }) })
    expect(frozen).toEqual(input())
    expect(JSON.stringify(result)).not.toMatch(/internal error/)
    if (typeof value === 'string' && /^[TD]\d{4}$/.test(value)) expect(result).toContain(`${value}: `)
    else if (value === 'nothing') expect(result).toContain('returned nothing')
    else if (value !== undefined) expect(result).toEqual(value)
    // and the same where nothing is frozen
    expect(jsonata(`{% ${text} %}`, input(), { variables: { shared: input() } })).toEqual(result)
  })
})

test('a function stays what it is for the next expression', () => {
  for (const text of ['{} ~> |$count|{"_jsonata_lambda": true}|', '$sum.signature ~> |$|{"validate": 1}|', '$count := 5'])
    jsonata(`{% ${text} %}`)
  expect(jsonata('{% $count([1, 2]) + $sum([1, 2]) %}')).toBe(5)
})

test('a list in a payload carries no mark of the expression that made it', () => {
  const made = jsonata('{% {"r": [1, 2].[$, 3], "s": [1..2]} %}') as Json
  const parsed = JSON.parse(JSON.stringify(made))
  for (const text of ['$states.input.r.$', '$states.input.r[0]', '$states.input.*', '$states.input.s[]'])
    expect([text, jsonata(`{% ${text} %}`, made)]).toEqual([text, jsonata(`{% ${text} %}`, parsed)])
})

const folder = new URL('../../../examples/', import.meta.url)
const examples = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => /\.asl\.(json|yaml)$/.test(name))

test.each(examples)('the example %s runs on frozen values', async (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  const { loadYaml } = await import('../../../../core/model/parse')
  await loadYaml()
  const document = parseDocument(text, { format: name.endsWith('json') ? 'json' : 'yaml', content: 'definition' })
  const task = async () => ({ output: deepFreeze({ Payload: { ok: true }, items: [1, 2] }) }) as never
  const values = deepFreeze({ items: [{ id: 1, price: 2 }], order: { id: 'o', total: 5 } })
  const execution = createExecution(plan(document.definitions[0]!.machine), { input: values, ports: nodePorts({ task }) })
  await execution.run()
  expect(`${execution.error} ${execution.cause}`).not.toMatch(/internal error|read only|not extensible|TypeError/)
})
