import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/base/json'
import { type Language, languages } from '../../core/expressions/language'
import { withMember } from '../../debugger/breakpoints/slots'
import { VariableStore } from '../../debugger/values/variables'

const store = (supports = {}) => new VariableStore({ supportsVariableType: true, supportsVariablePaging: true, ...supports })
const list = (length: number) => Array.from({ length }, (_, i) => i)

describe('values that a client may ask about', () => {
  test.each<[Json, object]>([
    [1, { value: '1', type: 'number', variablesReference: 0 }],
    [[], { value: '[]', type: 'array', variablesReference: 0, indexedVariables: 0 }],
    [{}, { value: '{}', type: 'object', variablesReference: 0, namedVariables: 0 }],
    [[1, 2], { value: '[1,2]', type: 'array', variablesReference: 1, indexedVariables: 2 }],
    [{ a: 1 }, { value: '{"a":1}', type: 'object', variablesReference: 1, namedVariables: 1 }],
  ])('%j', (value, shown) => expect(store().show({ value })).toEqual(shown))

  test('have a type for who asks for it', () =>
    expect(store({ supportsVariableType: false }).show({ value: 1 })).not.toHaveProperty('type'))

  test.each<[object, string[]]>([
    [{}, ['0', '1', '2', '3', '4']],
    [{ start: 3 }, ['3', '4']],
    [{ start: 1, count: 2 }, ['1', '2']],
    [{ count: 2 }, ['0', '1']],
    [{ start: 4, count: 9 }, ['4']],
    [{ start: 5, count: 1 }, []],
    [{ start: -2, count: 4 }, ['0', '1']],
    [{ filter: 'indexed' }, ['0', '1', '2', '3', '4']],
    [{ filter: 'named' }, []],
  ])('a page of a list: %j', (page, names) => {
    const values = store()
    const { variablesReference } = values.show({ value: list(5) })
    expect(values.children(variablesReference, page).map(({ name }) => name)).toEqual(names)
  })

  test.each([
    ['named', ['a']],
    ['indexed', []],
  ] as const)('%s members of an object', (filter, names) => {
    const values = store()
    const { variablesReference } = values.show({ value: { a: 1 } })
    expect(values.children(variablesReference, { filter }).map(({ name }) => name)).toEqual(names)
  })

  test.each([
    [1000, false, undefined],
    [1001, false, ['[0..999]', '[1000..1000]']],
    [2000, false, ['[0..999]', '[1000..1999]']],
    [1001, true, undefined],
  ])('a list of %i for a client with pages: %s', (length, supportsVariablePaging, parts) => {
    const values = store({ supportsVariablePaging })
    const rows = values.children(values.show({ value: list(length) }).variablesReference)
    if (parts === undefined) expect(rows).toHaveLength(length)
    else {
      expect(rows.map(({ name }) => name)).toEqual(parts)
      const last = values.children(rows.at(-1)!.variablesReference)
      expect([last[0], last.at(-1)].map((row) => [row!.name, row!.value])).toEqual([
        ['1000', '1000'],
        [String(length - 1), String(length - 1)],
      ])
    }
  })

  test('of a stop are gone with it, and their numbers too; those of the console stay', () => {
    const values = store()
    const stopped = values.show({ value: [1] }).variablesReference
    const kept = values.show({ value: [2] }, true).variablesReference
    values.clear()
    expect(() => values.children(stopped)).toThrow()
    expect(values.children(kept)).toMatchObject([{ name: '0', value: '2' }])
    expect(values.show({ value: [3] }).variablesReference).toBeGreaterThan(kept)
  })

  test('of the console are two thousand at most, the oldest gone first', () => {
    const values = store()
    const references = Array.from({ length: 2001 }, (_, i) => values.show({ value: [i] }, true).variablesReference)
    expect(() => values.children(references[0]!)).toThrow()
    expect(values.children(references[1]!)).toMatchObject([{ value: '1' }])
  })

  test('of the console are 32 MB at most', () => {
    const values = store()
    const line = (i: number) => values.line(`${i}${'x'.repeat(10_000_000)}`, 100)
    const [first, , third] = [line(0), line(1), line(2)]
    expect(values.children(first!)).toHaveLength(1)
    const fourth = line(3)
    expect(() => values.children(third!)).toThrow()
    expect(values.children(fourth)).toHaveLength(1)
  })

  test('are changed from the member up to the root, and everything else stays the same', () => {
    const values = store()
    const written: Json[] = []
    const value = { a: { list: [1, { n: 2 }] }, b: { c: 3 } }
    const root = values.show({ value, write: (now) => void written.push(now) }).variablesReference
    const at = (reference: number, name: string) => values.children(reference).find((row) => row.name === name)!
    const inner = at(at(at(root, 'a').variablesReference, 'list').variablesReference, '1').variablesReference
    expect(values.set(inner, 'n', [9])).toMatchObject({ value: '[9]', indexedVariables: 1 })
    expect(written).toEqual([{ a: { list: [1, { n: [9] }] }, b: { c: 3 } }])
    expect((written[0] as typeof value).b).toBe(value.b)
    expect(at(root, 'a').value).toBe('{"list":[1,{"n":[9]}]}')
    values.set(root, 'b', null)
    expect(written[1]).toEqual({ a: { list: [1, { n: [9] }] }, b: null })
    expect(() => values.set(root, 'none', 1)).toThrow()
    expect(value).toEqual({ a: { list: [1, { n: 2 }] }, b: { c: 3 } })
  })

  test('that nobody can change are marked, and stay', () => {
    const values = store()
    const { variablesReference } = values.show({ value: { a: 1 } })
    expect(values.children(variablesReference)).toMatchObject([{ presentationHint: { attributes: ['readOnly'] } }])
    expect(() => values.set(variablesReference, 'a', 2)).toThrow()
    expect(values.children(variablesReference)).toMatchObject([{ value: '1' }])
    const writable = store()
    expect(writable.children(writable.show({ value: [1], write: () => {} }).variablesReference)[0]).not.toHaveProperty('presentationHint')
  })

  test('have an expression each, in the language that reads it', () => {
    const of = (language: Language) => {
      const values = store()
      const { variablesReference } = values.show({ value: { plain_1: 1, 'a b': 2, 'é"': 3, list: [4] }, expression: '$', language })
      const rows = values.children(variablesReference)
      return [...rows, ...values.children(rows[3]!.variablesReference)].map(({ evaluateName }) => evaluateName)
    }
    expect(of(languages.JSONPath)).toEqual(['$.plain_1', "$['a b']", `$['é"']`, '$.list', '$.list[0]'])
    expect(of(languages.JSONata)).toEqual(['$.plain_1', '$.`a b`', '$.`é"`', '$.list', '$.list[0]'])
  })

  test('a scope of one value is a row, one with a note says it', () => {
    const values = store()
    expect(values.children(values.scope({ value: 5 }).variablesReference)).toMatchObject([{ name: '$', value: '5' }])
    expect(values.scope({ value: { a: 1, b: 2 } })).toMatchObject({ namedVariables: 2 })
    const noted = values.scope({ rows: [], note: 'not yet' })
    expect(noted).toMatchObject({ namedVariables: 1 })
    expect(values.children(noted.variablesReference)).toMatchObject([
      { name: '$', value: 'not yet', presentationHint: { kind: 'virtual' } },
    ])
  })
})

test('a copy with another member has all the others, __proto__ as any', () => {
  expect(withMember([1, 2], 1, 'x')).toEqual([1, 'x'])
  const value = withMember(JSON.parse('{"a":1}'), '__proto__', 2)
  expect(JSON.stringify(value)).toBe('{"a":1,"__proto__":2}')
})
