import { expect, test } from 'vitest'
import type { HistoryRow } from '../../../debugger/protocol'
import { sectionsOf } from '../../../webview/detail/eventDetails'
import { Store } from '../../../webview/store'

const state = { name: 'A', path: [], file: '', key: { offset: 0, length: 1 }, range: { offset: 0, length: 1 }, line: 1, column: 1 }
const row = (id: number, type: string, details: object, cut = false): HistoryRow => ({
  event: { id, previousEventId: id - 1, timestamp: '2026-01-01T00:00:00.000Z', type, ...details },
  state,
  threadId: 1,
  threadName: 'Machine',
  ...(cut && { cut: true as const }),
})
const entered = (input: string, cut = false) => row(1, 'PassStateEntered', { stateEnteredEventDetails: { name: 'A', input } }, cut)
const exited = (output: string, cut = false) => row(2, 'PassStateExited', { stateExitedEventDetails: { name: 'A', output } }, cut)

function storeOf(...events: HistoryRow[]): Store {
  const store = new Store(
    undefined,
    () => {},
    () => {},
  )
  store.receive({ type: 'shown', shown: { id: '1', name: 'one', kind: 'session' } })
  store.receive({ type: 'history', history: { from: 0, events, status: 'RUNNING' } })
  return store
}

const shown = (store: Store) => {
  const item = store.whole.complete(store.selected!)
  return Object.fromEntries(sectionsOf(item).map(({ title, value }) => [title, value]))
}

test('cut payloads of an event and its partner are fetched when it is looked at, and then shown', () => {
  const store = storeOf(entered('{"a":"…', true), exited('{"b":"…', true))
  expect(store.whole.missing(store.selected!)).toEqual([2, 1])
  expect(shown(store)).toMatchObject({ Input: '{"a":"…', Output: '{"b":"…' })
  store.whole.set(1, entered('{"a":1}').event)
  expect(store.whole.missing(store.selected!)).toEqual([2])
  store.whole.set(2, exited('{"b":2}').event)
  expect(store.whole.missing(store.selected!)).toEqual([])
  expect(shown(store)).toMatchObject({ Input: { a: 1 }, Output: { b: 2 } })
})

test('what cannot be fetched stays a preview and is not asked for again', () => {
  const store = storeOf(entered('{"a":"…', true))
  store.whole.set(1, undefined)
  expect(store.whole.missing(store.selected!)).toEqual([])
  expect(store.whole.complete(store.selected!).row.cut).toBe(true)
})

test('payloads that came whole are not fetched', () => {
  const store = storeOf(entered('{}'), exited('{}'))
  expect(store.whole.missing(store.selected!)).toEqual([])
})

test('what was fetched is forgotten where the execution goes back, and with the execution', () => {
  const store = storeOf(entered('{"a":"…', true), exited('{}'))
  store.whole.set(1, entered('{"a":1}').event)
  store.receive({ type: 'history', history: { from: 0, events: [entered('{"c":"…', true)], status: 'RUNNING' } })
  expect(store.whole.missing(store.selected!)).toEqual([1])
  store.whole.set(1, entered('{"c":1}').event)
  store.receive({ type: 'shown', shown: { id: '2', name: 'two', kind: 'session' } })
  store.receive({ type: 'history', history: { from: 0, events: [entered('{"d":"…', true)], status: 'RUNNING' } })
  expect(store.whole.missing(store.selected!)).toEqual([1])
})

test('few are remembered', () => {
  const store = storeOf(entered('{"a":"…', true))
  for (let id = 1; id < 100; id++) store.whole.set(id, { ...entered('{}').event, id })
  expect(store.whole.missing(store.selected!)).toEqual([1])
})
