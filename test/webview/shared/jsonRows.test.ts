import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { jsonRows, summary } from '../../../webview/shared/jsonRows'

/** The lines as text: indented, `>` folded, `v` open. */
const show = (value: Json, open: readonly string[] = []) =>
  jsonRows(value, (path) => open.includes(path)).map(({ depth, name, foldable, open, summary }) =>
    `${'  '.repeat(depth)}${foldable ? (open ? 'v ' : '> ') : ''}${name ?? ''}${name === undefined ? '' : ': '}${summary}`.trimEnd(),
  )

test.each<[string, Json, string[], string[]]>([
  ['an object shows its members', { a: 1, b: 'x', c: null, d: true }, [], ['a: 1', 'b: "x"', 'c: null', 'd: true']],
  ['what is nested is folded', { a: { b: 1 }, c: [1, 2] }, [], ['> a: {b}', '> c: [2]']],
  ['and opens', { a: { b: { c: 1 } } }, ['/a'], ['v a: {b}', '  > b: {c}']],
  ['an array has its indices', [true, []], [], ['0: true', '1: []']],
  ['a value without members stands alone', 'text', [], ['"text"']],
  ['so does an empty object', {}, [], ['{}']],
  ['a slash in a key makes no other path', { 'a/b': { x: 1 }, a: { b: { x: 2 } } }, ['/a//b'], ['v a/b: {x}', '  x: 1', '> a: {b}']],
])('%s', (_, value, open, expected) => expect(show(value, open)).toEqual(expected))

test('a long array comes in parts of a hundred', () => {
  const long = Array.from({ length: 250 }, (_, i) => i)
  expect(show(long)).toEqual(['> [0…99]:', '> [100…199]:', '> [200…249]:'])
  expect(show(long, ['/200…'])).toHaveLength(53)
})

test('of a payload of a million members no more is read than is shown', () => {
  let read = 0
  const items = new Proxy(new Array<Json>(1_000_000).fill(1), {
    get: (target, key, receiver) => {
      read++
      return Reflect.get(target, key, receiver)
    },
  })
  expect(show({ items })).toEqual(['> items: [1000000]'])
  expect(read).toBeLessThan(10)
})

test('10,000 nested arrays are one line', () => {
  let deep: Json = []
  for (let i = 0; i < 10_000; i++) deep = [deep]
  expect(show(deep)).toEqual(['> 0: [1]'])
})

test.each<[Json, string]>([
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, '{a, b, c, d, e, …}'],
  [[1, 2, 3], '[3]'],
  ['say "hi"', '"say \\"hi\\""'],
])('%j in one line: %s', (value, expected) => expect(summary(value)).toBe(expected))
