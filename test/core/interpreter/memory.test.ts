import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { jsonBytes, jsonText, knownBytes } from '../../../core/base/jsonText'
import { Retained } from '../../../core/history/retained'
import { Queue } from '../../../core/interpreter/queue'
import type { ExecutionSnapshot } from '../../../core/interpreter/snapshot'
import { type Timer, Timers } from '../../../core/interpreter/timers'
import { begin, machine } from './run'

describe('timers come by their time, and at one time in the order in which they were set', () => {
  const at = [5, 3, 9, 3, 1, 7, 5, 2, 8, 3, 6, 0, 5, 4, 1, 9, 2, 2, 7, 0]
  const sorted = at.map((time, order) => [time, order]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)
  const taken = (timers: Timers<string>) => {
    const all: [number, number][] = []
    for (let first: Timer<string> | undefined = timers.first; first !== undefined; first = timers.first) {
      expect(timers.take()).toBe(first)
      all.push([first.at, first.order])
    }
    return all
  }

  test.each([
    ['as they are', at.map((_, order) => order)],
    ['from behind', at.map((_, order) => order).reverse()],
    ['by turns', at.map((_, order) => (order * 7) % at.length)],
  ])('added %s', (_, orders) => {
    const timers = new Timers<string>()
    for (const order of orders) timers.add({ at: at[order]!, order, target: '' })
    expect(taken(timers)).toEqual(sorted)
    expect(timers.take()).toBeUndefined()
  })

  test('also where some are taken in between', () => {
    const timers = new Timers<string>()
    const all: number[] = []
    for (let i = 0; i < 200; i++) {
      timers.add({ at: i + ((i * 37) % 50), order: i, target: '' })
      if (i % 3 === 2) all.push(timers.take()!.at)
    }
    all.push(...taken(timers).map(([time]) => time))
    expect(all).toHaveLength(200)
    // what is taken late is never due before what is still there
    const rest = all.slice(66)
    expect(rest).toEqual([...rest].sort((a, b) => a - b))
  })

  test('none is left after all are cleared', () => {
    const timers = new Timers<string>()
    timers.add({ at: 1, order: 0, target: '' })
    timers.clear()
    expect(timers.first).toBeUndefined()
  })
})

describe('a queue', () => {
  test('gives in order, also thousands that have come and gone', () => {
    const queue = new Queue<number>()
    const seen: (number | undefined)[] = []
    for (let i = 0; i < 5000; i++) {
      queue.push(2 * i)
      queue.push(2 * i + 1)
      if (i < 100) continue
      seen.push(queue.first)
      queue.take()
    }
    expect(queue.length).toBe(5100)
    expect(seen).toEqual(Array.from({ length: 4900 }, (_, i) => i))
    while (queue.length > 0) {
      seen.push(queue.first)
      queue.take()
    }
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, i) => i))
  })

  test('goes back to what it was, as often as one likes', () => {
    const queue = new Queue<string>()
    for (const item of ['a', 'b', 'c']) queue.push(item)
    queue.take()
    const mark = queue.mark()
    for (let i = 0; i < 2; i++) {
      queue.take()
      queue.push('x')
      queue.back(mark)
      expect([queue.length, queue.first]).toEqual([2, 'b'])
    }
  })
})

describe('the memory that payloads hold', () => {
  const held = (...values: Json[]) => {
    const retained = new Retained()
    for (const value of values) retained.add(value)
    return retained.bytes
  }
  const long = 'x'.repeat(2000)
  const list = Array.from({ length: 100 }, (_, i) => i)

  test('grows with each part', () => {
    expect(held('ab')).toBe(18)
    expect(held(1)).toBe(16)
    expect(held([1, true])).toBe(4 * 16 + 2 * 16)
    expect(held({ a: 1, b: 'xyz' })).toBe(4 * 16 + 16 + 19)
    expect(held(long)).toBe(2000)
    expect(held('y'.repeat(1024), 'y'.repeat(1024))).toBe(1024)
    expect(held('y'.repeat(1023), 'y'.repeat(1023))).toBe(2 * (1023 + 16))
  })

  test('has what they share once: long texts, long lists, and what has parts of its own', () => {
    const tree = { inner: { a: 1 } }
    expect(held(long, `${long.slice(1)}x`)).toBe(2000)
    expect(held(list, list)).toBe(held(list))
    expect(held(tree, tree)).toBe(held(tree))
    expect(held({ a: list, b: list })).toBe(held({ a: list, b: null }) - 16)
    expect(held({ a: 1 }, { a: 1 })).toBe(2 * held({ a: 1 }))
  })

  test('has texts that only look alike both', () => {
    const other = `${long.slice(0, 500)}z${long.slice(501)}`
    expect(held(long, other)).toBe(4000)
  })
})

