import { expect, test } from 'vitest'
import { sectionsOf } from '../../../webview/detail/eventDetails'
import { Timeline } from '../../../webview/events/timeline'
import { orderHistory, rowsOf } from '../history'

const sections = (id: number, rows = orderHistory()) => {
  const timeline = new Timeline()
  timeline.apply({ from: 0, events: rows, status: 'RUNNING' })
  return sectionsOf(timeline.items[id - 1]!)
}
const titles = (id: number) => sections(id).map(({ title, from }) => (from ? `${title} < ${from.row.event.id}` : title))

test.each([
  ['a state that is left shows what it was entered with', 9, ['Input < 2', 'Output', 'Assigned variables', 'Event']],
  ['a state that is entered shows what it was left with', 2, ['Input', 'Output < 9', 'Assigned variables < 9', 'Event']],
  ['a failed attempt shows its error first, and what it was asked', 5, ['Error', 'Parameters < 3', 'Event']],
  ['the execution', 24, ['Input < 1', 'Output', 'Event']],
  ['an event without payloads', 4, ['Event']],
])('%s', (_, id, expected) => expect(titles(id)).toEqual(expected))

test('payloads are values, not JSON texts; a cause that is JSON too', () => {
  const byTitle = Object.fromEntries(sections(5).map(({ title, value }) => [title, value]))
  expect(byTitle.Error).toEqual({
    error: 'PaymentTimeout',
    cause: { errorMessage: 'The card network did not answer', errorType: 'PaymentTimeout' },
  })
  expect(byTitle.Event).toMatchObject({ id: 5, type: 'TaskFailed', resourceType: 'lambda' })
  expect(sections(9).find(({ title }) => title === 'Assigned variables')?.value).toEqual({ paymentId: 'P-7' })
})

test('a text that is no JSON stays as it is', () => {
  const rows = rowsOf([['ExecutionFailed', 0, undefined, { error: 'Oops', cause: '{not json' }]])
  expect(sections(1, rows)[0]).toMatchObject({ title: 'Error', value: { error: 'Oops', cause: '{not json' } })
})

test('a key named __proto__ in a payload is shown as any other', () => {
  const rows = rowsOf([['PassStateExited', 0, 'A', { name: 'A', output: '{"__proto__":{"x":1},"constructor":2}' }]])
  const { value } = sections(1, rows).find(({ title }) => title === 'Output')!
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor'])
})
