import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { Execution, TaskCall, TaskOutcome } from '../../../core/interpreter'
import { arnOf, nested } from '../../support/nestedMachines'
import { begin, type Definition, ending, eventsOf, machine, outline, run } from './run'

const child = 'arn:aws:states:us-east-1:123456789012:stateMachine:Child'
const call = (Resource: string, parameters: object = {}, rest: object = {}): Definition => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${Resource}`,
  Parameters: { StateMachineArn: child, ...parameters },
  End: true,
  ...rest,
})
const sync = (parameters: object = {}, rest: object = {}) => call('states:startExecution.sync', parameters, rest)
const pass = machine({ Double: { Type: 'Pass', Parameters: { 'n.$': '$.n', done: true }, End: true } })
const failing = machine({ Broken: { Type: 'Fail', Error: 'Custom.Broken', Cause: 'it broke' } })
const slow = machine({ Sleep: { Type: 'Wait', Seconds: 60, Next: 'Done' }, Done: { Type: 'Succeed' } })
const start = Date.UTC(2026, 0, 1)

const ran = (parent: Definition, Child: object, options: Parameters<typeof run>[1] = {}, others: { [name: string]: object } = {}) =>
  run('States' in parent ? parent : machine({ Call: parent }), { ...nested({ Child, ...others }), ...options })

const described = { ExecutionArn: `${child.replace('stateMachine', 'execution')}:one`, Name: 'one', StateMachineArn: child }

describe('a task that waits for the execution', () => {
  test('.sync hands on what DescribeExecution tells, payloads as texts', async () => {
    const execution = await ran(sync({ Name: 'one', Input: { n: 1 } }), pass)
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered Call',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
      '7<6 TaskStateExited Call',
      '8<7 ExecutionSucceeded',
    ])
    expect(execution.output).toEqual({
      ...described,
      Input: '{"n":1}',
      InputDetails: { Included: true },
      Output: '{"n":1,"done":true}',
      OutputDetails: { Included: true },
      RedriveCount: 0,
      RedriveStatus: 'NOT_REDRIVABLE',
      RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      StartDate: start,
      Status: 'SUCCEEDED',
      StopDate: start,
    })
    const submitted = eventsOf(execution)[4]!.taskSubmittedEventDetails!
    expect(submitted).toMatchObject({ resource: 'startExecution.sync', resourceType: 'states' })
    expect(JSON.parse(submitted.output!)).toMatchObject({
      ExecutionArn: described.ExecutionArn,
      StartDate: start,
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: expect.stringMatching(/^[-0-9a-f]{36}$/) },
    })
    expect(execution.history.answeredBy(5)).toBe('execution')
  })

  test('.sync:2 hands payloads on as values', async () => {
    const { output } = await ran(call('states:startExecution.sync:2', { Name: 'one', Input: { n: 1 } }), pass)
    expect(output).toMatchObject({ ...described, Input: { n: 1 }, Output: { n: 1, done: true } })
  })

  test('startSyncExecution hands on its response, and that of an execution that has failed too', async () => {
    const of = (Child: object) => ran(call('aws-sdk:sfn:startSyncExecution', { Name: 'one', Input: { n: 1 } }), Child)
    const good = await of({ ...pass, type: 'EXPRESS' })
    expect(outline(good)).not.toContain('5<4 TaskSubmitted')
    expect(good.output).toMatchObject({
      BillingDetails: { BilledDurationInMilliseconds: 0, BilledMemoryUsedInMB: 64 },
      ExecutionArn: expect.stringMatching(/:express:Child:one:[-0-9a-f]{36}$/),
      Input: '{"n":1}',
      Output: '{"n":1,"done":true}',
      StartDate: '2026-01-01T00:00:00Z',
      Status: 'SUCCEEDED',
    })
    expect((await of(failing)).output).toMatchObject({ Status: 'FAILED', Error: 'Custom.Broken', Cause: 'it broke' })
    expect(ending(await of({ ...pass, type: 'STANDARD' }))).toMatchObject({
      error: 'Sfn.StateMachineTypeNotSupportedException',
      cause: expect.stringMatching(
        /^This operation is not supported by this type of state machine \(Service: Sfn, Status Code: 400, Request ID: /,
      ),
    })
  })

  const outcomes: [what: string, Child: Definition, told: object][] = [
    ['fails', failing, { Status: 'FAILED', Error: 'Custom.Broken', Cause: 'it broke', RedriveStatus: 'REDRIVABLE' }],
    ['runs into its own TimeoutSeconds', { ...slow, TimeoutSeconds: 5 }, { Status: 'TIMED_OUT', StopDate: start + 5000 }],
    [
      'reads what is not there',
      machine({ A: { Type: 'Pass', InputPath: '$.no', End: true } }),
      { Status: 'FAILED', Error: 'States.Runtime' },
    ],
    [
      'has a branch that ends it',
      machine({ P: { Type: 'Parallel', Branches: [slow, machine({ A: { Type: 'Pass', InputPath: '$.no', End: true } })], End: true } }),
      { Status: 'FAILED', Error: 'States.Runtime' },
    ],
  ]
  test.each(outcomes)('fails with States.TaskFailed where the execution %s', async (_, Child, told) => {
    const execution = await ran(sync({ Name: 'one' }), Child)
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' })
    expect(JSON.parse(execution.cause!)).toMatchObject({ ...described, Input: '{}', ...told })
    expect(outline(execution).slice(-2)).toEqual(['6<5 TaskFailed', '7<6 ExecutionFailed'])
  })

  test('can catch that, and try it again under a name of its own', async () => {
    let asked = 0
    const once = (): TaskOutcome => (asked++ === 0 ? { kind: 'failed', error: 'Boom' } : { kind: 'succeeded', output: 1 })
    const work = machine({ Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true } })
    const Retry = [{ ErrorEquals: ['States.TaskFailed'] }]
    const { output } = await run(machine({ Call: sync({}, { Retry, OutputPath: '$.Output' }) }), nested({ Child: work }, once))
    expect(output).toBe('1')
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Rescue' }]
    const caught = await ran(machine({ Call: sync({}, { Catch }), Rescue: { Type: 'Pass', OutputPath: '$.Error', End: true } }), failing)
    expect(caught.output).toBe('States.TaskFailed')
  })

  test('times out by its TimeoutSeconds, and its execution ends with it', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Rescue' }]
    const parent = machine({ Call: sync({}, { TimeoutSeconds: 5, Catch }), Rescue: { Type: 'Wait', Seconds: 100, End: true } })
    const execution = await ran(parent, slow)
    expect(outline(execution)).toContain('6<5 TaskTimedOut')
    expect(execution).toMatchObject({ status: 'SUCCEEDED', now: start + 105_000 })
    expect(execution.threads).toEqual([])
  })

  test('is cut short with its Parallel, and its execution with it', async () => {
    const parent = machine({
      P: {
        Type: 'Parallel',
        Branches: [machine({ Call: sync() }), machine({ W: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: { Type: 'Fail', Error: 'E' } })],
        Catch: [{ ErrorEquals: ['E'], Next: 'After' }],
        End: true,
      },
      After: { Type: 'Wait', Seconds: 100, End: true },
    })
    const execution = await ran(parent, slow)
    expect(execution).toMatchObject({ status: 'SUCCEEDED', now: start + 101_000 })
  })

  test('fails with States.DataLimitExceeded where the description is too large', async () => {
    const large = machine({ A: { Type: 'Pass', Result: 'x'.repeat(200_000), End: true } })
    const execution = await ran(sync({ Input: 'x'.repeat(100_000).replace(/^.|.$/g, '"') }), large)
    expect(execution.error).toBe('States.DataLimitExceeded')
  })

  test('with a task token is done when the token comes back', async () => {
    const parent = call('states:startExecution.waitForTaskToken', { Name: 'one', Input: { 'token.$': '$$.Task.Token' } })
    const asked: TaskCall[] = []
    const answer = (asking: TaskCall): TaskOutcome => {
      asked.push(asking)
      return { kind: 'succeeded', output: 'approved', source: 'callback' }
    }
    const execution = await run(machine({ Call: parent }), nested({ Child: slow }, answer))
    expect(execution).toMatchObject({ output: 'approved', now: start + 60_000 })
    expect(asked).toMatchObject([{ stateName: 'Call', submitted: { ExecutionArn: described.ExecutionArn } }])
    expect(outline(execution).slice(4, 6)).toEqual(['5<4 TaskSubmitted', '6<5 TaskSucceeded'])
    expect(execution.history.answeredBy(5)).toBe('callback')
  })
})

describe('startExecution alone', () => {
  test('is answered at once; the execution runs to its end before the run does', async () => {
    const execution = await ran(call('states:startExecution', { Name: 'one' }), slow)
    expect(outline(execution).slice(4)).toEqual(['5<4 TaskSucceeded', '6<5 TaskStateExited Call', '7<6 ExecutionSucceeded'])
    expect(execution.output).toMatchObject({ ExecutionArn: described.ExecutionArn, SdkHttpMetadata: { HttpStatusCode: 200 } })
    expect(execution.history.info(6).timestamp).toBe(start)
    expect(execution).toMatchObject({ status: 'SUCCEEDED', now: start + 60_000 })
    const sdk = await ran(call('aws-sdk:sfn:startExecution', { Name: 'one' }), slow)
    expect(sdk.output).toEqual({ ExecutionArn: described.ExecutionArn, StartDate: '2026-01-01T00:00:00Z' })
  })

  test('is not heard of again, whatever becomes of the execution', async () => {
    const heard = await ran(call('states:startExecution', { Name: 'one' }), failing)
    const end = { stateMachineName: 'Child', executionName: 'one', status: 'FAILED', error: 'Custom.Broken', cause: 'it broke' }
    expect(heard).toMatchObject({ status: 'SUCCEEDED', unheard: [end] })
    expect((await ran(sync(), failing)).unheard).toEqual([])
    const parent = machine({ Call: call('states:startExecution', {}, { End: undefined, Next: 'F' }), F: { Type: 'Fail', Error: 'E' } })
    const execution = await ran(parent, slow)
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'E' })
    expect(execution.now).toBe(start + 60_000)
  })

  test('leaves a thread of its own behind, without a caller', async () => {
    const execution = begin(machine({ Call: call('states:startExecution', { Name: 'one' }) }), nested({ Child: slow }))
    while (execution.threads[0]?.kind === 'machine') await execution.step()
    const [only, ...more] = execution.threads
    expect(more).toEqual([])
    expect(execution.status).toBe('RUNNING')
    expect(only).toMatchObject({
      kind: 'execution',
      parent: undefined,
      nested: { stateMachineName: 'Child', executionName: 'one', startedBy: 0 },
    })
  })

  test('ends with the run that is ended from outside', async () => {
    const execution = begin(machine({ Call: call('states:startExecution') }), nested({ Child: slow }))
    while (execution.threads[0]?.kind === 'machine') await execution.step()
    execution.abort('Stop')
    await execution.run()
    expect(execution).toMatchObject({ status: 'ABORTED', error: 'Stop', threads: [] })
  })

  test('of a machine whose task nobody answers ends the run with what is missing', async () => {
    const unanswered = (): TaskOutcome => ({ kind: 'unanswered', cause: 'Nobody.' })
    const work = machine({
      W: { Type: 'Wait', Seconds: 1, Next: 'Work' },
      Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true },
    })
    const execution = await run(machine({ Call: call('states:startExecution') }), nested({ Child: work }, unanswered))
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.Runtime', cause: 'Nobody.' })
    expect(execution.errorNode).toBeUndefined()
    const waited = await run(machine({ Call: sync() }), nested({ Child: work }, unanswered))
    expect(ending(waited)).toEqual({ status: 'FAILED', error: 'States.Runtime', cause: 'Nobody.' })
    expect(waited.errorNode).toMatchObject({ kind: 'object', offset: expect.any(Number) })
  })
})

describe('what the execution is given', () => {
  const inputs: [what: string, Input: Json | undefined, seen: Json][] = [
    ['nothing', undefined, {}],
    ['null', null, {}],
    ['an object', { n: 1 }, { n: 1 }],
    ['a JSON text', '"hello"', 'hello'],
    ['a number', 7, 7],
  ]
  test.each(inputs)('has %s as its input', async (_, Input, seen) => {
    const { output } = await ran(
      call('states:startExecution.sync:2', Input === undefined ? {} : { Input }),
      machine({ A: { Type: 'Succeed' } }),
    )
    expect(output).toMatchObject({ Input: seen, Output: seen })
  })

  const refused: [what: string, parameters: object, error: string, cause: RegExp][] = [
    [
      'a text that is no JSON',
      { Input: '{' },
      'StepFunctions.InvalidExecutionInputException',
      /^Invalid State Machine Execution Input: '.*Error Code: InvalidExecutionInput;/s,
    ],
    [
      'a name with a space',
      { Name: 'a b' },
      'StepFunctions.InvalidNameException',
      /^Invalid Name: 'a b' \(Service: AWSStepFunctions; Status Code: 400; Error Code: InvalidName; /,
    ],
    ['a name that is too long', { Name: 'n'.repeat(81) }, 'StepFunctions.InvalidNameException', /./],
    ['an input that is too large', { Input: 'x'.repeat(300_000) }, 'StepFunctions.InvalidExecutionInputException', /./],
    [
      'too large an object',
      { Input: { x: 'x'.repeat(300_000) } },
      'StepFunctions.ValidationException',
      /length less than or equal to 262144/,
    ],
  ]
  test.each(refused)('is refused for %s', async (_, parameters, error, cause) => {
    const execution = await ran(sync(parameters), pass)
    expect(execution.error).toBe(error)
    expect(execution.cause).toMatch(cause)
    expect(outline(execution).slice(-2)).toEqual(['5<4 TaskFailed', '6<5 ExecutionFailed'])
  })

  test('may be as large as a payload may be', async () => {
    const { status } = await ran(call('states:startExecution', { Input: { x: 'x'.repeat(262_144 - 8) } }), slow)
    expect(status).toBe('SUCCEEDED')
  })

  test('is a context object, variables and names of its own', async () => {
    const Child = machine({
      A: { Type: 'Pass', Parameters: { 'execution.$': '$$.Execution', 'machine.$': '$$.StateMachine' }, End: true },
    })
    const options = { context: { Execution: { Id: 'mine' } }, variables: { v: 1 }, stateMachineName: 'Parent', executionName: 'run' }
    const { output } = await ran(call('states:startExecution.sync:2', { Name: 'one', Input: { n: 1 } }), Child, options)
    expect(output).toMatchObject({
      Output: {
        execution: {
          Id: described.ExecutionArn,
          Input: { n: 1 },
          Name: 'one',
          StartTime: '2026-01-01T00:00:00Z',
          RoleArn: expect.stringContaining('Child-role'),
        },
        machine: { Id: child, Name: 'Child' },
      },
    })
    const reads = machine({ A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $v %}', End: true } })
    expect((await ran(sync(), reads, options)).status).toBe('FAILED')
  })

  test('is a history of its own, in whose bounds it stays', async () => {
    const loop = machine({ A: { Type: 'Pass', Next: 'A' } })
    const execution = await ran(sync(), loop, { limits: { historyEvents: 20 } })
    expect(JSON.parse(execution.cause!)).toMatchObject({
      Error: 'States.Runtime',
      Cause: expect.stringContaining('maximum number of history events (20)'),
    })
  })

  test('is the state machine of a version or an alias', async () => {
    const { output } = await ran(sync({ StateMachineArn: `${child}:PROD`, Name: 'one' }), slow)
    expect(output).toMatchObject(described)
  })
})

describe('names', () => {
  const two = (second: object, wait = 0, resource = 'states:startExecution') =>
    machine({
      First: call('states:startExecution', { Name: 'one', Input: { n: 1 } }, { End: undefined, Next: 'W' }),
      W: { Type: 'Wait', Seconds: wait, Next: 'Second' },
      Second: call(resource, { Name: 'one', ...second }),
    })
  const exists = {
    error: 'StepFunctions.ExecutionAlreadyExistsException',
    cause: expect.stringContaining(`Execution Already Exists: '${described.ExecutionArn}' (Service`),
  }

  test('are taken by an execution with another input, and by one that has ended', async () => {
    expect(await ran(two({ Input: { n: 2 } }), slow)).toMatchObject({ status: 'FAILED', ...exists })
    expect(await ran(two({ Input: { n: 1 } }, 90), slow)).toMatchObject({ status: 'FAILED', ...exists })
  })

  test('with the same input mean the execution that runs', async () => {
    const again = await ran(two({ Input: { n: 1 } }, 10), slow)
    expect(again.output).toMatchObject({ ExecutionArn: described.ExecutionArn, StartDate: start })
    const waits = await ran(two({ Input: { n: 1 } }, 10, 'states:startExecution.sync'), slow)
    expect(waits.output).toMatchObject({ ...described, StartDate: start, StopDate: start + 60_000 })
  })

  test('of Express executions may come again', async () => {
    expect((await ran(two({ Input: { n: 2 } }), { ...slow, type: 'EXPRESS' })).status).toBe('SUCCEEDED')
  })
})

describe('executions within executions', () => {
  const middle = machine({ Inner: sync({ StateMachineArn: arnOf('Inner') }) })

  test('hand errors on from level to level', async () => {
    const execution = await ran(sync(), middle, {}, { Inner: failing })
    const { Cause } = JSON.parse(execution.cause!) as { Cause: string }
    expect(JSON.parse(Cause)).toMatchObject({ Error: 'Custom.Broken', StateMachineArn: arnOf('Inner') })
  })

  test('time out with the one around them', async () => {
    const execution = await ran(sync(), { ...middle, TimeoutSeconds: 5 }, {}, { Inner: slow })
    expect(JSON.parse(execution.cause!)).toMatchObject({ Status: 'TIMED_OUT', StateMachineArn: child })
    expect(execution.now).toBe(start + 5000)
  })

  test('run in branches, iterations and distributed Maps', async () => {
    const each = (Mode: string) => ({
      Type: 'Map',
      ItemProcessor: {
        ...machine({ Call: call('states:startExecution.sync:2', { 'Input.$': '$' }, { OutputPath: '$.Output.n' }) }),
        ProcessorConfig: { Mode, ExecutionType: 'STANDARD' },
      },
      End: true,
    })
    for (const Mode of ['INLINE', 'DISTRIBUTED']) {
      const execution = await ran(machine({ Each: each(Mode) }), pass, { input: [{ n: 1 }, { n: 2 }, { n: 3 }] })
      expect(execution.output).toEqual([1, 2, 3])
    }
    const inside = await ran(
      call('states:startExecution.sync:2', { Input: [{ n: 4 }] }),
      machine({ Each: { ...each('DISTRIBUTED'), ItemProcessor: { ...pass, ProcessorConfig: { Mode: 'DISTRIBUTED' } } } }),
    )
    expect(inside.output).toMatchObject({ Output: [{ n: 4, done: true }] })
  })

  test.each(['states:startExecution', 'states:startExecution.sync'])(
    'that start each other by %s end at 25, with the chain',
    async (resource) => {
      const self = machine({ Call: call(resource, {}, { Retry: [{ ErrorEquals: ['States.ALL'] }] }) })
      const execution = await ran(call(resource), self, { stateMachineName: 'Parent' })
      const chain = ['Parent', ...Array.from({ length: 26 }, () => 'Child')].join(', ')
      expect(ending(execution)).toEqual({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: `Executions start each other more than 25 deep: ${chain}.`,
      })
    },
  )

  test('that multiply are stopped before they fill the memory', async () => {
    const twice = call('states:startExecution', {}, { End: undefined, Next: 'Again' })
    const execution = await ran(
      call('states:startExecution'),
      machine({ Call: twice, Again: { ...call('states:startExecution'), End: undefined, Next: 'Call' } }),
    )
    expect(execution.cause).toMatch(/^(More than 10000 executions run at once|Executions start each other)/)
  })
})

test('what the port does not know ends the run and says so', async () => {
  const task = (): TaskOutcome => ({ kind: 'execution', machine: 'gone', arn: child })
  expect(ending(await run(machine({ Call: sync() }), { task }))).toMatchObject({
    error: 'States.Runtime',
    cause: `The state machine ${child} is not known here.`,
  })
  const lambda = machine({ F: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true } })
  expect(ending(await run(lambda, { task }))).toMatchObject({
    error: 'States.Runtime',
    cause: expect.stringContaining('starts no execution'),
  })
})

test('variables of the caller stay those of the caller', async () => {
  const parent = machine({ Set: { Type: 'Pass', Assign: { v: 1 }, Next: 'Call' }, Call: sync() })
  const Child = machine({ P: { Type: 'Parallel', Branches: [machine({ W: { Type: 'Wait', Seconds: 1, End: true } })], End: true } })
  const execution = begin(parent, nested({ Child }))
  while (execution.threads.length < 3) await execution.step()
  execution.threads[0]!.setVariable('v', 2)
  expect(execution.threads.map(({ scopes }: Execution['threads'][number]) => scopes.map((scope) => ({ ...scope })))).toEqual([
    [{ v: 2 }],
    [{}],
    [{}, {}],
  ])
})
