import { describe, expect, test } from 'vitest'
import type { Execution, TaskCall, TaskOutcome, Thread } from '../../../core/interpreter'
import type { Fault } from '../../../core/interpreter/fault'
import { arnOf } from '../../support/nestedMachines'
import { begin, type Definition, ending, eventsOf, machine, outline, type RunOptions, run } from './run'

const lambda = 'arn:aws:lambda:us-east-1:1:function:f'
const sync = 'arn:aws:states:::glue:startJobRun.sync'
const end = { Type: 'Succeed' }
const catching = {
  Retry: [{ ErrorEquals: ['Again'], MaxAttempts: 1 }],
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Rescue' }],
}
const task = (Resource: string, more: Definition = {}) =>
  machine({
    A: {
      Type: 'Task',
      Resource,
      Parameters: { 'x.$': '$' },
      ResultSelector: { 'y.$': '$' },
      TimeoutSeconds: 60,
      ...catching,
      Next: 'End',
      ...more,
    },
    End: end,
    Rescue: end,
  })

/** Steps until a thread stands where it is wanted; the thread. */
function until(execution: Execution, wanted: (thread: Thread) => boolean): Thread {
  for (let i = 0; i < 200 && execution.status === 'RUNNING'; i++) {
    const found = execution.threads.find(wanted)
    if (found !== undefined) return found
    void execution.step()
  }
  throw new Error(`not reached: ${execution.threads.map(({ state, stage }) => `${state?.name} ${stage}`)}`)
}

const finish = async (execution: Execution) => {
  await execution.run()
  return execution
}

const never = () => new Promise<TaskOutcome>(() => {})
const at = (name: string, stage: string) => (thread: Thread) => thread.state?.name === name && thread.stage === stage
const waits = (name: string, kind: string) => (thread: Thread) => thread.state?.name === name && thread.waitingFor?.kind === kind

const outcomes: [string, Fault, TaskOutcome][] = [
  ['an error', { kind: 'error', error: 'Boom', cause: 'why' }, { kind: 'failed', error: 'Boom', cause: 'why' }],
  ['an error without a name', { kind: 'error' }, { kind: 'failed' }],
  ['an error that is tried again', { kind: 'error', error: 'Again' }, { kind: 'failed', error: 'Again' }],
  ['a timeout', { kind: 'timeout' }, { kind: 'timedOut' }],
  ['a timeout by its name', { kind: 'error', error: 'States.Timeout' }, { kind: 'timedOut' }],
  ['a result', { kind: 'result', output: { r: 1 } }, { kind: 'succeeded', output: { r: 1 } }],
  ['a result that is too large', { kind: 'limit' }, { kind: 'succeeded', output: 'x'.repeat(300_000) }],
]

describe('what happens to a task is what its history would have of it', () => {
  const kinds: [string, string, Definition?][] = [
    ['a function', lambda],
    ['a service', 'arn:aws:states:::dynamodb:getItem', { Parameters: { TableName: 't', Key: {} } }],
    ['a job', sync, { Parameters: { JobName: 'j' } }],
    ['an activity', 'arn:aws:states:us-east-1:1:activity:a'],
    ['a callback', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', { Parameters: { QueueUrl: 'q', MessageBody: 'm' } }],
  ]
  const submits = (Resource: string) => (Resource.includes('.') ? { submitted: {} } : {})

  for (const [what, Resource, more] of kinds)
    test.each(outcomes)(`${what}: %s`, async (_, fault, outcome) => {
      const definition = task(Resource, more)
      // the second attempt of a task that is tried again
      const answer = ({ attempt }: TaskCall): TaskOutcome =>
        attempt === 0 ? { ...outcome, ...submits(Resource) } : { kind: 'succeeded', output: 1, ...submits(Resource) }
      const wanted = await run(definition, { task: answer })
      const later = ({ attempt }: TaskCall) => (attempt === 0 ? never() : answer({ attempt } as TaskCall))
      for (const stand of [at('A', 'enter'), at('A', 'afterParameters'), waits('A', 'task')]) {
        const execution = begin(definition, { task: later, remember: true })
        expect(execution.inject(until(execution, stand), fault)).toBeUndefined()
        await finish(execution)
        expect(eventsOf(execution)).toEqual(eventsOf(wanted))
        expect(ending(execution)).toEqual(ending(wanted))
      }
    })
})

test('a task that is under way on the clock ends now, and says only once what was submitted', async () => {
  const definition = task(sync, { Parameters: { JobName: 'j' } })
  const execution = begin(definition, { task: () => ({ kind: 'succeeded', output: 1, duration: 50, submitted: { id: 1 } }) })
  const thread = until(execution, waits('A', 'task'))
  const { now } = execution
  execution.inject(thread, { kind: 'error', error: 'Boom' })
  await finish(execution)
  expect(outline(execution).filter((line) => line.includes('TaskSubmitted'))).toHaveLength(1)
  expect(execution.now).toBe(now)
  expect(ending(execution)).toEqual({ error: { Error: 'Boom', Cause: null } })
})

test('a timeout comes on the clock when it would, and without one at once', async () => {
  for (const [TimeoutSeconds, seconds] of [
    [60, 60],
    [undefined, 0],
  ]) {
    const execution = begin(task(lambda, { TimeoutSeconds }), { task: never })
    const { now } = execution
    execution.inject(until(execution, waits('A', 'task')), { kind: 'timeout' })
    await finish(execution)
    expect((execution.now - now) / 1000).toBe(seconds)
  }
})

test('an error that no task answers with comes before the task is scheduled', async () => {
  const execution = begin(task(lambda), { task: never })
  execution.inject(until(execution, at('A', 'enter')), { kind: 'error', error: 'States.ParameterPathFailure', cause: 'no path' })
  await finish(execution)
  expect(outline(execution).map((line) => line.split(' ')[1])).toEqual([
    ...['ExecutionStarted', 'TaskStateEntered', 'TaskStateExited', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
  ])
})

const branches = (Inner: Definition = { Type: 'Wait', Seconds: 9, End: true }) => [
  machine({ I: Inner }),
  machine({ J: { Type: 'Wait', Seconds: 9, End: true } }),
]
const both = machine({ P: { Type: 'Parallel', Branches: branches(), ...catching, Next: 'End' }, End: end, Rescue: end })
const map = (Mode: string) =>
  machine({
    M: {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemProcessor: { ...machine({ I: { Type: 'Wait', Seconds: 9, End: true } }), ProcessorConfig: { Mode, ExecutionType: 'STANDARD' } },
      ...catching,
      ResultPath: '$.r',
      Next: 'End',
    },
    End: end,
    Rescue: end,
  })
const states = machine({
  W: { Type: 'Wait', Seconds: 5, Next: 'C' },
  C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'End' }], Default: 'End' },
  End: { Type: 'Pass', End: true },
})

