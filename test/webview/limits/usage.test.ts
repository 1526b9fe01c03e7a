import { expect, test } from 'vitest'
import { Timeline } from '../../../webview/events/timeline'
import { Usage } from '../../../webview/limits/usage'
import { orderHistory, rowsOf } from '../history'

const usageOf = (rows = orderHistory()) => {
  const timeline = new Timeline()
  timeline.apply({ from: 0, events: rows, status: 'SUCCEEDED' })
  const usage = new Usage()
  usage.add(timeline.items)
  return { usage, timeline }
}
const counts = ({ transitions, entries, retries, redrives, childExecutions }: Usage) => ({
  ...{ transitions, entries, retries, redrives, childExecutions },
})

test('an order: five stays in states and one retry', () => {
  const { usage } = usageOf()
  expect(counts(usage)).toEqual({ transitions: 6, entries: 5, retries: 1, redrives: 0, childExecutions: 0 })
  expect([...usage.states.values()].map(({ name, visits, transitions }) => [name, visits, transitions])).toEqual([
    ['ProcessPayment', 1, 2],
    ['ForEach', 1, 1],
    ['Reserve', 2, 2],
    ['CoolDown', 1, 1],
  ])
  expect(usage.threads.size).toBe(2)
})

test('largest payloads are told in bytes, with the event that has them', () => {
  const text = 'ü'.repeat(100)
  const { usage } = usageOf(
    rowsOf([
      ['ExecutionStarted', 0, undefined, { input: '{}' }],
      ['TaskStateEntered', 0, 'T', { name: 'T', input: `"${text}"` }],
      ['TaskScheduled', 0, 'T', { parameters: '"a"' }],
      ['TaskSucceeded', 0, 'T', { output: '"ab"' }],
      ['TaskStateExited', 0, 'T', { name: 'T', output: '1', assignedVariables: { a: '"abcdef"' } }],
      ['TaskStateEntered', 0, 'T', { name: 'T', input: '"less"' }],
    ]),
  )
  expect([...usage.states.values()][0]!.largest).toEqual({
    input: { bytes: 202, event: 2 },
    request: { bytes: 3, event: 3 },
    result: { bytes: 4, event: 4 },
    output: { bytes: 8, event: 5 },
  })
  expect(usage.largest).toEqual({ bytes: 202, event: 2, name: 'T' })
})

test('of an event that came cut whoever has the run has said how large it is', () => {
  const rows = rowsOf([['PassStateEntered', 0, 'A', { name: 'A', input: '"beginn…' }]])
  expect(usageOf([{ ...rows[0]!, cut: true, bytes: 262_000 }]).usage.largest).toEqual({ bytes: 262_000, event: 1, name: 'A' })
})

test.each([
  [
    'a Parallel that is tried again',
    [
      ['ParallelStateEntered', 'P'],
      ['ParallelStateStarted', 'P'],
      ['ParallelStateFailed', 'P'],
      ['ParallelStateStarted', 'P'],
    ],
    { entries: 1, retries: 1, transitions: 2 },
  ],
  [
    'a Map Run of 100 items',
    [
      ['MapStateEntered', 'M'],
      ['MapStateStarted', 'M', { length: 100 }],
      ['MapRunStarted', 'M', {}],
      ['MapRunSucceeded', 'M'],
    ],
    { entries: 1, childExecutions: 100, transitions: 101 },
  ],
  [
    'a Map whose items are iterations',
    [
      ['MapStateEntered', 'M'],
      ['MapStateStarted', 'M', { length: 100 }],
      ['MapStateSucceeded', 'M'],
    ],
    { entries: 1, transitions: 1 },
  ],
  [
    'a redrive, which tries a task again',
    [
      ['TaskStateEntered', 'T'],
      ['TaskScheduled', 'T'],
      ['TaskFailed', 'T'],
      ['ExecutionFailed', undefined],
      ['ExecutionRedriven', undefined, { redriveCount: 1 }],
      ['TaskScheduled', 'T'],
    ],
    { entries: 1, retries: 1, redrives: 1, transitions: 3 },
  ],
  [
    'a Map Run that is redriven',
    [
      ['MapStateEntered', 'M'],
      ['MapStateStarted', 'M', { length: 10 }],
      ['MapRunStarted', 'M', {}],
      ['MapRunFailed', 'M'],
      ['MapRunRedriven', 'M', { redriveCount: 1 }],
    ],
    { entries: 1, childExecutions: 10, transitions: 11 },
  ],
  [
    'a loop',
    [
      ['TaskStateEntered', 'T'],
      ['TaskScheduled', 'T'],
      ['TaskStateExited', 'T'],
      ['TaskStateEntered', 'T'],
      ['TaskScheduled', 'T'],
    ],
    { entries: 2, transitions: 2 },
  ],
  ['a type that AWS has come up with since', [['QuantumStateEntered', 'Q']], {}],
] as const)('%s', (_, drafts, expected) => {
  const rows = rowsOf(
    (drafts as readonly (readonly [string, string?, object?])[]).map(
      ([type, state, details]) => [type, 0, state, details as { [name: string]: unknown }] as const,
    ),
  )
  expect(counts(usageOf(rows).usage)).toEqual({ transitions: 0, entries: 0, retries: 0, redrives: 0, childExecutions: 0, ...expected })
})

test('new events are counted once, and after a step back all is counted anew', () => {
  const rows = orderHistory()
  const { usage, timeline } = usageOf(rows.slice(0, 6))
  timeline.apply({ from: 6, events: rows.slice(6), status: 'SUCCEEDED' })
  expect(usage.goesOnWith(timeline.items)).toBe(true)
  usage.add(timeline.items)
  expect(usage.transitions).toBe(6)
  timeline.apply({ from: 3, events: [], status: 'RUNNING' })
  expect(usage.goesOnWith(timeline.items)).toBe(false)
  timeline.apply({ from: 3, events: rows.slice(3), status: 'RUNNING' })
  expect(usage.goesOnWith(timeline.items)).toBe(false)
  expect(new Usage().goesOnWith(timeline.items)).toBe(true)
})

test('a Map Run whose items are read from a file is known, and how many there are is not', () => {
  const { usage } = usageOf(
    rowsOf([
      ['MapStateEntered', 0, 'M', { name: 'M' }],
      ['MapStateStarted', 0, 'M', { length: 0 }],
      ['MapRunStarted', 0, 'M', { mapRunArn: 'arn:1' }],
    ]),
  )
  expect([usage.mapRuns, usage.childExecutions, usage.transitions]).toEqual([1, 0, 1])
})
