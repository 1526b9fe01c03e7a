import { expect, test } from 'vitest'
import { jsonataFunctions } from '../../../../core/expressions/jsonata/table'
import { deepFreeze } from '../../../support/freeze'
import { jsonata } from '../paths/support'

/** Values of all kinds; as text, since functions and nothing have no JSON. */
const values = [
  '$states.input.nothing',
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e20',
  '(1/0)',
  '(0/0)',
  "''",
  "'abc'",
  "'2020-01-01'",
  "'0'",
  "'[Y]-[M]'",
  "'\\ud83d\\ude00\\ud800'",
  '[]',
  '[3, 1]',
  "['b', 'a']",
  '[[1], [2, 3]]',
  '[{"a": 1}, {"b": 2}]',
  '{}',
  '{"a": 1, "length": 2, "sequence": true}',
  '$states.input.hostile',
  'function($x) { $x }',
  'function($x, $y, $z) { {"match": "a", "start": 0} }',
  '$sum',
  '$uppercase',
  '/b+/',
]

const input = deepFreeze(
  JSON.parse(
    '{"hostile": {"__proto__": {"a": 1}, "constructor": null, "hasOwnProperty": 2, "_jsonata_function": true, "_jsonata_lambda": true, "signature": {}, "then": 1, "next": 1, "apply": 1, "type": "operator", "value": "?", "toString": 1, "isPrototypeOf": 1, "tupleStream": true, "outerWrapper": true}}',
  ),
)

/** On AWS, too, an internal error. */
const internal = /\$base64decode/

/** Every fourth expression; all of them in the long run (docs/testing.md). */
const chosen = (texts: readonly string[]) => (process.env.PROPERTY_RUNS ? texts : texts.filter((_, i) => i % 4 === 0))

/** Of the third argument and the second before it. */
const few = values.filter((_, i) => i % 3 === 0)

/** What an expression of the table ends in, when it should not. */
function fault(text: string): string | undefined {
  const result = jsonata(`{% ${text} %}`, input)
  if (typeof result !== 'string' || !result.startsWith('States.')) return undefined
  return (/internal error|Stack overflow|TypeError|is not a function|undefined is/.test(result) && !internal.test(text)) ||
    !result.startsWith('States.QueryEvaluationError')
    ? result
    : undefined
}

const names = jsonataFunctions.map(({ name }) => name)

test.each(names)(
  '$%s takes arguments of any kind',
  (name) => {
    const calls = [
      `$${name}()`,
      ...values.flatMap((a) => [`$${name}(${a})`, `$${name}(?)(${a})`, `${a} ~> $${name}`, `${a}.$${name}()`]),
      ...values.flatMap((a) =>
        values.flatMap((b) => [`$${name}(${a}, ${b})`, ...(a === "'abc'" || b === "'abc'" ? [`$${name}(?, ${b})(${a})`] : [])]),
      ),
      ...few.flatMap((b) =>
        few.flatMap((c) => [`$${name}('abc', ${b}, ${c})`, `$${name}(12, ${b}, ${c})`, `$${name}([3, 1], ${b}, ${c})`]),
      ),
    ]
    expect(
      chosen(calls)
        .flatMap((text) => fault(text) ?? [])
        .slice(0, 10),
    ).toEqual([])
  },
  60_000,
)

test('operators take operands of any kind', () => {
  const operators = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', '&', 'and', 'or', 'in', '..', '~>', '.', '?:']
  const texts = values.flatMap((a) => [
    ...values.flatMap((b) =>
      operators.map((operator) => (operator === '?:' ? `(${a} ? ${b})` : operator === '..' ? `[${a}..${b}]` : `(${a} ${operator} ${b})`)),
    ),
    ...values.map((b) => `(${a})[${b}]`),
    ...values.map((b) => `(${a})^(${b})`),
    ...values.map((b) => `(${a}){${b}: 1}`),
    ...values.map((b) => `${a} ~> |$|${b}|`),
    ...values.map((b) => `{"a": {"b": 1}, "c": ${a}} ~> |$.a|{}, ${b}|`),
    ...values.map((b) => `{"a": {"b": 1}, "c": ${a}} ~> |$.*|${b}|`),
    ...['-', '(', ''].map((before) => `${before}${a}${before === '(' ? ')()' : ''}`),
    `(${a})(1)`,
    `(${a})(?)(1)`,
    `(${a}).*`,
    `(${a}).**`,
    `(${a})@$v.a`,
    `(${a})#$i[$i = 0]`,
    `(${a}).a.%`,
    `[${a}][0].a`,
    `[${a}][]`,
  ])
  expect(
    chosen(texts)
      .flatMap((text) => fault(text) ?? [])
      .slice(0, 10),
  ).toEqual([])
}, 120_000)
