import { describe, expect, test } from 'vitest'
import { differencesBetween } from '../../../core/base/difference'
import type { Json } from '../../../core/base/json'

const rows: readonly [title: string, before: Json, after: Json, expected: string][] = [
  ['nothing', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, ''],
  ['members', { a: 1, b: 2, c: 3 }, { a: 1, c: 4, d: 5 }, '~c +d -b'],
  ['the order of members', { a: 1, b: 2 }, { b: 2, a: 1 }, ''],
  ['other kinds', { a: [] }, { a: {} }, '~a'],
  ['the values themselves', 1, 2, '~'],
  ['null is a value', { a: null }, {}, '-a'],
  ['an item that is put in front', [1, 2, 3], [0, 1, 2, 3], '+0'],
  ['one in the middle', [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 9 }, { id: 2 }], '+1'],
  ['one that is gone', ['a', 'b', 'c'], ['a', 'c'], '-1'],
  ['one that is changed', [{ id: 1, n: 1 }, { id: 2 }], [{ id: 1, n: 2 }, { id: 2 }], '~0/n'],
  [
    'one put in and another changed',
    [{ id: 1 }, { id: 2, n: 1 }, { id: 3 }],
    [{ id: 0 }, { id: 1 }, { id: 2, n: 2 }, { id: 3 }],
    '+0 ~2/n',
  ],
  ['the same items many times', [1, 1, 1], [1, 1], '-2'],
  ['members of any name', JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'), '~__proto__'],
  ['names of what every object has', { a: 1 }, { a: 1, constructor: 2 }, '+constructor'],
]

describe('where two values differ', () => {
  const told = (before: Json, after: Json) =>
    differencesBetween(before, after)
      .list.map(({ steps, before, after }) => `${before === undefined ? '+' : after === undefined ? '-' : '~'}${steps.join('/')}`)
      .join(' ')
  for (const [title, before, after, expected] of rows) test(title, () => expect(told(before, after)).toBe(expected))

  test('it tells no more than asked, and that there is more', () => {
    const { list, more } = differencesBetween(Array(500).fill(0), Array(500).fill(1), 10)
    expect([list.length, more]).toEqual([10, true])
  })

  test('long lists and deep values cost no more than a look', () => {
    const long = Array.from({ length: 50_000 }, (_, i) => ({ i }))
    expect(differencesBetween(long, [{ i: -1 }, ...long]).list).toHaveLength(1)
    expect(differencesBetween(long, long.toReversed()).more).toBe(true)
    let [one, other]: [Json, Json] = [1, 2]
    for (let i = 0; i < 20_000; i++) [one, other] = [[one], [other]]
    expect(differencesBetween(one, other).list.length).toBeLessThanOrEqual(1)
  })
})