describe('what happens to any other state', () => {
  const list = { input: { list: [1, 2] } }
  test.each<[string, Definition, RunOptions, (thread: Thread) => boolean, Fault, object | string | number, RegExp]>([
    [
      'a Parallel fails while its branches run',
      both,
      {},
      waits('P', 'children'),
      { kind: 'error', error: 'Boom' },
      { error: { Error: 'Boom', Cause: null } },
      /ParallelStateStarted,.*WaitStateAborted,.*WaitStateAborted,.*ParallelStateFailed,/,
    ],
    [
      'a Parallel has its result while its branches run',
      both,
      {},
      waits('P', 'children'),
      { kind: 'result', output: [1] },
      [1],
      /ParallelStateSucceeded,\d+<\d+ ParallelStateExited P/,
    ],
    [
      'a Parallel has its result before',
      both,
      {},
      at('P', 'enter'),
      { kind: 'result', output: [1] },
      [1],
      /ParallelStateStarted,\d+<\d+ ParallelStateSucceeded,\d+<\d+ ParallelStateExited P/,
    ],
    [
      'a Parallel fails before',
      both,
      {},
      at('P', 'enter'),
      { kind: 'error', error: 'Boom' },
      { error: { Error: 'Boom', Cause: null } },
      /ParallelStateEntered P,\d+<\d+ ParallelStateFailed/,
    ],
    [
      'a branch fails, and its Parallel with it',
      both,
      {},
      waits('I', 'time'),
      { kind: 'error', error: 'Boom' },
      { error: { Error: 'Boom', Cause: null } },
      /ParallelStateFailed/,
    ],
    [
      'an inline Map has its result before',
      map('INLINE'),
      list,
      at('M', 'enter'),
      { kind: 'result', output: 7 },
      { list: [1, 2], r: 7 },
      /MapStateStarted,\d+<\d+ MapStateSucceeded/,
    ],
    [
      'an inline Map has its result while it runs',
      map('INLINE'),
      list,
      waits('M', 'children'),
      { kind: 'result', output: 7 },
      { list: [1, 2], r: 7 },
      /MapIterationAborted M 1.*MapStateSucceeded/,
    ],
    [
      'a distributed Map has its result before',
      map('DISTRIBUTED'),
      list,
      at('M', 'enter'),
      { kind: 'result', output: 7 },
      { list: [1, 2], r: 7 },
      /MapRunStarted,\d+<\d+ MapRunSucceeded,\d+<\d+ MapStateSucceeded/,
    ],
    [
      'a distributed Map fails while it runs',
      map('DISTRIBUTED'),
      list,
      waits('M', 'children'),
      { kind: 'error', error: 'Boom' },
      { list: [1, 2], error: { Error: 'Boom', Cause: null } },
      /MapRunFailed,\d+<\d+ MapStateFailed/,
    ],
    ['a Wait is over with an output', states, {}, waits('W', 'time'), { kind: 'result', output: 3 }, 3, /WaitStateExited W/],
    ['a Pass has an output', states, {}, at('End', 'enter'), { kind: 'result', output: 3 }, 3, /PassStateExited End/],
    [
      'a Choice fails',
      states,
      {},
      at('C', 'enter'),
      { kind: 'error', error: 'Boom', cause: 'why' },
      { status: 'FAILED', error: 'Boom', cause: 'why' },
      /ChoiceStateEntered C,\d+<\d+ ExecutionFailed$/,
    ],
    [
      'an output is too large',
      states,
      {},
      at('End', 'exit'),
      { kind: 'limit' },
      expect.objectContaining({ error: 'States.DataLimitExceeded' }),
      /PassStateEntered End,\d+<\d+ ExecutionFailed$/,
    ],
    ['the execution times out', both, {}, waits('I', 'time'), { kind: 'timeout' }, { status: 'TIMED_OUT' }, /ExecutionTimedOut$/],
  ])('%s', async (_, definition, options, stand, fault, expected, history) => {
    const execution = begin(definition, options)
    expect(execution.inject(until(execution, stand), fault)).toBeUndefined()
    await finish(execution)
    expect(ending(execution)).toEqual(expected)
    expect(outline(execution).join(',')).toMatch(history)
  })

  test('a JSONata error is logged where it comes from', async () => {
    const execution = begin(machine({ A: { Type: 'Pass', End: true } }, { QueryLanguage: 'JSONata' }))
    execution.inject(execution.next!, { kind: 'error', error: 'States.QueryEvaluationError', cause: 'no' })
    await finish(execution)
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 PassStateEntered A',
      '3<0 EvaluationFailed',
      expect.stringMatching(/^4<3 ExecutionFailed/),
    ])
  })

  test('a task that waits for an execution ends it', async () => {
    const definition = task('arn:aws:states:::states:startExecution.sync:2', {
      Parameters: { StateMachineArn: arnOf('Works') },
      ResultSelector: undefined,
    })
    const execution = begin(definition, { task: () => ({ kind: 'execution', machine: 'Works', arn: arnOf('Works') }) })
    execution.inject(until(execution, waits('A', 'children')), { kind: 'result', output: 4 })
    expect(execution.threads).toHaveLength(1)
    await finish(execution)
    expect(ending(execution)).toBe(4)
    expect(outline(execution).filter((line) => /Task(Failed|Succeeded|TimedOut)/.test(line))).toEqual([
      expect.stringMatching(/TaskSucceeded/),
    ])
  })
})

