import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { actions, type StepFunctions } from '../../../core/service/service'
import { service } from '../../support/service'
import { settled, TestTime } from '../run/clock'

const roleArn = 'arn:aws:iam::111111111111:role/r'
const arn = (kind: string, name: string) => `arn:aws:states:us-east-1:111111111111:${kind}:${name}`
const definition = (states: object) => JSON.stringify({ StartAt: Object.keys(states)[0], States: states })
const pass = definition({ A: { Type: 'Pass', End: true } })
const wait = definition({ W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'E', Cause: 'c' } })
const callback = (more: object = {}) =>
  definition({
    C: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
      End: true,
      ...more,
    },
  })
const lambda = definition({ L: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f', End: true } })

type Members = Record<string, unknown>

async function good(sfn: StepFunctions, name: string, request: object): Promise<Members> {
  const result = await sfn.call<Members>(name, request)
  if ('error' in result) throw new Error(`${result.error.name}: ${result.error.message}`)
  return result.response
}

/** `Name: message` of the error that a request is refused with. */
async function refused(sfn: StepFunctions, name: string, request: unknown): Promise<string> {
  const result = await sfn.call(name, request as Json)
  return 'error' in result ? `${result.error.name}: ${result.error.message}` : 'not refused'
}

const create = (sfn: StepFunctions, name: string, text: string, more: object = {}) =>
  good(sfn, 'CreateStateMachine', { name, definition: text, roleArn, ...more })

async function started(sfn: StepFunctions, text: string, more: object = {}): Promise<string> {
  await create(sfn, 'M', text)
  const { executionArn } = await good(sfn, 'StartExecution', { stateMachineArn: arn('stateMachine', 'M'), name: 'e', ...more })
  await settled()
  return executionArn as string
}

const begin = 1767225600

test('each action is there once, by the name that the API gives it', () => {
  expect(actions.map(({ name }) => name).sort()).toEqual([
    'CreateStateMachine',
    'DescribeExecution',
    'DescribeStateMachine',
    'GetActivityTask',
    'GetExecutionHistory',
    'RedriveExecution',
    'SendTaskFailure',
    'SendTaskHeartbeat',
    'SendTaskSuccess',
    'StartExecution',
    'StartSyncExecution',
    'StopExecution',
    'TestState',
    'ValidateStateMachineDefinition',
  ])
})

describe('a request that is refused', () => {
  const machine = arn('stateMachine', 'M')
  const execution = arn('execution', 'M:e')
  const x = (n: number) => 'x'.repeat(n)
  const constraint = (value: string, name: string, rule: string) =>
    `ValidationException: 1 validation error detected: Value ${value} at '${name}' failed to satisfy constraint: Member must ${rule}`
  test.each<[string, unknown, string]>([
    ['Nothing', {}, 'UnknownOperationException: '],
    ['__proto__', {}, 'UnknownOperationException: '],
    ['StartExecution', null, 'SerializationException: Start of structure or map expected'],
    ['StartExecution', [], 'SerializationException: Start of structure or map expected'],
    ['StartExecution', {}, constraint('null', 'stateMachineArn', 'not be null')],
    ['StartExecution', { stateMachineArn: 7 }, 'SerializationException: NUMBER_VALUE cannot be converted to String'],
    ['StartExecution', { stateMachineArn: {} }, 'SerializationException: Start of structure cannot be converted to String'],
    ['StartExecution', { stateMachineArn: 'M' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: M'"],
    ['StartExecution', { stateMachineArn: execution }, "InvalidArn: Invalid Arn: 'Resource type not valid in this context: execution'"],
    [
      'StartExecution',
      { stateMachineArn: arn('stateMachine', 'N') },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn('stateMachine', 'N')}'`,
    ],
    ['StartExecution', { stateMachineArn: `${machine}#T` }, 'ValidationException: The mock file has no object StateMachines.'],
    ['StartExecution', { stateMachineArn: machine, name: 'a b' }, "InvalidName: Invalid Name: 'a b'"],
    ['StartExecution', { stateMachineArn: machine, name: '\u0000' }, "InvalidName: Invalid Name: '\u0000'"],
    ['StartExecution', { stateMachineArn: machine, name: x(81) }, constraint(`'${x(81)}'`, 'name', 'have length less than or equal to 80')],
    [
      'StartExecution',
      { stateMachineArn: machine, input: '' },
      "InvalidExecutionInput: Invalid State Machine Execution Input: 'Invalid execution input.'",
    ],
    [
      'StartExecution',
      { stateMachineArn: machine, input: 'not some json' },
      "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    ],
    [
      'StartExecution',
      { stateMachineArn: machine, input: "{'not': 'json'" },
      "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to start field name'",
    ],
    [
      'StartSyncExecution',
      { stateMachineArn: machine },
      'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
    ],
    ['DescribeStateMachine', { stateMachineArn: 'not_a_valid_arn' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'"],
    ['DescribeExecution', { executionArn: execution }, `ExecutionDoesNotExist: Execution Does Not Exist: '${execution}'`],
    ['DescribeExecution', { executionArn: '__proto__' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: __proto__'"],
    [
      'DescribeExecution',
      { executionArn: arn('express', 'M:e:1') },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
    ],
    [
      'StopExecution',
      { executionArn: arn('express', 'M:e:1') },
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
    ],
    [
      'GetExecutionHistory',
      { executionArn: execution, maxResults: 1001 },
      constraint("'1001'", 'maxResults', 'have value less than or equal to 1000'),
    ],
    [
      'GetExecutionHistory',
      { executionArn: execution, maxResults: -1 },
      constraint("'-1'", 'maxResults', 'have value greater than or equal to 0'),
    ],
    [
      'GetExecutionHistory',
      { executionArn: execution, maxResults: 1.5 },
      'SerializationException: NUMBER_VALUE cannot be converted to Integer',
    ],
    [
      'GetExecutionHistory',
      { executionArn: execution, nextToken: x(1025) },
      constraint(`'${x(1025)}'`, 'nextToken', 'have length less than or equal to 1024'),
    ],
    ['SendTaskSuccess', { taskToken: 't', output: '1' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    [
      'SendTaskSuccess',
      { taskToken: 't', output: '{' },
      expect.stringMatching(/^InvalidOutput: Invalid Output: 'Unexpected end-of-input/) as never,
    ],
    ['SendTaskFailure', { taskToken: 't' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    ['SendTaskHeartbeat', { taskToken: '' }, constraint("''", 'taskToken', 'have length greater than or equal to 1')],
    ['CreateStateMachine', { name: 'a/b', definition: pass, roleArn }, "InvalidName: Invalid Name: 'a/b'"],
    ['CreateStateMachine', { name: 'N', definition: pass, roleArn: 'r' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: r'"],
    [
      'CreateStateMachine',
      { name: 'M', definition: wait, roleArn },
      `StateMachineAlreadyExists: State Machine Already Exists: '${machine}'`,
    ],
    [
      'CreateStateMachine',
      { name: 'N', definition: '{"StartAt": "A"}', roleArn },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    ],
    [
      'CreateStateMachine',
      { name: 'N', definition: callback(), roleArn, type: 'EXPRESS' },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' service integration  at /States/C/Resource'",
    ],
    [
      'CreateStateMachine',
      { name: 'N', definition: pass, roleArn, type: 'FAST' },
      constraint("'FAST'", 'type', 'satisfy enum value set: [STANDARD, EXPRESS]'),
    ],
    ['CreateStateMachine', { definition: 1 }, 'SerializationException: NUMBER_VALUE cannot be converted to String'],
    [
      'CreateStateMachine',
      {},
      "ValidationException: 3 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value null at 'definition' failed to satisfy constraint: Member must not be null; Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    ],
    ['TestState', { definition: '{' }, expect.stringMatching(/^InvalidDefinition: /) as never],
    [
      'ValidateStateMachineDefinition',
      { definition: pass, maxResults: 101 },
      constraint("'101'", 'maxResults', 'have value less than or equal to 100'),
    ],
  ])('%s of %j', async (name, request, message) => {
    const sfn = service()
    await create(sfn, 'M', pass)
    expect(await refused(sfn, name, request)).toEqual(message)
  })
})

describe('state machines', () => {
  test('are described as they were made; the same again is the same', async () => {
    const sfn = service()
    const made = await create(sfn, 'M', pass)
    expect(made).toEqual({ stateMachineArn: arn('stateMachine', 'M'), creationDate: begin })
    expect(await create(sfn, 'M', pass, { roleArn: `${roleArn}2`, type: 'STANDARD' })).toEqual(made)
    expect(await good(sfn, 'DescribeStateMachine', { stateMachineArn: made.stateMachineArn })).toEqual({
      stateMachineArn: made.stateMachineArn,
      name: 'M',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: pass,
      roleArn,
      creationDate: begin,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    })
  })

  test('tell which variables their states read', async () => {
    const sfn = service()
    const states = { A: { Type: 'Pass', Assign: { v: 1 }, Next: 'B' }, B: { Type: 'Pass', Parameters: { 'b.$': '$v' }, End: true } }
    const { stateMachineArn } = await create(sfn, 'V', definition(states))
    expect(await good(sfn, 'DescribeStateMachine', { stateMachineArn })).toMatchObject({ variableReferences: { B: ['v'] } })
  })

  test('two services know nothing of each other', async () => {
    await create(service(), 'M', pass)
    expect(await refused(service(), 'DescribeStateMachine', { stateMachineArn: arn('stateMachine', 'M') })).toMatch(
      /^StateMachineDoesNotExist/,
    )
  })
})

describe('executions', () => {
  test('METADATA_ONLY leaves the payloads out', async () => {
    const sfn = service()
    const executionArn = await started(sfn, pass, { input: '{"a":1}' })
    const whole = await good(sfn, 'DescribeExecution', { executionArn, includedData: 'ALL_DATA' })
    const { input, inputDetails, output, outputDetails, ...metadata } = whole
    expect([input, output]).toEqual(['{"a":1}', '{"a":1}'])
    expect(await good(sfn, 'DescribeExecution', { executionArn, includedData: 'METADATA_ONLY' })).toEqual(metadata)
  })

  test('one that has succeeded', async () => {
    const sfn = service()
    const executionArn = await started(sfn, pass, { input: '{ "n": 1.0 }' })
    expect(executionArn).toBe(arn('execution', 'M:e'))
    expect(await good(sfn, 'DescribeExecution', { executionArn })).toEqual({
      executionArn,
      stateMachineArn: arn('stateMachine', 'M'),
      name: 'e',
      status: 'SUCCEEDED',
      startDate: begin,
      stopDate: begin,
      input: '{ "n": 1.0 }',
      inputDetails: { included: true },
      output: '{"n":1}',
      outputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    })
  })

  test.each<[string, string, object]>([
    ['has failed', wait, { status: 'FAILED', error: 'E', cause: 'c', stopDate: begin + 5, redriveStatus: 'REDRIVABLE' }],
    ['nobody answers', lambda, { status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining('Nothing answers') }],
    ['runs', callback(), { status: 'RUNNING', redriveStatusReason: 'Execution is RUNNING and cannot be redriven' }],
  ])('one that %s', async (_, text, expected) => {
    const sfn = service()
    const description = await good(sfn, 'DescribeExecution', { executionArn: await started(sfn, text) })
    expect(description).toMatchObject(expected)
    expect('output' in description).toBe(false)
    expect('stopDate' in description).toBe(description.status !== 'RUNNING')
  })

  test('one that has failed goes on from where it has', async () => {
    const sfn = service()
    const executionArn = await started(sfn, wait)
    const clientToken = 'once'
    const { redriveDate } = await good(sfn, 'RedriveExecution', { executionArn, clientToken })
    expect(redriveDate).toBe(begin + 5)
    expect(await good(sfn, 'RedriveExecution', { executionArn, clientToken })).toEqual({ redriveDate })
    await settled()
    const history = async () => ((await good(sfn, 'GetExecutionHistory', { executionArn })).events as Members[]).map(({ type }) => type)
    const before = ['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'FailStateEntered', 'ExecutionFailed']
    expect(await history()).toEqual([...before, 'ExecutionRedriven', 'ExecutionFailed'])
    await good(sfn, 'RedriveExecution', { executionArn, clientToken: 'twice' })
    await settled()
    expect(await good(sfn, 'DescribeExecution', { executionArn })).toMatchObject({
      status: 'FAILED',
      redriveCount: 2,
      redriveDate,
      redriveStatus: 'REDRIVABLE',
    })
  })

  test('one that was stopped asks its task anew', async () => {
    const sfn = service()
    const executionArn = await started(sfn, callback())
    await good(sfn, 'StopExecution', { executionArn })
    await good(sfn, 'RedriveExecution', { executionArn })
    await settled()
    expect(await good(sfn, 'DescribeExecution', { executionArn })).toMatchObject({ status: 'RUNNING', redriveCount: 1 })
    const { events } = await good(sfn, 'GetExecutionHistory', { executionArn })
    const scheduled = (events as { taskScheduledEventDetails?: { parameters: string } }[]).flatMap(
      (event) => event.taskScheduledEventDetails ?? [],
    )
    const tokens = scheduled.map(({ parameters }) => JSON.parse(parameters).MessageBody as string)
    expect(new Set(tokens).size).toBe(2)
    await good(sfn, 'SendTaskSuccess', { taskToken: tokens[1], output: '7' })
    await settled()
    expect(await good(sfn, 'DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED', output: '7' })
    expect(await refused(sfn, 'RedriveExecution', { executionArn })).toBe(
      'ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven',
    )
  })

  test.each([
    [arn('execution', 'M:none'), `ExecutionDoesNotExist: Execution Does Not Exist: '${arn('execution', 'M:none')}'`],
    [arn('express', 'M:e:x'), "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'"],
  ])('%s is not redriven', async (executionArn, why) => {
    expect(await refused(service(), 'RedriveExecution', { executionArn })).toBe(why)
  })

  test('a name again is the same execution while it runs with the same input, and else an error', async () => {
    const sfn = service()
    const executionArn = await started(sfn, callback(), { input: '1' })
    const again = (input: string) => sfn.call('StartExecution', { stateMachineArn: arn('stateMachine', 'M'), name: 'e', input })
    const exists = { error: { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${executionArn}'` } }
    expect(await again('1')).toEqual({ response: { executionArn, startDate: begin } })
    expect(await again('2')).toEqual(exists)
    await good(sfn, 'StopExecution', { executionArn })
    expect(await again('1')).toEqual(exists)
  })

  test('without a name has one of its own', async () => {
    const sfn = service()
    await create(sfn, 'M', pass)
    const start = async () => (await good(sfn, 'StartExecution', { stateMachineArn: arn('stateMachine', 'M') })).executionArn
    const arns = [await start(), await start()]
    expect(arns).toEqual(
      Array(2).fill(expect.stringMatching(/:execution:M:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)),
    )
    expect(arns[0]).not.toBe(arns[1])
  })

  test('is stopped once', async () => {
    const sfn = service()
    const executionArn = await started(sfn, callback())
    expect(await good(sfn, 'StopExecution', { executionArn, error: 'Stop', cause: 'enough' })).toEqual({ stopDate: begin })
    expect(await good(sfn, 'DescribeExecution', { executionArn })).toMatchObject({ status: 'ABORTED', error: 'Stop', cause: 'enough' })
    expect(await good(sfn, 'StopExecution', { executionArn, error: 'Again' })).toEqual({ stopDate: begin })
    expect(await good(sfn, 'DescribeExecution', { executionArn })).toMatchObject({ error: 'Stop' })
  })

  test('takes its answers from the test case behind the #', async () => {
    const mockConfig = { StateMachines: { M: { TestCases: { T: { L: 'R' } } } }, MockedResponses: { R: { 0: { Return: 'mocked' } } } }
    const sfn = service({}, { mockConfig })
    await create(sfn, 'M', lambda)
    const start = (testCase: string) =>
      sfn.call<Members>('StartExecution', { stateMachineArn: `${arn('stateMachine', 'M')}#${testCase}`, name: testCase })
    await start('T')
    await settled()
    expect(await good(sfn, 'DescribeExecution', { executionArn: arn('execution', 'M:T') })).toMatchObject({ output: '"mocked"' })
    expect(await start('constructor')).toMatchObject({ error: { name: 'ValidationException' } })
  })

  test('an Express one is awaited, and not kept', async () => {
    const sfn = service()
    const text = definition({
      W: { Type: 'Wait', Seconds: 1, Next: 'A' },
      A: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id' }, End: true },
    })
    await create(sfn, 'X', text, { type: 'EXPRESS' })
    const run = await good(sfn, 'StartSyncExecution', { stateMachineArn: arn('stateMachine', 'X'), name: 'e' })
    expect(run).toEqual({
      executionArn: expect.stringMatching(/:express:X:e:[\da-f-]{36}$/),
      stateMachineArn: arn('stateMachine', 'X'),
      name: 'e',
      status: 'SUCCEEDED',
      startDate: begin,
      stopDate: begin + 1,
      input: '{}',
      inputDetails: { included: true },
      output: JSON.stringify({ id: run.executionArn }),
      outputDetails: { included: true },
      billingDetails: { billedDurationInMilliseconds: 1000, billedMemoryUsedInMB: 64 },
    })
  })
})

describe('the history', () => {
  const ids = ({ events }: Members) => (events as { id: number }[]).map(({ id }) => id)
  const pages = async (more: object) => {
    const sfn = service()
    const executionArn = await started(sfn, pass)
    const found: number[][] = []
    for (let nextToken: unknown, n = 0; n < 9; n++) {
      const page = await good(sfn, 'GetExecutionHistory', { executionArn, ...more, ...(nextToken !== undefined && { nextToken }) })
      found.push(ids(page))
      nextToken = page.nextToken
      if (nextToken === undefined) break
    }
    return found
  }

  test.each<[object, number[][]]>([
    [{}, [[1, 2, 3, 4]]],
    [{ maxResults: 0 }, [[1, 2, 3, 4]]],
    [{ maxResults: 3 }, [[1, 2, 3], [4]]],
    [
      { maxResults: 2 },
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [{ maxResults: 3, reverseOrder: true }, [[4, 3, 2], [1]]],
  ])('with %j', async (more, expected) => expect(await pages(more)).toEqual(expected))

  test('has dates as numbers, and payloads unless they are not wanted', async () => {
    const sfn = service()
    const executionArn = await started(sfn, wait, { input: '{"a":1}' })
    const { events } = await good(sfn, 'GetExecutionHistory', { executionArn })
    expect(events).toMatchObject([
      {
        id: 1,
        previousEventId: 0,
        timestamp: begin,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{"a":1}', roleArn },
      },
      { timestamp: begin, stateEnteredEventDetails: { name: 'W', input: '{"a":1}', inputDetails: { truncated: false } } },
      { timestamp: begin + 5 },
      { timestamp: begin + 5 },
      { timestamp: begin + 5, executionFailedEventDetails: { error: 'E', cause: 'c' } },
    ])
    const bare = (await good(sfn, 'GetExecutionHistory', { executionArn, includeExecutionData: false })).events as Members[]
    expect([bare[1]!.stateEnteredEventDetails, bare[4]!.executionFailedEventDetails]).toEqual([{ name: 'W' }, { error: 'E', cause: 'c' }])
  })

  test.each([
    'x',
    'first.1.',
    `first.-1.${arn('execution', 'M:e')}`,
    `first.99.${arn('execution', 'M:e')}`,
    `latest.1.${arn('execution', 'M:e')}`,
    `first.1e0.${arn('execution', 'M:e')}`,
  ])('a token that was not given: %s', async (nextToken) => {
    const sfn = service()
    const executionArn = await started(sfn, pass)
    expect(await refused(sfn, 'GetExecutionHistory', { executionArn, nextToken })).toBe("InvalidToken: Invalid Token: 'Invalid token'")
  })
})

describe('task tokens', () => {
  async function waiting(more: object = {}, time?: TestTime) {
    const sfn = service({}, time && { time })
    const executionArn = await started(sfn, callback(more))
    const { events } = await good(sfn, 'GetExecutionHistory', { executionArn })
    const { parameters } = (events as { taskScheduledEventDetails?: { parameters: string } }[])[2]!.taskScheduledEventDetails!
    const taskToken = JSON.parse(parameters).MessageBody as string
    const described = async () => {
      await settled()
      return good(sfn, 'DescribeExecution', { executionArn })
    }
    return { sfn, executionArn, taskToken, described }
  }
  const gone = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'"

  test.each<[string, object, object]>([
    ['SendTaskSuccess', { output: '{"a": [1.0]}' }, { status: 'SUCCEEDED', output: '{"a":[1]}' }],
    ['SendTaskSuccess', { output: 'null' }, { status: 'SUCCEEDED', output: 'null' }],
    ['SendTaskFailure', { error: 'E', cause: 'c' }, { status: 'FAILED', error: 'E', cause: 'c' }],
    ['SendTaskFailure', {}, { status: 'FAILED' }],
  ])('%s with %j', async (name, more, expected) => {
    const { sfn, executionArn, taskToken, described } = await waiting()
    expect(await good(sfn, name, { taskToken, ...more })).toEqual({})
    expect(await described()).toMatchObject(expected)
    expect(await refused(sfn, name, { taskToken, ...more })).toBe(gone)
    const { events } = await good(sfn, 'GetExecutionHistory', { executionArn })
    expect((events as { type: string }[]).map(({ type }) => type)).toContain('TaskSubmitted')
  })

  test('a job that is waited for does not wait for a token', async () => {
    const sfn = service()
    const job = definition({
      J: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'j' }, End: true },
    })
    const description = await good(sfn, 'DescribeExecution', { executionArn: await started(sfn, job) })
    expect(description).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('Nothing answers') })
  })

  test('a task of an execution that was stopped is gone', async () => {
    const { sfn, executionArn, taskToken } = await waiting()
    await good(sfn, 'StopExecution', { executionArn })
    expect(await refused(sfn, 'SendTaskSuccess', { taskToken, output: '1' })).toBe(gone)
    expect(await refused(sfn, 'SendTaskHeartbeat', { taskToken })).toBe(gone)
  })

  test('each attempt has a token of its own', async () => {
    const { sfn, taskToken, described } = await waiting({ Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1 }] })
    await good(sfn, 'SendTaskFailure', { taskToken, error: 'Again' })
    expect(await described()).toMatchObject({ status: 'RUNNING' })
    expect(await refused(sfn, 'SendTaskSuccess', { taskToken, output: '1' })).toBe(gone)
  })

  test('in real time a heartbeat keeps a task alive, and silence ends it', async () => {
    const time = new TestTime()
    const { sfn, taskToken, described } = await waiting({ HeartbeatSeconds: 10 }, time)
    time.pass(8000)
    expect(await good(sfn, 'SendTaskHeartbeat', { taskToken })).toEqual({})
    time.pass(8000)
    expect(await described()).toMatchObject({ status: 'RUNNING' })
    time.pass(2000)
    expect(await described()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    expect(await refused(sfn, 'SendTaskHeartbeat', { taskToken })).toBe(gone)
  })
})

describe('ValidateStateMachineDefinition', () => {
  const dead = (n: number) => definition(Object.fromEntries(Array.from({ length: n }, (_, i) => [`S${i}`, { Type: 'Pass', Next: 'None' }])))
  test.each<[string, object, object]>([
    ['a good one', { definition: pass }, { result: 'OK', diagnostics: [], truncated: false }],
    [
      'of its type',
      { definition: callback(), type: 'EXPRESS' },
      { result: 'FAIL', diagnostics: [{ severity: 'ERROR', location: '/States/C/Resource' }] },
    ],
    ['no text', { definition: '' }, { result: 'FAIL', diagnostics: [{ code: 'MISSING_DESCRIPTION' }] }],
    ['one of many', { definition: dead(3), maxResults: 1 }, { truncated: true, diagnostics: [{ severity: 'ERROR' }] }],
    ['more than there may be', { definition: dead(200) }, { truncated: true, diagnostics: Array(100).fill({}) }],
  ])('%s', async (_, request, expected) => {
    expect(await good(service(), 'ValidateStateMachineDefinition', request)).toMatchObject(expected)
  })
})
