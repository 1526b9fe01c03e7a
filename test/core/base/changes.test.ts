import { describe, expect, test } from 'vitest'
import { changesBetween } from '../../../core/base/changes'
import type { Json } from '../../../core/base/json'
import { jsonInText, mayBeJson } from '../../../core/base/textJson'

const nested = (depth: number, leaf: Json): Json => {
  let value = leaf
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

describe('what has changed', () => {
  test.each<[Json, Json, string[]]>([
    [1, 1, []],
    [1, '1', ['$ 1 to "1"']],
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: 2 }, { b: 3, c: 4 }, ['$ b 2 to 3', '$ c nothing to 4', '$ a 1 to nothing']],
    [{ a: { b: [1, 2, 3] } }, { a: { b: [1, 9] } }, ['$ a b 1 2 to 9', '$ a b 2 3 to nothing']],
    [[], {}, ['$ [] to {}']],
    [{ a: null }, {}, ['$ a null to nothing']],
    [
      JSON.parse('{"__proto__": 1}'),
      JSON.parse('{"__proto__": {"x": 1}, "toString": 2}'),
      ['$ __proto__ 1 to {"x":1}', '$ toString nothing to 2'],
    ],
  ])('%j to %j', (before, after, expected) => {
    const { list, more } = changesBetween(before, after)
    const text = (value: Json | undefined) => (value === undefined ? 'nothing' : JSON.stringify(value))
    expect(list.map(({ steps, before, after }) => `${['$', ...steps].join(' ')} ${text(before)} to ${text(after)}`)).toEqual(expected)
    expect(more).toBe(false)
  })

  test('is told up to a number', () => {
    const list = Array.from({ length: 10_000 }, (_, i) => i)
    const changes = changesBetween(
      list,
      list.map((i) => -i - 1),
      3,
    )
    expect(changes).toMatchObject({ list: [{ steps: [0] }, { steps: [1] }, { steps: [2] }], more: true })
  })

  test('is found at any depth, and not looked for in what is shared', () => {
    expect(changesBetween(nested(100_000, 1), nested(100_000, 2)).list[0]!.steps).toHaveLength(100_000)
    const shared = new Proxy({}, { ownKeys: () => expect.unreachable() }) as Json
    expect(changesBetween({ shared, a: 1 }, { shared, a: 2 }).list).toHaveLength(1)
  })
})

test.each<[string, boolean, Json | undefined]>([
  ['{"a": 1}', true, { a: 1 }],
  ['\n [1]\t', true, [1]],
  ['{}', false, undefined],
  ['5', false, undefined],
  ['', false, undefined],
  ['{', false, undefined],
  ['[a]', true, undefined],
  ['{"a": 1]', false, undefined],
])('%j may be JSON: %s', (text, may, value) => {
  expect(mayBeJson(text)).toBe(may)
  expect(jsonInText(text)).toEqual(value)
})