describe('what cannot happen', () => {
  const failing = machine({ F: { Type: 'Fail', Error: 'E' } })
  test.each<[string, Definition, (thread: Thread) => boolean, Fault, RegExp]>([
    ['to a state that has failed', failing, at('F', 'failed'), { kind: 'timeout' }, /^F has failed/],
    ['a result of a Choice', states, at('C', 'enter'), { kind: 'result', output: 1 }, /^C has no result: it is a Choice/],
    ['a result of a Fail', failing, at('F', 'enter'), { kind: 'result', output: 1 }, /^F has no result/],
    ['a second result', both, (thread) => thread.stage === 'result', { kind: 'result', output: 1 }, /^P has its result already/],
    ['a timeout behind the result', task(lambda), at('A', 'result'), { kind: 'timeout' }, /^The task of A has its result/],
  ])('%s', (_, definition, stand, fault, message) => {
    const execution = begin(definition, { remember: true })
    const thread = until(execution, stand)
    const { journal } = execution
    expect(execution.inject(thread, fault)).toMatch(message)
    expect(execution.journal).toEqual(journal)
  })

  test('to a thread of another execution, or of one that has ended', async () => {
    const execution = begin(states)
    const thread = execution.next!
    expect(begin(states).inject(thread, { kind: 'timeout' })).toMatch(/ended/)
    await finish(execution)
    expect(execution.inject(thread, { kind: 'timeout' })).toMatch(/ended/)
  })
})

test('who goes back over it finds what was there, and no task is asked again', async () => {
  let asked = 0
  const execution = begin(task(lambda), {
    remember: true,
    task: () => {
      asked++
      return { kind: 'succeeded', output: 'real' }
    },
  })
  until(execution, at('A', 'result'))
  execution.goTo(0)
  execution.inject(execution.next!, { kind: 'error', error: 'Boom' })
  expect(execution.next!.fault).toEqual({ kind: 'error', error: 'Boom' })
  until(execution, at('A', 'caught'))
  execution.goTo(0)
  expect(execution.next!.fault).toBeUndefined()
  await finish(execution)
  expect([ending(execution), asked]).toEqual([{ y: 'real' }, 1])
})
