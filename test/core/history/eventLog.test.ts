import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { Archive } from '../../../core/history/archive'
import { events } from '../../../core/history/events'
import { EventLog } from '../../../core/history/log'
import { Retained } from '../../../core/history/retained'
import { SentText } from '../../../core/history/sentText'
import { parseDocument } from '../../../core/model/parse'

const clock = { now: 0 }
const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } })
const A = parseDocument(text, { format: 'json', content: 'definition' }).definitions[0]!.machine.states.get('A')!

/** Each event has its number as payload, and happens after so many milliseconds. */
function fill(log: EventLog, payloads: readonly Json[], wait = 0): EventLog {
  for (const payload of payloads) {
    clock.now += wait
    log.add(events.passStateEntered, log.length, A, log.length % 3, payload)
  }
  return log
}

const begin = (...rest: [archive?: Archive, sent?: SentText]): EventLog => {
  clock.now = 1000
  return new EventLog(clock, 25_000, ...rest)
}
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const inputs = (log: EventLog) => numbers(0, log.length).map((i) => log.event(i).stateEnteredEventDetails!.input)
const texts = (...values: readonly Json[]) => values.map((value) => JSON.stringify(value))

test('an event is as it was logged, also in later chunks', () => {
  const log = fill(begin(), numbers(0, 1100), 1)
  for (const i of [0, 1, 511, 512, 513, 1023, 1024, 1099]) {
    expect(log.event(i)).toEqual({
      ...{ id: i + 1, previousEventId: i, timestamp: new Date(1001 + i).toISOString(), type: 'PassStateEntered' },
      stateEnteredEventDetails: { name: 'A', input: `${i}`, inputDetails: { truncated: false } },
    })
    expect(log.info(i)).toEqual({ kind: events.passStateEntered, state: A, thread: i % 3, timestamp: 1001 + i })
  }
  expect(log.add(events.parallelStateStarted, 7, undefined, 0, undefined)).toBe(1101)
  expect(log.event(1100)).toEqual({ id: 1101, previousEventId: 7, timestamp: new Date(2100).toISOString(), type: 'ParallelStateStarted' })
})

test.each([-1, 3, 600])('there is no event at %d', (i) => expect(() => fill(begin(), [1, 2, 3]).event(i)).toThrow(RangeError))

test('events have the time of when they were logged', () => {
  const log = begin()
  for (const wait of [0, 0, 5, 0, 5]) fill(log, [wait], wait)
  expect(numbers(0, 5).map((i) => log.timeOf(i))).toEqual([1000, 1000, 1005, 1005, 1010])
})

describe('what a mark holds is never overwritten', () => {
  test.each([0, 1, 511, 512, 513, 700])('at %d', (length) => {
    const log = fill(begin(), numbers(0, length), 1)
    const mark = log.mark()
    const then = clock.now
    const whole = numbers(0, length)
    fill(log, numbers(5000, 5600), 1)
    const ahead = log.mark()
    const later = inputs(log)
    log.back(mark)
    expect(inputs(log)).toEqual(texts(...whole))
    clock.now = then + 90
    fill(log, ['other', 'more'])
    expect(inputs(log)).toEqual(texts(...whole, 'other', 'more'))
    expect(log.timeOf(length)).toBe(then + 90)
    log.back(ahead)
    expect(inputs(log)).toEqual(later)
    expect(log.timeOf(length)).toBe(then + 1)
    log.back(mark)
    expect(log.length).toBe(length)
    expect(inputs(log)).toEqual(texts(...whole))
  })

  test('wherever one goes', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ add: fc.nat({ max: 700 }), to: fc.nat() }), { maxLength: 8 }), (steps) => {
        const log = begin()
        const marks = [{ mark: log.mark(), inputs: inputs(log) }]
        for (const [i, { add, to }] of steps.entries()) {
          fill(log, numbers(i * 1000, i * 1000 + add))
          marks.push({ mark: log.mark(), inputs: inputs(log) })
          const back = marks[to % marks.length]!
          log.back(back.mark)
          expect(inputs(log)).toEqual(back.inputs)
        }
      }),
      { numRuns: 40 },
    ))

  test('and who goes back has room again', () => {
    const log = fill(begin(), [1])
    const mark = log.mark()
    fill(log, [2])
    log.full = true
    log.back(mark)
    expect(log.full).toBe(false)
  })
})

