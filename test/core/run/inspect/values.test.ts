import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { shownOf } from '../../../../core/run/inspect/shown'
import type { Shown } from '../../../../core/run/inspect/types'
import { machine, run } from '../../interpreter/run'
import { inspectorOf, visitOf, whole } from './look'

const deep = (levels: number): Json => {
  let value: Json = 1
  for (let i = 0; i < levels; i++) value = [value]
  return value
}

describe('what is sent of a value', () => {
  const long = 'x'.repeat(100_000)
  const rows: readonly [string, Json, number, unknown][] = [
    ['a small one is whole', { a: [1, null, 'x'] }, 0, { whole: { a: [1, null, 'x'] } }],
    ['a long text by its beginning', long, 0, { of: 'string', size: 100_000, bytes: 100_002, from: 0, text: 'x'.repeat(2000) }],
    ['and from a character on', long, 99_999, { of: 'string', size: 100_000, bytes: 100_002, from: 99_999, text: 'x' }],
    ['a member of any name', JSON.parse('{"__proto__": {"a": 1}}'), 0, { whole: JSON.parse('{"__proto__": {"a": 1}}') }],
  ]
  for (const [title, value, from, expected] of rows) test(title, () => expect(shownOf(value, from)).toEqual(expected))

  test('a long list by a hundred items at once', () => {
    const list = Array.from({ length: 10_000 }, (_, i) => ({ i }))
    const page = shownOf(list, 9_950) as Extract<Shown, { of: 'array' }>
    expect([page.size, page.from, page.items.length, page.items.at(-1)]).toEqual([10_000, 9_950, 50, { whole: { i: 9_999 } }])
  })

  test('large members folded, with their size', () => {
    const shown = shownOf({ small: 1, large: Array(20_000).fill(1), text: long }) as Extract<Shown, { of: 'object' }>
    expect(shown.members).toMatchObject([
      ['small', { whole: 1 }],
      ['large', { of: 'array', size: 20_000, items: [] }],
      ['text', { of: 'string', size: 100_000, text: 'x'.repeat(200) }],
    ])
  })

  test('what is deeper than a person looks is folded, and costs no stack', () => {
    const shown = shownOf(deep(20_000))
    expect(JSON.stringify(shown).length).toBeLessThan(5000)
    expect(JSON.stringify(shownOf(deep(20)))).toBe(JSON.stringify({ whole: deep(20) }))
  })

  test('never much more than 20 KB of any value', () => {
    const values: readonly Json[] = [
      Array(1000).fill('y'.repeat(1000)),
      Array(1000).fill({ ['k'.repeat(500)]: long }),
      { a: { b: { c: Array(100_000).fill(0) } } },
    ]
    for (const value of values) expect(JSON.stringify(shownOf(value)).length).toBeLessThan(40_000)
  })
})

test('a part of a large value is fetched by its steps', async () => {
  const definition = machine({ A: { Type: 'Pass', ResultPath: '$.again', End: true } })
  const input = { list: Array.from({ length: 500 }, (_, i) => ({ id: i, text: 'x'.repeat(100) })) }
  const execution = await run(definition, { input, remember: true })
  const inspector = inspectorOf(execution, definition)
  const { ref } = visitOf(inspector, execution, 'A').output!
  expect(inspector.value({ ref, steps: ['again', 'list', 7, 'id'] })).toEqual({ whole: 7 })
  expect(inspector.value({ ref, steps: ['again', 'list'], from: 400 })).toMatchObject({ of: 'array', from: 400, size: 500 })
  expect(whole(inspector.value({ ref, steps: ['list', 499] }))).toEqual(input.list[499])
  expect(inspector.value({ ref, steps: ['none'] })).toBeUndefined()
  expect(inspector.value({ ref: { ...ref, name: 'none' }, steps: [] })).toBeUndefined()
  expect(inspector.text({ ref, steps: ['list', 0] })).toBe(JSON.stringify(input.list[0], null, 2))
  expect(inspector.text({ ref: { event: 0, name: 'input' }, steps: ['list', 0, 'id'] })).toBe('0')
})
