import { expect, test } from 'vitest'
import { relatedTo } from '../../../webview/events/related'
import { Timeline } from '../../../webview/events/timeline'
import { orderHistory } from '../history'

const timeline = new Timeline()
timeline.apply({ from: 0, events: orderHistory(), status: 'SUCCEEDED' })
const from = (id: number) => Object.fromEntries(relatedTo(timeline.items, id - 1).map(({ to, id }) => [to, id]))

test.each([
  ['the first event', 1, { partner: 24, failureAfter: 5 }],
  ['a scheduled task', 3, { previous: 2, partner: 5, stateBefore: 2, stateAfter: 4, failureAfter: 5 }],
  ['a failure', 5, { previous: 4, partner: 3, stateBefore: 4, stateAfter: 6 }],
  ['an item', 17, { previous: 16, partner: 16, stateBefore: 16, failureBefore: 5 }],
  ['the entry of a state in the next item', 16, { previous: 15, partner: 17, stateBefore: 14, stateAfter: 17, failureBefore: 5 }],
  ['the last event', 24, { previous: 23, partner: 1, failureBefore: 5 }],
])('from %s', (_, id, expected) => expect(from(id)).toEqual({ ...nowhere, ...expected }))

const nowhere = Object.fromEntries(
  ['previous', 'partner', 'stateBefore', 'stateAfter', 'failureBefore', 'failureAfter'].map((name) => [name, undefined]),
)

test('what is begun and what has ended are told apart', () => {
  const title = (id: number) => relatedTo(timeline.items, id - 1)[1]!.title
  expect([title(3), title(5), title(4)]).toEqual(['The event that ends it', 'The event that began it', 'The event that belongs to it'])
  expect(relatedTo(timeline.items, 99)).toEqual([])
})
