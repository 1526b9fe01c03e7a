import { describe, expect, test } from 'vitest'
import { Timeline } from '../../../webview/events/timeline'
import { longHistory, orderHistory, rowsOf } from '../history'

const timelineOf = (rows = orderHistory()) => {
  const timeline = new Timeline()
  timeline.apply({ from: 0, events: rows, status: 'SUCCEEDED' })
  return timeline
}
const line = (timeline: Timeline, id: number) => {
  const { kind, duration, partner } = timeline.items[id - 1]!
  return { kind, duration, partner: partner?.row.event.id }
}

describe('the timeline of an order', () => {
  const timeline = timelineOf()
  test.each([
    ['the execution itself', 24, { kind: 'succeeded', duration: 122_700, partner: 1 }],
    ['its start knows its end', 1, { kind: 'started', duration: undefined, partner: 24 }],
    ['an attempt that fails takes its own time only', 5, { kind: 'failed', duration: 350, partner: 3 }],
    ['the retry is scheduled anew', 8, { kind: 'succeeded', duration: 350, partner: 6 }],
    ['a task state takes all its attempts', 9, { kind: 'exited', duration: 2700, partner: 2 }],
    ['a started task opens nothing', 4, { kind: 'started', duration: undefined, partner: undefined }],
    ['an iteration', 18, { kind: 'succeeded', duration: 0, partner: 12 }],
    ['its neighbour, open at the same time', 19, { kind: 'succeeded', duration: 0, partner: 15 }],
    ['a state of the same name in another iteration', 17, { kind: 'exited', duration: 0, partner: 16 }],
    ['the Map that started', 20, { kind: 'succeeded', duration: 0, partner: 11 }],
    ['the Map state', 21, { kind: 'exited', duration: 0, partner: 10 }],
    ['a wait', 23, { kind: 'exited', duration: 120_000, partner: 22 }],
  ])('%s', (_, id, expected) => expect(line(timeline, id)).toEqual(expected))

  test('is as long as from its first event to its last', () => expect(timeline.length).toBe(122_700))
})

test('iterations that one thread tells of are told apart by their index', () => {
  const timeline = timelineOf(
    rowsOf([
      ['MapIterationStarted', 0, 'M', { name: 'M', index: 0 }],
      ['MapIterationStarted', 5, 'M', { name: 'M', index: 1 }],
      ['MapIterationSucceeded', 100, 'M', { name: 'M', index: 0 }],
      ['MapIterationFailed', 200, 'M', { name: 'M', index: 1 }],
    ]),
  )
  expect(line(timeline, 3)).toEqual({ kind: 'succeeded', duration: 100, partner: 1 })
  expect(line(timeline, 4)).toEqual({ kind: 'failed', duration: 195, partner: 2 })
})

test('a span is closed by what tells its end, however it is called', () => {
  const branch = [2, 'P [0]'] as const
  const timeline = timelineOf(
    rowsOf([
      ['ExecutionStarted', 0],
      ['WaitStateEntered', 0, 'W', { name: 'W' }, branch],
      ['WaitStateAborted', 10, 'W', {}, branch],
      ['ExecutionFailed', 20],
      ['ExecutionRedriven', 30, undefined, { redriveCount: 1 }],
      ['TaskStateEntered', 30, 'T', { name: 'T' }],
      ['LambdaFunctionScheduled', 31, 'T', { resource: 'f' }],
      ['LambdaFunctionScheduleFailed', 32, 'T', { error: 'E' }],
      ['EvaluationFailed', 33, 'T', { error: 'E' }],
      ['TaskStateDelayed', 34, 'T'],
      ['TaskStateAborted', 35, 'T'],
      ['ExecutionAborted', 36],
    ]),
  )
  expect(timeline.items.map((_, i) => line(timeline, i + 1))).toEqual([
    { kind: 'started', duration: undefined, partner: 4 },
    { kind: 'entered', duration: undefined, partner: 3 },
    { kind: 'failed', duration: 10, partner: 2 },
    { kind: 'failed', duration: 20, partner: 1 },
    { kind: 'started', duration: undefined, partner: 12 },
    { kind: 'entered', duration: undefined, partner: 11 },
    { kind: 'scheduled', duration: undefined, partner: 8 },
    { kind: 'failed', duration: 1, partner: 7 },
    { kind: 'failed', duration: undefined, partner: undefined },
    { kind: 'other', duration: undefined, partner: undefined },
    { kind: 'failed', duration: 5, partner: 6 },
    { kind: 'failed', duration: 6, partner: 5 },
  ])
})

test('a step back forgets the later events and what they closed', () => {
  const rows = orderHistory()
  const timeline = timelineOf(rows)
  timeline.apply({ from: 4, events: [], status: 'RUNNING' })
  expect(timeline.items).toHaveLength(4)
  expect(timeline.status).toBe('RUNNING')
  expect(line(timeline, 1).partner).toBeUndefined()
  timeline.apply({ from: 4, events: rows.slice(4), status: 'SUCCEEDED' })
  expect(line(timeline, 24)).toEqual({ kind: 'succeeded', duration: 122_700, partner: 1 })
})

test('an exit without an entry, as where a history is cut, has no duration', () => {
  const timeline = timelineOf(rowsOf([['PassStateExited', 0, 'A', { name: 'A', output: '{}' }]]))
  expect(line(timeline, 1)).toEqual({ kind: 'exited', duration: undefined, partner: undefined })
})

test('25,000 events come in parts', () => {
  const rows = longHistory(25_000)
  const timeline = new Timeline()
  for (let from = 0; from < rows.length; from += 500) timeline.apply({ from, events: rows.slice(from, from + 500), status: 'RUNNING' })
  expect(timeline.items).toHaveLength(25_000)
})
