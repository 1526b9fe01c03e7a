import { expect, test } from 'vitest'
import { equalWithin } from '../../../core/base/equal'
import type { Json } from '../../../core/base/json'

const shared = { deep: [1, { a: 'x' }] }

test.each<[Json | undefined, Json | undefined, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [undefined, undefined, true],
  [undefined, null, false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, c: 2 }, { a: 1, b: 2 }, false],
  [[1, 2], [2, 1], false],
  [[1], { 0: 1 }, false],
  [shared, shared, true],
  [{ x: shared }, { x: shared }, true],
  [JSON.parse('{"__proto__": 1}'), {}, false],
  [JSON.parse('{"__proto__": 1}'), JSON.parse('{"__proto__": 1}'), true],
  [{ toString: 1 }, { other: 1 }, false],
])('%j and %j: %s', (a, b, equal) => expect(equalWithin(a, b, 1000)).toBe(equal))

test('what would take too long is taken for different, and depth takes no stack', () => {
  const list = () => Array.from({ length: 2000 }, (_, i) => [i])
  expect([equalWithin(list(), list(), 100), equalWithin(list(), list(), 10_000)]).toEqual([false, true])
  const deep = () => {
    let value: Json = 1
    for (let i = 0; i < 50_000; i++) value = [value]
    return value
  }
  expect(equalWithin(deep(), deep(), 1_000_000)).toBe(true)
})
