import { describe, expect, test } from 'vitest'
import type { HistoryRow, StandingBody, StandingThread } from '../../../debugger/protocol'
import { pathText } from '../../../webview/debug/actions'
import { buckets, eventAt, partOf, placeText, stepTo } from '../../../webview/debug/scrub'
import { Travel } from '../../../webview/debug/travel'
import { aboutStop, pausedText, stageText } from '../../../webview/debug/words'
import { Timeline } from '../../../webview/events/timeline'
import { orderHistory } from '../history'

const timeline = (rows: readonly HistoryRow[]) => {
  const made = new Timeline()
  made.apply({ from: 0, events: rows, status: 'SUCCEEDED' })
  return made.items
}
const items = timeline(orderHistory())
const kinds = items.map(({ kind }) => kind)

describe('the scrubber', () => {
  test.each([1, 2, 5, 24, 100])('has %d parts, each event in one', (count) => {
    const parts = buckets(items, count)
    expect(parts.length).toBe(Math.min(count, items.length))
    expect(parts.reduce((sum, { entries }) => sum + entries, 0)).toBe(kinds.filter((kind) => kind === 'entered').length)
    expect(parts.some(({ hasFailed }) => hasFailed)).toBe(kinds.includes('failed'))
  })

  test('has no part of no event', () => expect(buckets([], 10)).toEqual([]))

  test.each([
    [0, 1],
    [1, 10],
    [0.5, 6],
    [-3, 1],
    [7, 10],
  ])('at %d of ten events is event %d', (part, id) => expect(eventAt(part, 10)).toBe(id))

  test.each([1, 2, 5, 10])('event %d of ten is where it was aimed at', (id) => expect(eventAt(partOf(id, 10), 10)).toBe(id))

  const entered = kinds.flatMap((kind, i) => (kind === 'entered' ? [i + 1] : []))
  test.each<[string, string, boolean, number, number | undefined]>([
    ['an event on', 'ArrowRight', false, 4, 5],
    ['an event back', 'ArrowLeft', false, 4, 3],
    ['not beyond the first', 'ArrowLeft', false, 1, 1],
    ['not beyond the last', 'ArrowRight', false, 24, 24],
    ['to the next state', 'ArrowRight', true, entered[0]!, entered[1]],
    ['to the state before', 'ArrowLeft', true, entered[1]!, entered[0]],
    ['from the last state to the end', 'ArrowRight', true, entered.at(-1)!, 24],
    ['from the first state to the beginning', 'ArrowLeft', true, entered[0]!, 1],
    ['to the beginning', 'Home', false, 9, 1],
    ['to the end', 'End', false, 9, 24],
    ['a tenth on', 'PageUp', false, 9, 12],
    ['a tenth back', 'PageDown', false, 9, 6],
    ['nowhere', 'a', false, 9, undefined],
    ['nowhere by a name of every object', 'toString', false, 9, undefined],
  ])('a key leads %s', (_, key, ctrlKey, from, to) => expect(stepTo(items, from, { key, ctrlKey, metaKey: false })).toBe(to))

  test('says where one is', () => {
    expect(placeText(items[0]!, 24)).toBe('Event 1 of 24: ExecutionStarted')
    expect(placeText(items[1]!, 24)).toMatch(/^Event 2 of 24: \w+StateEntered, \w+/)
  })
})

describe('what is said of a stop', () => {
  const standing = (reason: string, more: Partial<StandingBody> = {}): StandingBody => ({
    reason,
    threadId: 1,
    events: 1,
    threads: [],
    ...more,
  })
  test.each([
    [standing('breakpoint'), 'Paused on a breakpoint', ''],
    [standing('goto', { description: 'At Pay' }), 'Paused', ''],
    [standing('step'), 'Paused after a step', ''],
    [standing('exception', { description: 'Stopped on error', text: 'Boom' }), 'Paused on an error', 'Stopped on error: Boom'],
    [standing('what there will be'), 'Paused', ''],
    [standing('constructor'), 'Paused', ''],
  ])('%#', (body, paused, about) => expect([pausedText(body), aboutStop(body)]).toEqual([paused, about]))

  const thread: StandingThread = { threadId: 1, name: 'Machine', stage: 'enter', attempt: 0 }
  test.each<[Partial<StandingThread>, string]>([
    [{}, ''],
    [{ stage: 'afterParameters' as never }, 'afterParameters'],
    [{ attempt: 2 }, 'attempt 3'],
    [{ waitsFor: 'task', attempt: 1 }, 'waits for its result, attempt 2'],
  ])('%#', (more, text) => expect(stageText({ ...thread, ...more })).toBe(text))

  test.each([
    [['States', 'A'], 'States.A'],
    [['States', 'P', 'Branches', 0, 'States', 'A b"'], 'States.P.Branches[0].States["A b\\""]'],
  ])('%j is written as a path', (path, text) => expect(pathText({ path })).toBe(text))
})

describe('the travel of the debugger', () => {
  test('takes one way after the other, and of those that wait the last', async () => {
    const went: number[] = []
    const waiting: (() => void)[] = []
    const refused: string[] = []
    const travel = new Travel(
      (id) => {
        went.push(id)
        if (id === 6) return Promise.reject(new Error('no'))
        return new Promise<void>((resolve) => waiting.push(resolve))
      },
      (message) => refused.push(message),
    )
    const arrive = async () => {
      waiting.shift()?.()
      for (let i = 0; i < 5; i++) await undefined
    }
    for (const id of [1, 2, 3, 4]) travel.start(id)
    expect([went, travel.to]).toEqual([[1], 4])
    await arrive()
    expect([went, travel.arrived(), travel.arrived(), travel.arrived()]).toEqual([[1, 4], true, true, false])
    travel.start(6)
    await arrive()
    expect([went, refused, travel.to]).toEqual([[1, 4, 6], ['no'], undefined])
    expect(travel.arrived()).toBe(false)
    travel.start(7)
    expect([went, travel.to]).toEqual([[1, 4, 6, 7], 7])
  })
})
