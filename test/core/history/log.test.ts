import { describe, expect, test } from 'vitest'
import type { TaskOutcome } from '../../../core/interpreter'
import { ending, eventsOf, machine, outline, run } from '../interpreter/run'

const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const queue = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', MessageBody: 'm' },
}
const failed: TaskOutcome = { kind: 'failed', error: 'Boom', cause: 'because' }

describe('the history has the events of AWS, in one chain', () => {
  test('of a Lambda function that is retried and then succeeds', async () => {
    const outcomes = [failed, { kind: 'succeeded', output: 1 }] as const
    const execution = await run(machine({ A: { ...lambda, Retry: [{ ErrorEquals: ['Boom'] }], End: true } }), {
      task: ({ attempt }) => outcomes[attempt]!,
    })
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered A',
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionFailed',
      '6<5 LambdaFunctionScheduled',
      '7<6 LambdaFunctionStarted',
      '8<7 LambdaFunctionSucceeded',
      '9<8 TaskStateExited A',
      '10<9 ExecutionSucceeded',
    ])
    expect(eventsOf(execution)[7]).toMatchObject({
      lambdaFunctionSucceededEventDetails: { output: '1', outputDetails: { truncated: false } },
    })
  })

  test('of a callback that is submitted and caught', async () => {
    const caught = {
      ...queue,
      TimeoutSeconds: 60,
      Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.why', Next: 'B' }],
      End: true,
    }
    const execution = await run(machine({ A: caught, B: { Type: 'Pass', End: true } }), {
      input: { a: 1 },
      task: () => ({ ...failed, submitted: { id: 7 } }),
    })
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered A',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskFailed',
      '7<6 TaskStateExited A',
      '8<7 PassStateEntered B',
      '9<8 PassStateExited B',
      '10<9 ExecutionSucceeded',
    ])
    expect(ending(execution)).toEqual({ a: 1, why: { Error: 'Boom', Cause: 'because' } })
    expect(eventsOf(execution)[2]).toMatchObject({
      taskScheduledEventDetails: {
        resourceType: 'sqs',
        resource: 'sendMessage.waitForTaskToken',
        timeoutInSeconds: 60,
        region: 'us-east-1',
      },
    })
  })

  test('of a Map whose iterations run one by one, and whose second fails', async () => {
    const inner = machine({
      I: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'F' }], Default: 'S' },
      F: { Type: 'Fail', Error: 'Two' },
      S: { Type: 'Succeed' },
    })
    const execution = await run(
      machine({
        M: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: inner, Catch: [{ ErrorEquals: ['Two'], Next: 'B' }], End: true },
        B: { Type: 'Pass', End: true },
      }),
      { input: [1, 2, 3] },
    )
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered M',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted M 0',
      '5<4 ChoiceStateEntered I',
      '6<5 ChoiceStateExited I',
      '7<6 SucceedStateEntered S',
      '8<7 SucceedStateExited S',
      '9<8 MapIterationSucceeded M 0',
      '10<8 MapIterationStarted M 1',
      '11<10 ChoiceStateEntered I',
      '12<11 ChoiceStateExited I',
      '13<12 FailStateEntered F',
      '14<13 MapIterationFailed M 1',
      '15<13 MapStateFailed',
      '16<15 MapStateExited M',
      '17<16 PassStateEntered B',
      '18<17 PassStateExited B',
      '19<18 ExecutionSucceeded',
    ])
  })

  test('of a Parallel whose failing task aborts its sibling', async () => {
    const branches = [machine({ A: { ...lambda, End: true } }), machine({ W: { Type: 'Wait', Seconds: 9, End: true } })]
    const execution = await run(machine({ P: { Type: 'Parallel', Branches: branches, End: true } }), { task: () => failed })
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered P',
      '3<2 ParallelStateStarted',
      '4<3 TaskStateEntered A',
      '5<3 WaitStateEntered W',
      '6<4 LambdaFunctionScheduled',
      '7<6 LambdaFunctionStarted',
      '8<7 LambdaFunctionFailed',
      '9<8 TaskStateAborted',
      '10<5 WaitStateAborted',
      '11<8 ParallelStateFailed',
      '12<11 ExecutionFailed',
    ])
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'Boom', cause: 'because' })
  })

  test('of a function and an activity with all timeouts and a role: of each what its event has in the API', async () => {
    const limits = { TimeoutSeconds: 10, HeartbeatSeconds: 5, Credentials: { RoleArn: 'r' } }
    const activity = { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:work' }
    const execution = await run(machine({ A: { ...lambda, ...limits, Next: 'B' }, B: { ...activity, ...limits, End: true } }))
    const whole = { input: '{}', inputDetails: { truncated: false } }
    expect(eventsOf(execution).map(({ lambdaFunctionScheduledEventDetails: details }) => details)).toContainEqual({
      ...{ resource: lambda.Resource, ...whole, timeoutInSeconds: 10, taskCredentials: { roleArn: 'r' } },
    })
    expect(eventsOf(execution).map(({ activityScheduledEventDetails: details }) => details)).toContainEqual({
      ...{ resource: 'work', ...whole, timeoutInSeconds: 10, heartbeatInSeconds: 5 },
    })
  })

  test('of the execution itself, whose thread is the machine whichever branch it fails in', async () => {
    const branches = [machine({ A: { Type: 'Succeed' } }), machine({ B: { Type: 'Fail' } })]
    const { history } = await run(machine({ P: { Type: 'Parallel', Branches: branches, End: true } }))
    const about = [0, history.length - 1].map((i) => [history.info(i).kind.type, history.info(i).thread, history.info(i).state])
    expect(about).toEqual([
      ['ExecutionStarted', 0, undefined],
      ['ExecutionFailed', 0, undefined],
    ])
  })

  test('of States.Runtime within a branch: the execution ends at once, uncaught', async () => {
    const branch = machine({ A: { Type: 'Pass', Parameters: { 'a.$': '$.nothing' }, End: true } })
    const execution = await run(
      machine({
        P: { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true },
        B: { Type: 'Succeed' },
      }),
    )
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered P',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered A',
      '5<4 ExecutionFailed',
    ])
    expect(execution.cause).toBe(
      "An error occurred while executing the state 'A' (entered at the event id #4). The JSONPath '$.nothing' specified for the field 'a.$' could not be found in the input '{}'",
    )
  })

  test('of a failed evaluation: EvaluationFailed follows what came before the state', async () => {
    const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Output: '{% $nothing %}', End: true } }
    const execution = await run(machine(states, { QueryLanguage: 'JSONata' }))
    expect(outline(execution).slice(3)).toEqual(['4<3 PassStateEntered B', '5<3 EvaluationFailed', '6<5 ExecutionFailed'])
    expect(eventsOf(execution)[4]).toMatchObject({
      evaluationFailedEventDetails: { error: 'States.QueryEvaluationError', location: 'Output', state: 'B' },
    })
  })

  test('of variables: an exit lists what it assigned', async () => {
    const execution = await run(
      machine({ A: { Type: 'Pass', Assign: { x: 1, 'y.$': '$.a' }, Next: 'B' }, B: { Type: 'Pass', Assign: {}, End: true } }),
      { input: { a: [2] } },
    )
    expect(eventsOf(execution)[2]).toMatchObject({
      stateExitedEventDetails: { assignedVariables: { x: '1', y: '[2]' }, assignedVariablesDetails: { truncated: false } },
    })
    expect(eventsOf(execution)[4]!.stateExitedEventDetails).not.toHaveProperty('assignedVariables')
  })

  test('of a distributed Map: a Map Run, and nothing of its child executions', async () => {
    const processor = {
      ...machine({ I: { Type: 'Pass', End: true } }),
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    }
    const execution = await run(machine({ M: { Type: 'Map', Label: 'L', ItemProcessor: processor, End: true } }), {
      input: [1, 2],
      stateMachineName: 'N',
      executionName: 'E',
    })
    expect(outline(execution)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered M',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited M',
      '8<7 ExecutionSucceeded',
    ])
    expect(eventsOf(execution)[3]!.mapRunStartedEventDetails).toMatchObject({
      mapRunArn: expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:mapRun:N\/L:[0-9a-f-]{36}$/),
    })
  })
})

