import { describe, expect, test } from 'vitest'
import type { TaskCall, TaskOutcome } from '../../../../core/interpreter'
import { follow } from '../../../../core/run/replay/follow'
import { begin, type Definition, eventsOf, machine, type RunOptions } from '../../interpreter/run'
import { begun, recordingOf, runOf } from './support'

const ends = { End: true }
const jsonata = (fields: object, next: object = ends) => ({ Type: 'Pass', QueryLanguage: 'JSONata', ...fields, ...next })
const echo = ({ input }: TaskCall): TaskOutcome => ({ kind: 'succeeded', output: input, duration: 3 })

async function recorded(definition: Definition, options: RunOptions = {}) {
  const execution = begin(definition, {
    seed: 7,
    startTime: Date.UTC(2025, 4, 6, 7, 8, 9, 123),
    executionName: 'one',
    stateMachineName: 'Machine',
    task: echo,
    ...options,
  })
  await execution.run()
  return { execution, events: eventsOf(execution) }
}

const tokens = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token', 'at.$': '$$.State.EnteredTime' } },
}
const distributed = (processor: object, more: object = {}) => ({
  Type: 'Map',
  ItemsPath: '$.items',
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processor },
  ...more,
})
const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }

describe('what chance and the clock gave is taken from the history', () => {
  test.each<[string, Definition, RunOptions?]>([
    [
      'UUIDs',
      machine({ A: { Type: 'Pass', Parameters: { 'a.$': 'States.UUID()', 'b.$': "States.Format('order-{}', States.UUID())" }, ...ends } }),
    ],
    [
      'what is made of a UUID',
      machine({
        A: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'hash.$': "States.Hash($.id, 'SHA-256')", 'id.$': '$.id' }, Next: 'C' },
        C: { Type: 'Pass', Parameters: { 'parts.$': "States.ArrayGetItem(States.StringSplit(States.UUID(), '-'), 1)" }, ...ends },
      }),
    ],
    [
      'random numbers',
      machine({ A: { Type: 'Pass', Parameters: { 'n.$': 'States.MathRandom(1, 1000)' }, Next: 'B' }, B: { Type: 'Pass', ...ends } }),
    ],
    [
      '$random and what is computed of it',
      machine({ A: jsonata({ Output: '{% {"n": $random(), "m": $floor($random() * 50), "rest": 1} %}' }) }),
    ],
    ['a shuffled list', machine({ A: jsonata({ Output: '{% $shuffle([1..20]) %}' }) })],
    [
      'the time',
      machine({
        A: jsonata({ Output: '{% {"now": $now(), "ms": $millis(), "day": $now("[M]/[D]"), "minute": $floor($millis() / 60000)} %}' }),
      }),
    ],
    [
      'variables',
      machine({
        A: jsonata({ Assign: { id: '{% $uuid() %}', n: '{% $floor($random() * 9) %}' }, Output: {} }, { Next: 'B' }),
        B: jsonata({ Output: '{% $id & $n %}' }),
      }),
    ],
    ['task tokens', machine({ A: { ...tokens, ...ends } })],
    [
      'names',
      machine({
        A: {
          Type: 'Pass',
          Parameters: { 'id.$': '$$.Execution.Id', 'name.$': '$$.StateMachine.Name', 'from.$': '$$.Execution.StartTime' },
          ...ends,
        },
      }),
    ],
    [
      'input of iterations',
      machine({
        A: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemSelector: { 'n.$': 'States.MathRandom(1, 100000)', 'id.$': 'States.UUID()' },
          ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'n.$': '$.n' }, ...ends } } },
          ...ends,
        },
      }),
      { input: { items: [1, 2, 3] } },
    ],
    ['arguments of a task', machine({ A: { ...task, Parameters: { 'n.$': 'States.MathRandom(1, 100000)' }, ResultPath: null, ...ends } })],
    [
      'jitter',
      machine({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' }], ...ends } }),
      { task: ({ attempt }) => (attempt < 2 ? { kind: 'failed', error: 'E' } : { kind: 'succeeded', output: 1 }) },
    ],
    [
      'the results of a Map Run, whose children are not in the history',
      machine({
        A: distributed(
          { StartAt: 'P', States: { P: { ...task, ...ends } } },
          { ResultSelector: { 'all.$': '$' }, ResultPath: '$.r', Assign: { 'v.$': '$' }, Next: 'B' },
        ),
        B: { Type: 'Pass', Parameters: { 'v.$': '$v' }, ...ends },
      }),
      { input: { items: [1, 2] } },
    ],
    [
      'a Map Run that fails',
      machine({
        A: distributed(
          { StartAt: 'P', States: { P: { Type: 'Fail', Error: 'E' } } },
          { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], ...ends },
        ),
        B: { Type: 'Pass', ...ends },
      }),
      { input: { items: [1, 2] } },
    ],
    ['a timeout of the execution', { ...machine({ A: { Type: 'Wait', Seconds: 600, ...ends } }), TimeoutSeconds: 5 }],
  ])('%s', async (_, definition, options) => {
    const { execution, events } = await recorded(definition, options)
    const run = runOf(definition, recordingOf(events))
    expect(run.replay!.left).toBeUndefined()
    const again = begun(run)
    expect(follow(again)).toBeUndefined()
    expect(eventsOf(again)).toEqual(events)
    expect([again.status, again.output]).toEqual([execution.status, execution.output])
  })

  test('an end from outside', async () => {
    const definition = machine({ A: { ...task, ...ends } })
    const execution = begin(definition, { task: () => new Promise(() => {}) })
    for (let i = 0; i < 5; i++) void execution.step()
    execution.abort('Stopped', 'by hand')
    const again = begun(runOf(definition, recordingOf(eventsOf(execution))))
    expect(follow(again)).toBeUndefined()
    expect([again.status, again.error, again.cause]).toEqual(['ABORTED', 'Stopped', 'by hand'])
    expect(eventsOf(again)).toEqual(eventsOf(execution))
  })
})

