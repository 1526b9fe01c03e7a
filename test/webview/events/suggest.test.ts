import { expect, test } from 'vitest'
import { Counts } from '../../../webview/events/counts'
import { suggestionsAt, taken } from '../../../webview/events/suggest'
import { Timeline } from '../../../webview/events/timeline'
import { orderHistory } from '../history'

const counts = (() => {
  const timeline = new Timeline()
  timeline.apply({ from: 0, events: orderHistory(), status: 'SUCCEEDED' })
  const counts = new Counts()
  for (const item of timeline.items) counts.add(item)
  return counts
})()

/** `|` is the cursor. */
const at = (text: string) => {
  const cursor = text.indexOf('|')
  const filter = text.replace('|', '')
  return { filter, suggestions: suggestionsAt(filter, cursor, counts) }
}
const after = (text: string, index = 0) => {
  const { filter, suggestions } = at(text)
  const result = taken(filter, suggestions[index]!)
  return `${result.filter.slice(0, result.cursor)}|${result.filter.slice(result.cursor)}`
}

test.each([
  ['|', ['type:', 'category:', 'state:', 'status:', 'item:', 'thread:', 'error:', 'by:', 'text:', 'id:']],
  ['pay |', ['type:', 'category:', 'state:', 'status:', 'item:', 'thread:', 'error:', 'by:', 'text:', 'id:']],
  ['categ|', ['category:']],
  ['payment|', ['state:ProcessPayment']],
  ['type:Task|', ['TaskScheduled', 'TaskStarted', 'TaskStateEntered', 'TaskFailed', 'TaskSucceeded', 'TaskStateExited']],
  ['type:TaskFailed,sched|', ['TaskScheduled']],
  ['status:|', ['Succeeded', 'Failed']],
  ['status:FA|', ['Failed']],
  ['category:|', ['Started', 'Entered', 'Succeeded', 'Exited', 'Scheduled', 'Failed']],
  ['-state:cool|', ['CoolDown']],
  ['state:"cool|', ['CoolDown']],
  ['item:1|', []],
  ['constructor|', []],
])('%s', (text, labels) => expect(at(text).suggestions.map(({ label }) => label)).toEqual(labels))

test.each([
  ['|', 'type:|'],
  ['st| x', 'state:| x'],
  ['payment|', 'state:"ProcessPayment" |'],
  ['type:TaskF| x', 'type:TaskFailed |x'],
  ['-state:cool|', '-state:"CoolDown" |'],
  ['state:"cool| x', 'state:"CoolDown" |'],
  ['type:TaskFailed,sched|', 'type:TaskFailed,TaskScheduled |'],
])('%s becomes %s', (text, expected) => expect(after(text)).toBe(expected))

test('says how many events have a value', () => {
  expect(at('type:TaskSch|').suggestions[0]!.about).toBe('2 events')
  expect(at('type:TaskFailed|').suggestions[0]!.about).toBe('1 event')
})