describe('limits', () => {
  const loop = machine({ A: { Type: 'Pass', Next: 'A' } })

  test('event 25,000 is the one that ends the execution', async () => {
    const execution = await run(loop)
    expect(execution.history.length).toBe(25_000)
    expect(execution.history.event(24_999)).toMatchObject({ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' })
    expect(ending(execution)).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    })
  })

  test('retries count too', async () => {
    const Retry = [{ ErrorEquals: ['Boom'], MaxAttempts: 99_999_999, BackoffRate: 1 }]
    const execution = await run(machine({ A: { ...lambda, Retry, End: true } }), { task: () => failed })
    expect([execution.history.length, execution.error]).toEqual([25_000, 'States.Runtime'])
  })

  test('a result over 256 KiB is States.DataLimitExceeded', async () => {
    const big = 'x'.repeat(262_143)
    const task = () => ({ kind: 'succeeded', output: big }) as const
    const caught = (name: string) =>
      machine({
        A: { ...lambda, Catch: [{ ErrorEquals: [name], Next: 'B' }], End: true },
        B: { Type: 'Pass', Result: 'caught', End: true },
      })
    expect((await run(caught('Other'), { task })).error).toBe('States.DataLimitExceeded')
    expect(ending(await run(caught('States.DataLimitExceeded'), { task }))).toBe('caught')
    expect((await run(caught('States.ALL'), { task, limits: { payloadBytes: 300_000 } })).status).toBe('SUCCEEDED')
  })

  test('256 KiB are counted in UTF-8, with what JSON escapes', async () => {
    const sized = (text: string) => run(machine({ A: { Type: 'Pass', Result: text, End: true } })).then((e) => e.status)
    expect(await sized('x'.repeat(262_142))).toBe('SUCCEEDED')
    expect(await sized('x'.repeat(262_143))).toBe('FAILED')
    expect(await sized('é'.repeat(131_071))).toBe('SUCCEEDED')
    expect(await sized('é'.repeat(131_072))).toBe('FAILED')
    expect(await sized('😀'.repeat(65_536))).toBe('FAILED')
    expect(await sized('"'.repeat(131_072))).toBe('FAILED')
  })

  test('an Express execution ends after five minutes', async () => {
    const wait = machine({ A: { Type: 'Wait', Seconds: 301, End: true } })
    expect((await run(wait, { type: 'EXPRESS' })).status).toBe('TIMED_OUT')
    expect((await run(wait)).status).toBe('SUCCEEDED')
  })

  test('payloads nested 10,000 deep pass through', async () => {
    const deep = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)
    const execution = await run(machine({ A: { Type: 'Pass', ResultPath: '$.r', Result: 1, Next: 'B' }, B: { Type: 'Pass', End: true } }), {
      input: { deep },
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(eventsOf(execution)[1]!.stateEnteredEventDetails?.input).toHaveLength(20_000 + '{"deep":}'.length)
  })
})