test('chance and Map Runs turn about, more often than it is begun anew', async () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'A' }]
  const definition = machine({
    A: { Type: 'Pass', Assign: { 'n.$': 'States.MathRandom(1, 1000)' }, Next: 'B' },
    B: distributed(machine({ F: { Type: 'Fail' } }), { Catch, ...ends }),
  })
  const { events } = await recorded(definition, { input: { items: [1] }, limits: { historyEvents: 300 } })
  const run = runOf(definition, recordingOf(events), { limits: { historyEvents: 300 } })
  expect(run.replay!.left).toBeUndefined()
  expect(follow(begun(run))).toBeUndefined()
})

test('what chance has no part in is no chance', async () => {
  const definition = (n: number) => machine({ A: { Type: 'Pass', Parameters: { 'n.$': 'States.MathRandom(1, 1000)', m: n }, ...ends } })
  const { events } = await recorded(definition(1))
  expect(runOf(definition(2), recordingOf(events)).replay!.left).toMatchObject({
    kind: 'diverged',
    event: 3,
    path: 'output.m',
    expected: 1,
    actual: 2,
  })
})

test('a name that only the deployment knows is any', async () => {
  const call = (FunctionName: string) =>
    machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName }, ...ends } })
  const { events } = await recorded(call('arn:aws:lambda:us-east-1:123456789012:function:prod-f'))
  expect(runOf(call('arn:aws:lambda:us-east-1:123456789012:function:${Name}'), recordingOf(events)).replay!.left).toBeUndefined()
  expect(runOf(call('arn:aws:lambda:us-east-1:123456789012:layer:${Name}'), recordingOf(events)).replay!.left).toBeDefined()
})

test('branches take the turns that are recorded', async () => {
  const branch = (name: string) => ({
    StartAt: `${name}1`,
    States: { [`${name}1`]: { Type: 'Pass', Next: `${name}2` }, [`${name}2`]: { Type: 'Pass', ...ends } },
  })
  const definition = machine({ A: { Type: 'Parallel', Branches: [branch('X'), branch('Y')], ...ends } })
  const { events } = await recorded(definition)
  // all of the second branch comes first
  const inY = (event: (typeof events)[number]) =>
    (event.stateEnteredEventDetails ?? event.stateExitedEventDetails)?.name?.startsWith('Y') === true
  const inX = (event: (typeof events)[number]) =>
    (event.stateEnteredEventDetails ?? event.stateExitedEventDetails)?.name?.startsWith('X') === true
  const order = [...events.slice(0, 3), ...events.filter(inY), ...events.filter(inX), ...events.slice(3).filter((e) => !inX(e) && !inY(e))]
  const ids = new Map(order.map(({ id }, i) => [id, i + 1]))
  const moved = order.map((event) => ({ ...event, id: ids.get(event.id)!, previousEventId: ids.get(event.previousEventId) ?? 0 }))
  const run = runOf(definition, recordingOf(moved))
  expect(run.replay!.left).toBeUndefined()
  const execution = begun(run)
  for (let i = 0; i < 4; i++) void execution.step()
  expect(execution.next?.state?.name).toBe('Y2')
})