describe('payloads leave the memory', () => {
  const long = (i: number) => `${i}${'x'.repeat(1_000_000)}`
  const filled = () => {
    const put: string[] = []
    const log = begin({ put: (each) => put.push(each) - 1, get: (handle) => put[handle] })
    for (const i of numbers(0, 80)) {
      log.grow(1_000_000)
      // what enters a state leaves it
      log.add(events.passStateEntered, 0, A, 0, long(i))
      log.add(events.passStateExited, 0, A, 0, long(i))
    }
    return { log, put }
  }

  test('the older half of them, when they are more than 32 MB, and are read again', () => {
    const { log, put } = filled()
    expect(put.length).toBeGreaterThan(10)
    expect(put.length).toBeLessThan(75)
    expect(put[0]).toBe(JSON.stringify(long(0)))
    expect(new Set(put).size).toBe(put.length)
    for (const i of numbers(0, 80)) {
      expect(log.event(2 * i).stateEnteredEventDetails!.input).toBe(JSON.stringify(long(i)))
      expect(log.event(2 * i + 1).stateExitedEventDetails!.output).toBe(JSON.stringify(long(i)))
    }
  })

  test('but not small ones, and none where there is no archive', () => {
    const put: string[] = []
    const log = begin({ put: (each) => put.push(each) - 1, get: () => '' })
    for (const i of numbers(0, 80)) {
      log.grow(1_000_000)
      log.add(events.passStateEntered, 0, A, 0, i % 2 ? i : long(i))
    }
    expect(put.every((each) => each.length > 1000)).toBe(true)
    const alone = begin()
    for (const i of numbers(0, 80)) {
      alone.grow(1_000_000)
      alone.add(events.passStateEntered, 0, A, 0, long(i))
    }
    expect(inputs(alone)).toEqual(numbers(0, 80).map((i) => JSON.stringify(long(i))))
  })
})

test('the text of an input that was sent stands until a state is left, for a number, and for an object always', () => {
  for (const [input, sent, after] of [
    [1, '1.0', '1'],
    [{ a: 1 }, '{ "a": 1 }', '{ "a": 1 }'],
  ] as const) {
    const log = begin(undefined, new SentText(input, sent))
    fill(log, [input])
    const mark = log.mark()
    log.add(events.passStateExited, 1, A, 0, input)
    fill(log, [input])
    expect([log.event(0).stateEnteredEventDetails!.input, log.event(2).stateEnteredEventDetails!.input]).toEqual([sent, after])
    log.back(mark)
    fill(log, [input, input, input])
    log.add(events.passStateExited, 1, A, 0, input)
    fill(log, [input])
    expect(log.event(5).stateEnteredEventDetails!.input).toBe(after)
    expect(log.event(1).stateEnteredEventDetails!.input).toBe(sent)
    // and an exit that comes earlier than the one that is gone ends it earlier
    fill(log, [input, input])
    log.back(mark)
    log.add(events.passStateExited, 1, A, 0, input)
    fill(log, [input])
    expect(log.event(2).stateEnteredEventDetails!.input).toBe(after)
  }
})

test.each<[string, Json[], number]>([
  ['a number', [1], 16],
  ['a text', ['abc'], 19],
  ['nothing', [null], 16],
  ['a member and what it has', [{ a: 1 }], 64],
  ['items', [[1, 2]], 96],
  ['small parts anew', [[1], [1]], 128],
])('the memory that %s takes', (_, values, bytes) => {
  const retained = new Retained()
  for (const value of values) retained.add(value)
  expect(retained.bytes).toBe(bytes)
})

test('what large values share counts once', () => {
  const [part, long] = [Array.from({ length: 100 }, (_, i) => i), 'x'.repeat(2000)]
  const retained = new Retained()
  for (const value of [part, { a: part }, [long], { b: long }]) retained.add(value)
  const again = retained.bytes
  for (const value of [part, long]) retained.add(value)
  expect(retained.bytes).toBe(again)
  expect(again).toBeLessThan(100 * 32 + 2000 + 300)
  retained.add(`y${'x'.repeat(1999)}`)
  expect(retained.bytes).toBe(again + 2000)
})
