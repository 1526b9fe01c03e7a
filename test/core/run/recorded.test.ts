import { describe, expect, test } from 'vitest'
import { kindOf } from '../../../core/history/events'
import type { HistoryEvent } from '../../../core/history/types'
import type { TaskCall, TaskOutcome } from '../../../core/interpreter'
import { Answerers } from '../../../core/run/answerers'
import { answersInOrder, outcomeOf, recordedAnswers } from '../../../core/run/recorded'
import { type Definition, eventsOf, machine, type RunOptions, run } from '../interpreter/run'

const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const callback = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', MessageBody: 'm' },
}
const activity = { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }
const retry = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }] }
const items = (state: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { StartAt: 'Each', States: { Each: { ...state, Next: 'More' }, More: { ...state, End: true } } },
  ...more,
})

/** What a task says depends on how often anybody has been asked: an answer at the wrong place is seen. */
function scripted(): (call: TaskCall) => TaskOutcome {
  let n = 0
  return ({ resource }) => {
    n++
    const about = { ...(resource.includes('.wait') && { submitted: { n } }), ...(resource.includes('activity') && { workerName: `w${n}` }) }
    if (n % 5 === 3) return { kind: 'timedOut', ...about }
    if (n % 3 === 2) return { kind: 'failed', error: `E${n}`, cause: `c${n}`, ...about }
    return { kind: 'succeeded', output: { n }, duration: n % 4, ...about }
  }
}

describe('an execution that takes its answers from its own history has the same one', () => {
  test.each<[string, Definition, RunOptions?]>([
    [
      'retries',
      machine({ A: { ...lambda, ...retry, TimeoutSeconds: 5, Next: 'B' }, B: { ...callback, ...retry, TimeoutSeconds: 5, End: true } }),
    ],
    ['an activity', machine({ A: { ...activity, ...retry, TimeoutSeconds: 5, Next: 'B' }, B: { ...activity, End: true } })],
    [
      'visits',
      machine({
        A: { ...lambda, ...retry, TimeoutSeconds: 5, ResultPath: '$.r', Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Variable: '$.r.n', NumericGreaterThan: 9, Next: 'D' }], Default: 'A' },
        D: { Type: 'Succeed' },
      }),
    ],
    [
      'iterations, side by side',
      machine({
        M: items({ ...lambda, ...retry, TimeoutSeconds: 5 }, { Next: 'Z' }),
        Z: { ...lambda, ...retry, TimeoutSeconds: 5, End: true },
      }),
      { input: [1, 2, 3, 4] },
    ],
    [
      'iterations in iterations',
      machine({
        Outer: {
          Type: 'Map',
          ItemProcessor: machine({ Inner: items({ ...lambda, ...retry, TimeoutSeconds: 5 }, { End: true }) }),
          Next: 'Z',
        },
        Z: { ...lambda, ...retry, End: true },
      }),
      { input: [[1, 2], [3], []] },
    ],
    ['a Map that is tried again', machine({ M: items(lambda, { ...retry, End: true }) }), { input: [1, 2] }],
    [
      'branches',
      machine({
        P: {
          Type: 'Parallel',
          ...retry,
          Branches: ['X', 'Y'].map((name) => machine({ [name]: { ...lambda, ...retry, TimeoutSeconds: 5, End: true } })),
          Next: 'Z',
        },
        Z: { ...lambda, ...retry, End: true },
      }),
    ],
    ['an error that nobody takes', machine({ A: { ...lambda, ResultPath: '$.a', Next: 'B' }, B: { ...lambda, End: true } })],
  ])('%s', async (_, definition, options = {}) => {
    const before = eventsOf(await run(definition, { ...options, task: scripted() }))
    const texts = JSON.parse(JSON.stringify(before)) as HistoryEvent[]
    const { answer } = new Answerers({ recorded: recordedAnswers(texts) })
    expect(eventsOf(await run(definition, { ...options, task: answer }))).toEqual(before)
    const inSeconds = texts.map((event) => ({ ...event, timestamp: Date.parse(event.timestamp) / 1000 })) as never
    expect(eventsOf(await run(definition, { ...options, task: new Answerers({ recorded: recordedAnswers(inSeconds) }).answer }))).toEqual(
      before,
    )
  })
})

test('a call that is asked again has the answer that it had', () => {
  const outcomes: TaskOutcome[] = [1, 2].map((output) => ({ kind: 'succeeded', output }))
  const answer = answersInOrder(new Map([['A', outcomes]]), ({ stateName }) => stateName)
  const ask = (key: string) => answer({ key, stateName: 'A', thread: {} } as TaskCall, undefined as never)
  expect(['A#1#0', 'A#1#0', 'A#1#1', 'A#1#0', 'A#1#2', 'A#1#2'].map(ask)).toEqual([0, 0, 1, 0, 2, 2].map((n) => outcomes[n]))
})

describe('a history that is not what it should be', () => {
  const wrong = async (events: unknown) => {
    const { answer } = new Answerers({
      recorded: recordedAnswers(events as HistoryEvent[]),
      unmocked: () => ({ kind: 'failed', error: 'Nobody' }),
    })
    return (await run(machine({ A: { ...lambda, End: true } }), { task: answer })).error
  }
  const event = (id: number, type: string, details: object = {}) => ({
    id,
    previousEventId: id - 1,
    timestamp: 0,
    type,
    [kindOf(type)?.member ?? 'none']: details,
  })
  const entered = event(1, 'TaskStateEntered', { name: 'A' })
  test.each<[string, unknown, string | undefined]>([
    ['has no events', [], 'Nobody'],
    ['has another state', [event(1, 'TaskStateEntered', { name: '__proto__' }), event(2, 'LambdaFunctionFailed', {})], 'Nobody'],
    ['ends while the task is under way', [entered, event(2, 'LambdaFunctionScheduled')], 'Nobody'],
    ['has no output', [entered, event(2, 'LambdaFunctionScheduled'), event(3, 'LambdaFunctionSucceeded')], 'States.Runtime'],
    ['has an output that was cut off', [entered, event(2, 'LambdaFunctionSucceeded', { output: '{"a":' })], 'States.Runtime'],
    ['failed before it began', [entered, event(2, 'LambdaFunctionScheduleFailed', { error: 'Lambda.X' })], 'Lambda.X'],
    [
      'has members of other types',
      [
        { ...entered, stateEnteredEventDetails: null },
        { id: {}, type: 'TaskFailed', previousEventId: null, b: 1 },
      ],
      'Nobody',
    ],
    [
      'goes in circles',
      [
        { ...entered, previousEventId: 1 },
        { ...event(2, 'LambdaFunctionFailed', { error: 'E' }), previousEventId: 1 },
      ],
      'E',
    ],
  ])('%s', async (_, events, error) => {
    expect(await wrong(events)).toBe(error)
  })
})

test.each<[object, object]>([
  [
    { event: 'TaskSucceeded', output: 1, submitted: { output: 's' } },
    { kind: 'succeeded', output: 1, submitted: 's' },
  ],
  [{ event: 'LambdaFunctionSucceeded' }, { kind: 'succeeded', output: null }],
  [
    { event: 'ActivityTimedOut', workerName: 'w' },
    { kind: 'timedOut', workerName: 'w' },
  ],
  [
    { event: 'TaskFailed', error: 'E' },
    { kind: 'failed', error: 'E' },
  ],
  [{ event: 'TaskStartFailed' }, { kind: 'failed' }],
])('%j is told by %j', (result, outcome) => expect(outcomeOf(result as never)).toEqual(outcome))
