import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { applyEdits } from '../../../core/language/edit/applied'
import { editsTowards } from '../../../core/language/edit/towards'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { toJson } from '../../../core/syntax/walk'

beforeAll(loadYaml)

function towards(text: string, wanted: Json, format: 'json' | 'yaml' = 'json'): string | undefined {
  const edits = editsTowards(parseDocument(text, { format, content: 'test' }), wanted)
  return edits && applyEdits(text, edits)
}

const json = `{
  // what comes
  "a": { "b": 1, "c": [1, 2, 3] }, // kept
  "list": [
    1, // one
    { "x": true }
  ],
  "gone": 1
}
`

test('JSON keeps its layout and its comments', () => {
  expect(towards(json, { a: { b: 2, c: [1, 5] }, list: [1, { x: false, y: null }, 'new'], more: { z: [] } })).toBe(`{
  // what comes
  "a": { "b": 2, "c": [1, 5] }, // kept
  "list": [
    1, // one
    { "x": false, "y": null },
    "new"
  ],
  "more": {
    "z": []
  }
}
`)
})

test('YAML keeps its layout and its comments', () => {
  const yaml = `# what comes
a:
  b: 1 # kept
  c: [1, 2]
list:
  - 1
  - x: true
    y: old text
flow: { a: old, b: 'old' }
last: end
`
  expect(
    towards(
      yaml,
      {
        a: { b: 2, c: [1] },
        list: [1, { x: false, y: 'new: text' }],
        flow: { a: 'new', b: 'it is new' },
        last: 'the end',
        more: { z: [1] },
      },
      'yaml',
    ),
  ).toBe(`# what comes
a:
  b: 2 # kept
  c: [1]
list:
  - 1
  - x: false
    y: "new: text"
flow: { a: new, b: 'it is new' }
last: the end
more:
  z:
    - 1
`)
})

test('an alias of YAML that stands elsewhere too is left alone', () => {
  const yaml = 'a: &x { b: 1 }\nc: *x\n'
  expect(towards(yaml, { a: { b: 1 }, c: { b: 2 } }, 'yaml')).toBeUndefined()
})

test('what is nested too deep is left alone, and can be put there', () => {
  const deep = `{ "a": ${'['.repeat(5000)}1${']'.repeat(5000)} }`
  expect(towards(deep, { a: 1, b: 2 })).toBeUndefined()
  expect(towards('{ "a": 1 }', JSON.parse(deep))).toBeDefined()
})

const scalar = fc.oneof(
  fc.integer({ min: -9, max: 99 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('', 'a', '</script>', 'x: y', '- z', '"q"', '#', 'null', '1', 'two\nlines', '\u001b[1m', '😀', "it's"),
)
const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'odd key', '1', 'x: y', '"', '😀')
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map(
        (entries) =>
          JSON.parse(`{${[...new Map(entries)].map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`) as Json,
      ),
  ),
})).value
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { minKeys: 1 }) as fc.Arbitrary<Json>

describe.each(['json', 'yaml'] as const)('any %s says what is wanted', (format) => {
  test('and nothing else', async () => {
    const { stringify } = await import('yaml')
    fc.assert(
      fc.property(object, object, fc.constantFrom(0, 2), (before, wanted, indent) => {
        const text = format === 'json' ? JSON.stringify(before, null, indent) : stringify(before)
        // a text that the YAML package writes and we read as something else is not of this test
        fc.pre(JSON.stringify(toJson(parseDocument(text, { format, content: 'test' }).root!)) === JSON.stringify(before))
        const after = towards(text, wanted, format)
        expect(after).toBeDefined()
        expect(toJson(parseDocument(after!, { format, content: 'test' }).root!)).toEqual(wanted)
      }),
      { numRuns: 100 },
    )
  })
})
