import { expect, test } from 'vitest'
import type { FoundEvents } from '../../../core/run/inspect/search'
import { EventsModel } from '../../../webview/events/eventsModel'
import type { SearchState } from '../../../webview/events/payloadSearch'
import { Timeline } from '../../../webview/events/timeline'
import { rowsOf } from '../history'

/** Ten events, of which those from the fifth on came cut. What is asked is answered by the test. */
function searched(count = 10) {
  const rows = (length: number) =>
    rowsOf(Array.from({ length }, (_, i) => ['PassStateEntered', i, 'A', { name: 'A', input: `"${i}…` }] as const)).map((row, i) =>
      i < 4 ? row : ({ ...row, cut: true, bytes: 9999 } as const),
    )
  const timeline = new Timeline()
  const asked: { text: string; from: number; answer: (page: FoundEvents) => void; refuse: (error: Error) => void }[] = []
  const states: SearchState[] = []
  const model: EventsModel = new EventsModel(
    (args) => new Promise((answer, refuse) => asked.push({ ...args, answer, refuse })),
    () => states.push(model.search.state),
  )
  const grow = (length: number) => {
    const from = Math.min(timeline.items.length, length)
    const gone = timeline.items.slice(from)
    timeline.apply({ from, events: rows(length).slice(from), status: 'RUNNING' })
    model.apply(timeline.items, from, gone)
  }
  grow(count)
  /** Lets everything happen that was waiting for an answer. */
  const settle = () => new Promise<void>((done) => setImmediate(done))
  const answer = async (page: FoundEvents) => {
    asked.at(-1)!.answer(page)
    await settle()
  }
  return { model, asked, states, grow, answer, settle, ids: () => model.fitting.map((index) => index + 1) }
}

test('payloads that came cut are looked through where they are whole, part by part', async () => {
  const { model, asked, answer, ids, states } = searched()
  model.setFilter('needle')
  expect(ids()).toEqual([])
  expect(asked.map(({ text, from }) => [text, from])).toEqual([['needle', 4]])
  await answer({ found: [6], next: 7 })
  expect(ids()).toEqual([6])
  expect(model.search.state).toEqual({ kind: 'running', done: 3, total: 6 })
  expect(asked.map(({ from }) => from)).toEqual([4, 7])
  await answer({ found: [8, 10] })
  expect(ids()).toEqual([6, 8, 10])
  expect(states.at(-1)).toEqual({ kind: 'idle' })
})

test('several texts have to be found, and what is behind a minus takes away', async () => {
  const { model, asked, answer, ids } = searched()
  model.setFilter('one -text:two')
  await answer({ found: [6, 8] })
  expect(ids()).toEqual([6, 8])
  expect(asked.at(-1)!.text).toBe('two')
  await answer({ found: [8] })
  expect(ids()).toEqual([6])
})

test('new events are looked through when they come, and those that were are not again', async () => {
  const { model, asked, answer, grow, ids } = searched()
  model.setFilter('x')
  await answer({ found: [] })
  grow(14)
  expect(asked.at(-1)!.from).toBe(10)
  await answer({ found: [13] })
  expect(ids()).toEqual([13])
  expect(asked.length).toBe(2)
})

test('after a step back the answer for events that are gone counts for nothing', async () => {
  const { model, asked, answer, grow, settle, ids } = searched()
  model.setFilter('x')
  const first = asked[0]!
  grow(6)
  grow(10)
  first.answer({ found: [9] })
  await settle()
  expect(ids()).toEqual([])
  expect(asked.at(-1)!.from).toBe(4)
  await answer({ found: [10] })
  expect(ids()).toEqual([10])
})

test('another filter is another search', async () => {
  const { model, asked, answer, settle, ids } = searched()
  model.setFilter('ab')
  model.setFilter('abc')
  asked[0]!.answer({ found: [5] })
  await settle()
  expect(asked.at(-1)!.text).toBe('abc')
  await answer({ found: [7] })
  expect(ids()).toEqual([7])
})

test('is stopped by a person, and by whoever has the run no more', async () => {
  const { model, asked, answer, settle } = searched()
  model.setFilter('x')
  model.search.stop('Stopped.')
  await answer({ found: [6], next: 7 })
  expect(asked.length).toBe(1)
  expect(model.search.state).toEqual({ kind: 'stopped', message: 'Stopped.' })
  model.setFilter('y')
  asked.at(-1)!.refuse(new Error('The session is over.'))
  await settle()
  expect(model.search.state).toEqual({ kind: 'stopped', message: 'The session is over.' })
})

test('nothing is asked where nothing is cut, or no text is looked for', () => {
  const whole = searched(4)
  whole.model.setFilter('x')
  const cut = searched()
  cut.model.setFilter('type:TaskFailed item:3')
  expect([...whole.asked, ...cut.asked]).toEqual([])
})
