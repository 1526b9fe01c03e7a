import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { completeCondition } from '../../../core/conditions/complete'
import { compileCondition } from '../../../core/conditions/condition'
import { shapeOfJson } from '../../../core/language/shapes/shape'
import { nodePorts } from '../../../hosts/node/ports'

const numRuns = Number(process.env.PROPERTY_RUNS ?? 500)
const language = fc.constantFrom('JSONPath' as const, 'JSONata' as const)
const part = fc.constantFrom(
  ...['$', '$$', '.a', '.b.c', '[0]', '[', ']', "['a b']", '[?(@.a > 1)]', '[*]', '..', '$v', '$states.input', '==', '!=', '<', '<=', '>'],
  ...[
    '>=',
    '&&',
    '||',
    '!',
    '(',
    ')',
    '1',
    '-2.5',
    "'x'",
    '"y"',
    "'",
    '"',
    'true',
    'null',
    'States.Format(',
    'States.ArrayLength($.a)',
    ',',
  ],
  ...['{%', '%}', ' ', '\n', '\\', '=', 'and', '\u{1F600}', '\0', '__proto__', '%', '{', '}', ';', '$f := function($x){$x}', '/(a+)+$/'],
)
const text = fc.oneof(
  fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 40 }),
)
const payload: Json = { a: [1, { b: 2 }], b: { c: 'x' }, 'a b': null }
const { task: _, ...ports } = nodePorts({ task: () => ({ kind: 'timedOut' }) })
const scope = { context: {}, variables: { v: 1 }, ports: { ...ports, now: () => 0, limits: { jsonataTime: 200 } } }
const shapes = { data: shapeOfJson(payload), input: shapeOfJson(1), context: shapeOfJson({}), variables: new Map() }

test('any text has problems inside of it, or can be evaluated', () => {
  fc.assert(
    fc.property(text, language, (written, lang) => {
      const { problems, evaluate } = compileCondition(written, lang)
      for (const { offset, length } of problems) {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset + length).toBeLessThanOrEqual(written.length)
      }
      const frozen = JSON.stringify(payload)
      evaluate({ payload, input: payload, scope })
      expect(JSON.stringify(payload)).toBe(frozen)
    }),
    { numRuns },
  )
})

test('a completion replaces a part of the text that ends at the cursor', () => {
  fc.assert(
    fc.property(text, fc.nat({ max: 60 }), language, (written, at, lang) => {
      const index = Math.min(at, written.length)
      for (const { from, to } of completeCondition(written, index, lang, shapes)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(from).toBeLessThanOrEqual(to)
        expect(to).toBe(index)
      }
    }),
    { numRuns },
  )
})
