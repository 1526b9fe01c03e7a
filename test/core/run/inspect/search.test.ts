import { expect, test } from 'vitest'
import { events } from '../../../../core/history/events'
import { EventLog } from '../../../../core/history/log'
import { Exit } from '../../../../core/history/wire'
import { eventHas, searchEvents, textFinder } from '../../../../core/run/inspect/search'

const note = 'He said "Hi"\nand left'
const shared = { sku: 'K-17', note }

function history() {
  const log = new EventLog({ now: 0 }, 25_000)
  log.add(events.executionStarted, 0, undefined, 0, { input: shared, roleArn: 'arn:aws:iam::123456789012:role/Orders' })
  log.add(events.passStateEntered, 1, undefined, 0, shared)
  log.add(events.passStateExited, 2, undefined, 0, new Exit({ done: true }, { total: 44 }))
  log.add(events.taskFailed, 3, undefined, 0, { resourceType: 'lambda', resource: 'invoke', error: 'Payment.Declined', cause: 'No funds' })
  log.add(events.mapStateStarted, 4, undefined, 0, { length: 2 })
  log.add(events.executionSucceeded, 5, undefined, 0, { output: 'Grüße' })
  return log
}

test.each([
  ['K-17', [1, 2]],
  ['k-17', [1, 2]],
  ['said "hi"', [1, 2]],
  ['said \\"hi\\"', [1, 2]],
  ['Hi"\nand', [1, 2]],
  ['{"done":true}', [3]],
  ['total', [3]],
  ['44', [3]],
  ['declined', [4]],
  ['no funds', [4]],
  ['INVOKE', [4]],
  ['role/orders', [1]],
  ['grüße', [6]],
  ['GRÜSSE', []],
  ['nothing', []],
])('%j is in %j', (text, found) => expect(searchEvents(history(), { text, from: 0 })).toEqual({ found }))

test('a history is looked through page by page', () => {
  const log = history()
  const pages = []
  for (let next: number | undefined = 0; next !== undefined; ) {
    const page = searchEvents(log, { text: 'K-17', from: next }, 1)
    pages.push(page)
    next = page.next
  }
  expect(pages.map(({ next }) => next)).toEqual([1, 2, 3, 4, 5, undefined])
  expect(pages.flatMap(({ found }) => found)).toEqual([1, 2])
})

test.each([-5, 6, 1e9])('nothing is found from %i on where there is nothing', (from) => {
  expect(searchEvents(history(), { text: 'K-17', from }).found).toEqual(from < 0 ? [1, 2] : [])
})

test('a list of events is looked through as a log is, also where nobody knows their type', () => {
  const list = [{ id: 7, type: 'ComeUpWithSince', timestamp: 0, comeUpWithSinceEventDetails: { what: 'a Thing' } }]
  expect(searchEvents({ length: 1, event: (i) => list[i]! }, { text: 'thing', from: 0 })).toEqual({ found: [7] })
  expect(eventHas({ id: 1, type: 'PassStateEntered', timestamp: 0 }, textFinder(''))).toBe(false)
})
