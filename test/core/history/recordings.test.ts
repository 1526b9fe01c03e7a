import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { timeOf } from '../../../core/history/read'
import { type Recording, readRecordings } from '../../../core/history/recordings/read'
import type { Execution } from '../../../core/interpreter'
import { execute } from '../../examples/execute'
import { runs } from '../../examples/runs'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { eventsOf, run } from '../interpreter/run'

function read(text: string): Recording {
  const found = readRecordings([text])
  if ('kind' in found) throw new Error(found.message)
  return found[0]!
}

/** Written down as GetExecutionHistory answers it, and read. */
function expectNoLoss(execution: Execution): void {
  const events = eventsOf(execution)
  const recording = read(JSON.stringify({ events, nextToken: 'more' }))
  expect(recording.events).toStrictEqual(JSON.parse(JSON.stringify(events)))
  expect(recording.isWhole).toBe(true)
  expect(recording.events.map(timeOf)).toEqual(events.map((_, i) => execution.history.info(i).timestamp))
}

describe('a history is read without loss', () => {
  test.each(runs().map((each) => [`${each.definition} ${each.input} ${each.testCase}`, each] as const))('%s', async (_, each) =>
    expectNoLoss(await execute(each)),
  )

  test('of any machine', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, async (definition, input) =>
        expectNoLoss(await run(definition, { input, task: anyTask, limits: { historyEvents: 200 } })),
      ),
      { numRuns: 60 },
    ))
})

const started = { timestamp: '2026-01-01T00:00:00.000Z', type: 'ExecutionStarted', id: 1, previousEventId: 0 }

describe('what the table does not know stays as it is', () => {
  test.each<[string, Json]>([
    ['a list', [started]],
    ['other members of the response', { nextToken: null, events: [started], ResponseMetadata: { RetryAttempts: 0 } }],
    ['a type that is new', [started, { ...started, id: 2, type: 'TaskDelayed', taskDelayedEventDetails: { by: [1] } }]],
    ['a member that is new', [{ ...started, executionStartedEventDetails: { input: '{}', later: 5 }, more: {} }]],
    ['details of another type', [{ ...started, taskFailedEventDetails: 5 }]],
    ['seconds since the epoch', [{ ...started, timestamp: 1767225600.5 }]],
    ['an event without the one before', [{ timestamp: 1, type: 'ExecutionStarted', id: 1 }]],
    ['hostile names', JSON.parse('[{"timestamp": 1, "type": "ExecutionStarted", "id": 1, "__proto__": {"id": 7}, "constructor": null}]')],
  ])('%s', (_, value) => {
    const events = Array.isArray(value) ? value : [started]
    expect(read(JSON.stringify(value)).events).toStrictEqual(JSON.parse(JSON.stringify(events)))
  })

  test('in the order of their ids, where reverseOrder was asked for', () =>
    expect(read(JSON.stringify([{ ...started, id: 2 }, started])).events.map(({ id }) => id)).toEqual([1, 2]))

  test('behind a byte order mark', () => expect(read(`\uFEFF${JSON.stringify([started])}`).events).toEqual([started]))
})

test.each<[string | number, number]>([
  ['2026-01-01T00:00:00.250Z', Date.UTC(2026, 0, 1, 0, 0, 0, 250)],
  ['2026-01-01T02:00:00.250000+02:00', Date.UTC(2026, 0, 1, 0, 0, 0, 250)],
  ['2026-01-01 00:00:00.250000+00:00', Date.UTC(2026, 0, 1, 0, 0, 0, 250)],
  [1767225600.25, Date.UTC(2026, 0, 1, 0, 0, 0, 250)],
  [0, 0],
])('the time %s is %d', (timestamp, expected) => expect(timeOf({ timestamp })).toBe(expected))

test('what is no time is none', () => expect(timeOf({ timestamp: 'yesterday' })).toBeNaN())

/** `|` stands before and behind what is wrong. */
describe('a wrong file is told with its place', () => {
  test.each([
    ['{"events": [|x|]}', /./],
    ['||5', /^This is neither what GetExecutionHistory answers/],
    ['|{"event": []}|', /^This is neither what GetExecutionHistory answers/],
    ['|{"events": {}}|', /^This is neither what GetExecutionHistory answers/],
    ['[|7|]', 'An event is an object: events[0].'],
    ['{"events": [{"id": 1, "type": "A", "timestamp": 1}, |[]|]}', 'An event is an object: events[1].'],
    ['[{"events": []}, {"events": [|null|]}]', 'An event is an object: events[0].'],
    ['[{"id": |"1"|, "type": "A", "timestamp": 1}]', 'The id of an event is a number: events[0].'],
    ['[|{"type": "A", "timestamp": 1}|]', 'The id of an event is a number: events[0].'],
    [
      '[{"id": 1, "previousEventId": |null|, "type": "A", "timestamp": 1}]',
      'The previousEventId of an event is a number, where it is there: events[0].',
    ],
    ['[{"id": 1, "type": |null|, "timestamp": 1}]', 'The type of an event is a text: events[0].'],
    [
      '[{"id": 1, "type": "A", "timestamp": |"now"|}]',
      'The timestamp of an event is seconds since the epoch or a time in ISO 8601: events[0].',
    ],
    ['[|{"id": 1, "type": "A"}|]', 'The timestamp of an event is seconds since the epoch or a time in ISO 8601: events[0].'],
    [
      '[{"id": 1, "type": "TaskFailed", "timestamp": 1, "taskFailedEventDetails": |"E"|}]',
      'taskFailedEventDetails is an object: events[0].',
    ],
    [
      '{"events": [{"id": 1, "type": "TaskFailed", "timestamp": 1, "taskFailedEventDetails": {"error": "E", "cause": |{}|}}]}',
      'cause of taskFailedEventDetails is a text: events[0].',
    ],
    [
      '[{"id": 1, "type": "PassStateEntered", "timestamp": 1, "stateEnteredEventDetails": {"input": "1", "input": |1|}}]',
      'input of stateEnteredEventDetails is a JSON text: events[0].',
    ],
    ['\uFEFF[|7|]', 'An event is an object: events[0].'],
  ] as const)('%s', (marked, message) => {
    const [before, wrong, after] = marked.startsWith('||') ? ['', '5', ''] : (marked.split('|') as [string, string, string])
    const fault = {
      kind: 'wrong',
      text: 0,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      offset: before.length,
      length: wrong.length,
    }
    expect(readRecordings([`${before}${wrong}${after}`])).toEqual(fault)
  })

  test.each(['', '{', '[', ']', '\uFEFF', '"\\u"', '[{'.repeat(100_000)])('and no text throws: %.10j', (text) =>
    expect(readRecordings([text])).toMatchObject({ kind: 'wrong' }),
  )

  test('nor any JSON', () =>
    fc.assert(
      fc.property(
        fc.json(),
        fc.json(),
        (a, b) => void [readRecordings([a]), readRecordings([`[{"id":1,"type":"A","timestamp":1,"x":${a}},${b}]`])],
      ),
    ))
})