describe('the size of a payload is that of its JSON text in UTF-8', () => {
  const deep = (levels: number) => {
    let value: Json = 'é'
    for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value, i] : { a: value, 'b"': [] }
    return value
  }

  test.each<[string, Json]>([
    ['nothing', null],
    ['truth', [true, false]],
    ['numbers', [0, 9, 10, 99, 100, 101, 1e15, -1, -10, 1.5, 1e300, 1e-7, -0]],
    ['texts', ['', 'a', 'é', '߿', 'ࠀ', '€', '퟿', '', '😀', '"', '\\', '/']],
    ['control characters', Array.from({ length: 34 }, (_, i) => String.fromCharCode(i))],
    ['the edges of a character', ['\x7e\x7f\x80']],
    ['half characters', ['\ud83d', '\ude00', 'a\ud83d', '\ud83db', '\ud83d\ud83d\ude00', '\ude00\ud83d']],
    ['empty containers', [[], {}, [[]], [{}]]],
    ['members', { a: 1, 'b"': { c: [] }, é: null }],
    ['long texts', ['é'.repeat(5000), 'é'.repeat(5000), 'x'.repeat(5000), 'x'.repeat(4096)]],
    ['large containers', Array.from({ length: 300 }, (_, i) => ({ i, text: `n${i}` }))],
    ['nested ones', deep(300)],
  ])('%s', (_, value) => {
    const bytes = Buffer.byteLength(JSON.stringify(value))
    expect(jsonBytes(value)).toBe(bytes)
    // a second time it is remembered, also within another
    expect(jsonBytes(value)).toBe(bytes)
    expect(knownBytes(value)).toBe(bytes)
    expect(jsonBytes([value])).toBe(bytes + 2)
    expect(jsonBytes({ v: value })).toBe(bytes + 6)
  })

  test('also nested deeper than the platform can write', () => {
    let value: Json = ['é', { a: 1, b: 'x' }, null, {}]
    const inner = JSON.stringify(value)
    for (let i = 0; i < 20_000; i++) value = i % 2 === 0 ? [value] : { a: value }
    const text = `${'{"a":['.repeat(10_000)}${inner}${']}'.repeat(10_000)}`
    expect(jsonText(value)).toBe(text)
    expect(jsonBytes(value)).toBe(Buffer.byteLength(text))
  })
})

describe('a snapshot', () => {
  const loop = machine({ A: { Type: 'Pass', Next: 'A' } })

  test('holds what has changed; before a chain of them gets long, one holds all threads', async () => {
    const execution = begin(loop)
    const chains: number[] = []
    for (let i = 0; i < 200; i++) {
      chains.push((execution.snapshot() as ExecutionSnapshot).chain)
      await execution.step()
    }
    const expected = Array.from({ length: 200 }, (_, i) => (i % 65) + 1)
    expect(chains).toEqual(expected)
  })

  test('weighs by the threads that have changed', async () => {
    const branch = machine({ W: { Type: 'Wait', Seconds: 1, End: true } })
    const execution = begin(machine({ P: { Type: 'Parallel', Branches: Array.from({ length: 20 }, () => branch), End: true } }))
    while (execution.threads.length === 1) await execution.step()
    const first = execution.snapshot()
    expect(execution.snapshot().weight).toBeLessThan(first.weight / 20)
    await execution.step()
    const third = execution.snapshot()
    expect(third.weight).toBeGreaterThan(500)
    expect(third.weight).toBeLessThan(first.weight / 5)
  })
})
