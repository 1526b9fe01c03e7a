import { expect, test } from 'vitest'
import { type Kept, Store } from '../../webview/store'
import { orderHistory } from './history'

const opened = (kept?: Partial<Kept>) => {
  const saved: Kept[] = []
  const store = new Store(
    kept,
    (state) => saved.push(state),
    () => {},
  )
  store.receive({ type: 'shown', shown: { id: 'one', name: 'Order', kind: 'session' } })
  return { store, saved }
}
const rows = orderHistory()
const ids = (store: Store) => store.events.fitting.map((index) => index + 1)

test('the latest event is looked at until one is chosen, and again after Escape', () => {
  const { store } = opened()
  store.receive({ type: 'history', history: { from: 0, events: rows.slice(0, 3), status: 'RUNNING' } })
  expect(store.selected?.row.event.id).toBe(3)
  store.set({ selected: 2 })
  store.receive({ type: 'history', history: { from: 3, events: rows.slice(3), status: 'SUCCEEDED' } })
  expect(store.selected?.row.event.id).toBe(2)
  store.set({ selected: undefined })
  expect(store.selected?.row.event.id).toBe(24)
})

test('the filter holds for the events that come later, and after a step back', () => {
  const { store } = opened()
  store.receive({ type: 'history', history: { from: 0, events: rows.slice(0, 6), status: 'RUNNING' } })
  store.set({ filter: 'type:scheduled' })
  expect(ids(store)).toEqual([3, 6])
  store.receive({ type: 'history', history: { from: 5, events: [], status: 'RUNNING' } })
  expect(ids(store)).toEqual([3])
  store.receive({ type: 'history', history: { from: 5, events: rows.slice(5), status: 'SUCCEEDED' } })
  expect(ids(store)).toEqual([3, 6])
})

test('a step back before the chosen event follows the latest again', () => {
  const { store } = opened()
  store.receive({ type: 'history', history: { from: 0, events: rows, status: 'RUNNING' } })
  store.set({ selected: 8 })
  store.receive({ type: 'history', history: { from: 8, events: [], status: 'RUNNING' } })
  expect(store.selected?.row.event.id).toBe(8)
  store.receive({ type: 'history', history: { from: 3, events: [], status: 'RUNNING' } })
  expect(store.selected?.row.event.id).toBe(3)
  expect(store.kept.selected).toBeUndefined()
})

test('an event is chosen from outside, if there is one', () => {
  const { store } = opened()
  store.receive({ type: 'history', history: { from: 0, events: rows, status: 'RUNNING' } })
  store.receive({ type: 'choose', id: 4 })
  expect(store.selected?.row.event.id).toBe(4)
  store.receive({ type: 'choose', id: 9999 })
  expect(store.selected?.row.event.id).toBe(4)
})

test('a panel that was hidden comes back as it was', () => {
  const first = opened()
  first.store.receive({ type: 'history', history: { from: 0, events: rows, status: 'SUCCEEDED' } })
  first.store.set({ selected: 5, filter: 'process' })
  const again = opened(first.saved.at(-1))
  again.store.receive({ type: 'history', history: { from: 0, events: rows, status: 'SUCCEEDED' } })
  expect(again.store.selected?.row.event.id).toBe(5)
  expect(ids(again.store)).toEqual(ids(first.store))
})

test('another execution begins empty, with nothing chosen', () => {
  const { store } = opened()
  store.receive({ type: 'history', history: { from: 0, events: rows, status: 'SUCCEEDED' } })
  store.receive({ type: 'pending', tasks: [], stopped: false })
  store.set({ selected: 5 })
  store.receive({ type: 'shown', shown: { id: 'two', name: 'Next', kind: 'session' } })
  expect(store.selected).toBeUndefined()
  expect(store.timeline.items).toEqual([])
})

test('whoever listens never sees events of one run with the filter of another', () => {
  const { store } = opened({ filter: 'text:A-1001' })
  store.receive({ type: 'history', history: { from: 0, events: rows, status: 'SUCCEEDED' } })
  store.subscribe(() => {
    for (const index of store.events.fitting) expect(store.timeline.items[index]).toBeDefined()
  })
  store.receive({ type: 'shown', shown: { id: 'two', name: 'Next', kind: 'session' } })
  expect(store.events.fitting).toEqual([])
})

test('every change tells those who listen, once', () => {
  const { store } = opened()
  let told = 0
  const stop = store.subscribe(() => told++)
  store.receive({ type: 'history', history: { from: 0, events: rows, status: 'SUCCEEDED' } })
  store.set({ absolute: true })
  stop()
  store.set({ absolute: false })
  expect(told).toBe(2)
})

test('before the debugger goes back into a visit that is over it is asked what came of it', () => {
  const asked: unknown[] = []
  const store = new Store(
    undefined,
    () => {},
    (message) => message.type === 'ask' && asked.push([message.name, message.args]),
  )
  store.receive({ type: 'shown', shown: { id: 'one', name: 'Order', kind: 'session' } })
  store.receive({ type: 'history', history: { from: 0, events: rows.slice(0, 9), status: 'RUNNING' } })
  const thread = { threadId: 1, name: 'Machine', stage: 'enter' as const, attempt: 0, event: 9 }
  store.receive({ type: 'standing', standing: { reason: 'step', threadId: 1, events: 9, threads: [thread] } as never })
  const [first] = store.visits.roots
  store.set({ selected: first!.event })
  expect(asked).toEqual([
    ['visit', { event: first!.event }],
    ['goTo', { id: first!.event }],
  ])
})

test('the chosen event stays chosen while the history comes again in parts, and news come before it', () => {
  const { store } = opened({ selected: 20 })
  // the panel was hidden: what is told meanwhile is about events that it does not hold yet
  store.receive({ type: 'history', history: { from: 24, events: [], status: 'FAILED' } })
  store.receive({ type: 'shown', shown: { id: 'one', name: 'Order', kind: 'session' } })
  for (let from = 0; from < rows.length; from += 8)
    store.receive({ type: 'history', history: { from, events: rows.slice(from, from + 8), status: 'FAILED' } })
  expect(store.selected?.row.event.id).toBe(20)
})

test('while the chosen event is not there yet, the latest is looked at', () => {
  const { store } = opened({ selected: 20 })
  store.receive({ type: 'history', history: { from: 0, events: rows.slice(0, 8), status: 'RUNNING' } })
  expect(store.selected?.row.event.id).toBe(8)
})
