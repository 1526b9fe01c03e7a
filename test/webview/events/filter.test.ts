import { expect, test } from 'vitest'
import { EventsModel } from '../../../webview/events/eventsModel'
import { Timeline } from '../../../webview/events/timeline'
import { orderHistory, rowsOf } from '../history'

const modelOf = (rows = order) => {
  const timeline = new Timeline()
  timeline.apply({ from: 0, events: rows, status: 'SUCCEEDED' })
  const model = new EventsModel(
    () => Promise.reject(new Error('nothing is asked')),
    () => {},
  )
  model.apply(timeline.items, 0)
  return { model, timeline }
}
/** With the places of its iterations, as a debug session tells them. */
const order = orderHistory().map((row) => (row.threadId === 1 ? row : { ...row, parentId: 1, index: row.threadId - 2 }))
const ids = (model: EventsModel) => model.fitting.map((index) => index + 1)
const all = Array.from({ length: 24 }, (_, i) => i + 1)

test.each([
  ['', all],
  ['type:TaskFailed', [5]],
  ['type:"taskfailed"', [5]],
  ['type:failed', [5]],
  ['type:"failed"', []],
  ['type:TaskFailed,TaskSucceeded', [5, 8]],
  ['type:TaskFailed type:TaskSucceeded', [5, 8]],
  ['category:scheduled', [3, 6]],
  ['state:ProcessPayment type:Scheduled', [3, 6]],
  ['state:payment', [2, 3, 4, 5, 6, 7, 8, 9]],
  ['state:"payment"', []],
  ['state:"ProcessPayment" -type:Task', []],
  ['state:"CoolDown","Reserve" category:exited', [14, 17, 23]],
  ['status:failed', [5]],
  ['status:succeeded type:Execution', [24]],
  ['item:1', [15, 16, 17, 19]],
  ['item:1 -type:MapIteration', [16, 17]],
  ['thread:"ForEach[0]"', [12, 13, 14, 18]],
  ['thread:foreach', [12, 13, 14, 15, 16, 17, 18, 19]],
  ['error:PaymentTimeout', [5]],
  ['error:payment', [5]],
  ['text:"card network"', [5]],
  ['card network', [5]],
  ['text:K-2', [1, 2, 3, 6, 9, 10, 16]],
  ['text:Reserve', [14, 17, 21, 22, 23]],
  ['reserved', [14, 17, 21, 22, 23]],
  ['paymentId', [9]],
  ['id:24', [24]],
  ['id:2', [2]],
  ['payment failed', [5]],
  ['-state:ProcessPayment -state:ForEach -state:Reserve', [1, 22, 23, 24]],
  ['by:mock', []],
  ['state:', all],
  ['no such thing', []],
])('%j lets through %j', (filter, expected) => {
  const { model } = modelOf()
  model.setFilter(filter)
  expect(ids(model)).toEqual(expected)
})

test('only new events are looked at, and a step back forgets', () => {
  const rows = orderHistory()
  const { model, timeline } = modelOf(rows.slice(0, 6))
  model.setFilter('category:scheduled')
  expect(ids(model)).toEqual([3, 6])
  const { version } = model
  const gone = timeline.items.slice(5)
  timeline.apply({ from: 5, events: [], status: 'RUNNING' })
  model.apply(timeline.items, 5, gone)
  expect(ids(model)).toEqual([3])
  expect(model.counts.values('type').get('TaskScheduled')).toBe(1)
  timeline.apply({ from: 5, events: rows.slice(5), status: 'SUCCEEDED' })
  model.apply(timeline.items, 5)
  expect(ids(model)).toEqual([3, 6])
  expect(model.version).toBe(version)
  expect(Object.fromEntries(model.counts.values('category'))).toEqual({
    ...{ started: 6, entered: 5, scheduled: 2, failed: 1, succeeded: 5, exited: 5 },
  })
})

test('an item within an item is found by the indices of both, and a thread that is around itself does no harm', () => {
  const rows = rowsOf([
    ['PassStateEntered', 0, 'A', { name: 'A' }, [2, 'M [7]']],
    ['PassStateEntered', 0, 'B', { name: 'B' }, [3, 'M [7] > N [1]']],
    ['PassStateEntered', 0, 'C', { name: 'C' }, [4, 'odd']],
  ])
  const { model } = modelOf([
    { ...rows[0]!, parentId: 1, index: 7 },
    { ...rows[1]!, parentId: 2, index: 1 },
    { ...rows[2]!, parentId: 4, index: 9 },
  ])
  for (const [filter, expected] of [
    ['item:7', [1, 2]],
    ['item:1', [2]],
    ['item:9', [3]],
    ['item:7x', []],
    ['thread:"M [7]"', [1, 2]],
    ['thread:"M [7] > N [1]"', [2]],
  ] as const) {
    model.setFilter(filter)
    expect(ids(model), filter).toEqual(expected)
  }
})

test('25,000 events are filtered as they come', () => {
  const rows = rowsOf(
    Array.from({ length: 25_000 }, (_, i) => ['PassStateEntered', i, `S${i % 100}`, { name: `S${i % 100}`, input: `{"i":${i}}` }] as const),
  )
  const timeline = new Timeline()
  let asked = 0
  const model = new EventsModel(
    () => Promise.reject(new Error()),
    () => {},
  )
  model.setFilter('state:"S7"')
  const { fits } = model.filter
  model.filter = { ...model.filter, fits: (item, around) => ++asked > 0 && fits(item, around) }
  for (let from = 0; from < rows.length; from += 500) {
    timeline.apply({ from, events: rows.slice(from, from + 500), status: 'RUNNING' })
    model.apply(timeline.items, from)
  }
  expect(model.fitting.length).toBe(250)
  expect(asked).toBe(25_000)
})
