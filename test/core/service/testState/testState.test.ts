import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import type { MockInput, StateConfiguration, TestStateRequest, TestStateResponse } from '../../../../core/service/testState/types'
import { service } from '../../../support/service'

interface Case {
  readonly state: Record<string, unknown>
  readonly input?: Json
  readonly level?: 'INFO' | 'DEBUG' | 'TRACE'
  readonly mock?: Omit<MockInput, 'result'> & { readonly result?: unknown }
  readonly configuration?: StateConfiguration
  readonly more?: Partial<TestStateRequest>
}

const roleArn = 'arn:aws:iam::123456789012:role/r'

/** Runs a request; JSON texts in the answer are parsed. */
async function run({ state, input = {}, level = 'DEBUG', mock, configuration, more }: Case): Promise<Record<string, unknown>> {
  const result = await service({ unmocked: (call) => ({ kind: 'succeeded', output: { echo: call.input } }) }).call<TestStateResponse>(
    'TestState',
    {
      definition: JSON.stringify(state),
      input: JSON.stringify(input),
      inspectionLevel: level,
      roleArn,
      ...(mock && { mock: { ...mock, ...(mock.result !== undefined && { result: JSON.stringify(mock.result) }) } as MockInput }),
      ...(configuration && { stateConfiguration: configuration }),
      ...more,
    },
  )
  if ('error' in result) return { [result.error.name]: result.error.message }
  const { output, inspectionData, ...rest } = result.response
  const parsed =
    inspectionData && Object.fromEntries(Object.entries(inspectionData).map(([k, v]) => [k, typeof v === 'string' ? JSON.parse(v) : v]))
  return { ...rest, ...(output !== undefined && { output: JSON.parse(output) }), ...(parsed && { inspectionData: parsed }) }
}

const lambda = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$.p' },
  End: true,
}

test('each stage of a task is shown, also those that change nothing', async () => {
  const state = { ...lambda, InputPath: '$.in', ResultPath: '$.r', End: undefined, Next: 'After' }
  const input = { in: { p: 1 } }
  const result = { StatusCode: 200 }
  expect(await run({ state, input, mock: { result } })).toEqual({
    status: 'SUCCEEDED',
    nextState: 'After',
    output: { in: { p: 1 }, r: result },
    inspectionData: {
      input,
      afterInputPath: { p: 1 },
      afterParameters: { FunctionName: 'f', Payload: 1 },
      result,
      afterResultSelector: result,
      afterResultPath: { in: { p: 1 }, r: result },
    },
  })
})

test('a task without a mock asks its host', async () => {
  const { output } = await run({ state: lambda, input: { p: 2 }, level: 'INFO' })
  expect(output).toEqual({ echo: { FunctionName: 'f', Payload: 2 } })
})

test('an error that no handler takes keeps the stages before it', async () => {
  expect(await run({ state: { ...lambda, InputPath: '$.in' }, input: { in: {} } })).toEqual({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: "The JSONPath '$.p' specified for the field 'Payload.$' could not be found in the input '{}'",
    inspectionData: { input: { in: {} }, afterInputPath: {} },
  })
})

describe('Retry and Catch', () => {
  const state = {
    ...lambda,
    Retry: [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 }],
    Catch: [
      { ErrorEquals: ['Other'], Next: 'A' },
      { ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'B' },
    ],
  }
  const mock = { errorOutput: { error: 'Busy', cause: 'Later.' } }
  const attempt = (retrierRetryCount: number) => run({ state, input: { p: 1 }, mock, configuration: { retrierRetryCount } })

  test('an error that can be retried tells how long the next attempt waits', async () => {
    expect(await attempt(0)).toMatchObject({
      status: 'RETRIABLE',
      error: 'Busy',
      cause: 'Later.',
      inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 2 } },
    })
    expect(await attempt(1)).toMatchObject({ status: 'RETRIABLE', inspectionData: { errorDetails: { retryBackoffIntervalSeconds: 6 } } })
  })

  test('after the last attempt the Catcher takes it', async () => {
    expect(await attempt(2)).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Busy',
      nextState: 'B',
      output: { p: 1, e: { Error: 'Busy', Cause: 'Later.' } },
      inspectionData: { errorDetails: { retryIndex: 1, catchIndex: 1 } },
    })
  })
})

describe('Map and Parallel take the mock in place of their children', () => {
  const map = {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemSelector: { 'n.$': '$$.Map.Item.Value' },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Inner',
      States: { Inner: { Type: 'Pass', End: true } },
    },
    ToleratedFailureCount: 1,
    ResultPath: '$.done',
    End: true,
  }
  const input = { items: [1, 2, 3] }

  test('a Map shows its items and numbers', async () => {
    expect(await run({ state: map, input, mock: { result: [10, 20, 30] } })).toEqual({
      status: 'SUCCEEDED',
      output: { items: [1, 2, 3], done: [10, 20, 30] },
      inspectionData: {
        input,
        afterInputPath: input,
        afterItemsPath: [1, 2, 3],
        afterItemSelector: [{ n: 1 }, { n: 2 }, { n: 3 }],
        afterResultSelector: [10, 20, 30],
        afterResultPath: { items: [1, 2, 3], done: [10, 20, 30] },
        maxConcurrency: 0,
        toleratedFailureCount: 1,
      },
    })
  })

  test('failed iterations are tolerated up to the threshold', async () => {
    const failed = (count: number, result: Json[]) =>
      run({ state: map, input, level: 'INFO', mock: { result }, configuration: { mapIterationFailureCount: count } })
    expect(await failed(1, [10, 20])).toMatchObject({ status: 'SUCCEEDED' })
    expect(await failed(2, [10])).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' })
    expect(await failed(4, [])).toEqual({
      ValidationException: 'Map iteration failure count must be less than or equal to the number of Map iterations',
    })
  })

  test('an item reader is answered by the configuration', async () => {
    const { ItemsPath: _, ...reading } = map
    const state = {
      ...reading,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: { Bucket: 'b', Key: 'k' } },
    }
    const { output } = await run({ state, input, level: 'INFO', mock: { result: ['x'] }, configuration: { mapItemReaderData: '[7]' } })
    expect(output).toEqual({ items: [1, 2, 3], done: ['x'] })
  })

  test('a Parallel needs a result for each branch', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } })
    const state = { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true }
    expect(await run({ state, level: 'INFO', mock: { result: [1, 2] } })).toEqual({ status: 'SUCCEEDED', output: [1, 2] })
    expect(await run({ state, mock: { result: [1] } })).toEqual({
      ValidationException: 'Mocked result must contain the same number of items as number of Parallel branches.',
    })
  })
})

test('$eval is an error of the run, which a Catcher takes', async () => {
  const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $eval("1") %}', End: true }
  expect(await run({ state })).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
})

describe('a state of a whole machine', () => {
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'Outer',
    States: {
      Outer: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Inner',
          States: {
            Inner: { Type: 'Pass', Output: '{% $states.input.a + $v + $states.context.Map.Item.Index %}', Assign: { w: 1 }, End: true },
          },
        },
        End: true,
      },
    },
  }
  test('is found at any depth, and sees variables', async () => {
    const more = { stateName: 'Inner', variables: '{"v": 2}' }
    expect(await run({ state: machine, input: { a: 1 }, more })).toEqual({
      status: 'SUCCEEDED',
      output: 3,
      inspectionData: { input: { a: 1 }, variables: { v: 2, w: 1 } },
    })
    expect(await run({ state: machine, more: { stateName: 'Nope' } })).toEqual({ ValidationException: 'State not found in definition' })
  })
})

const emptyMap = { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } }, End: true }

describe('the definition is checked first', () => {
  const refusal = async (definition: string, stateName?: string) =>
    (await run({ state: {}, more: { definition, ...(stateName && { stateName }) } })).InvalidDefinition
  const says = (what: string) => `Invalid State Machine Definition: '${what}'`

  test.each<[string, unknown, string]>([
    ['a Wait without a time', { Type: 'Wait', End: true }, 'SCHEMA_VALIDATION_FAILED: '],
    [
      'an unknown field',
      { Type: 'Pass', Foo: 1, End: true },
      says("SCHEMA_VALIDATION_FAILED: Field 'Foo' is not supported at /States/StateName"),
    ],
    [
      'an unknown Type',
      { Type: 'Foo' },
      says(
        "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/StateName/Type",
      ),
    ],
    ['several', { Type: 'Pass', Foo: 1, Bar: 1, End: true }, "at /States/StateName, SCHEMA_VALIDATION_FAILED: Field 'Bar'"],
    ['no object', [], says('SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object')],
  ])('%s', async (_what, state, message) => {
    expect(await refusal(JSON.stringify(state))).toContain(message)
  })

  test('white space is no object, and what is no JSON is said as creation says it', async () => {
    expect(await refusal(' \n')).toBe(says('SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'))
    expect(await refusal('{"Type": "Pass"')).toBe(
      says(
        'INVALID_JSON_DESCRIPTION: Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"Type": "Pass""; line: 1, column: 1])\n at [Source: (String)"{"Type": "Pass""; line: 1, column: 16]',
      ),
    )
  })

  test('where a state leads is not asked of one state, but of a machine', async () => {
    expect((await run({ state: { Type: 'Pass', Next: 'Elsewhere' } })).nextState).toBe('Elsewhere')
    const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Elsewhere' } } }
    expect(await refusal(JSON.stringify(machine), 'A')).toContain("Missing 'Next' target: Elsewhere at /States/A/Next")
  })

  test('Maps in Maps, thousands deep, do not end the process', async () => {
    const deep = (depth: number) =>
      `${'{"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":'.repeat(depth)}{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}${'}}}'.repeat(depth)}`
    const result = await run({ state: {}, more: { definition: deep(5000), stateName: 'Nope' } })
    expect(Object.keys(result)).toEqual([expect.stringMatching(/^(InvalidDefinition|ValidationException)$/)])
  })
})

describe('the context object', () => {
  const contextOf = async (state: Record<string, unknown>, more: Partial<TestStateRequest> = {}) => {
    const mock = { result: {} }
    return (await run({ state: { ...state, ResultSelector: { 'context.$': '$$' } }, input: { p: 1 }, level: 'INFO', mock, more })).output
  }
  test('that is given is all of it', async () => {
    expect(await contextOf(lambda, { context: '{}' })).toEqual({ context: {} })
    const context = { State: { Name: 'S' } }
    expect(await contextOf(lambda, { context: JSON.stringify(context) })).toEqual({ context })
  })

  test('that is made up has no role where none is given, and names the state StateName', async () => {
    const { context } = (await contextOf(lambda, { roleArn: undefined as unknown as string })) as { context: Record<string, unknown> }
    expect(context).toMatchObject({ Execution: { RoleArn: null, Input: { p: 1 } }, State: { Name: 'StateName', RetryCount: 0 } })
    expect(Object.keys(context)).toEqual(['Execution', 'StateMachine', 'State'])
    const machine = { StartAt: 'A', States: { A: { ...lambda, ResultSelector: { 'n.$': '$$.State.Name' } } } }
    const more = { definition: JSON.stringify(machine), stateName: 'A' }
    expect((await run({ state: {}, input: { p: 1 }, level: 'INFO', mock: { result: {} }, more })).output).toEqual({ n: 'StateName' })
  })

  test('a Map sees its items beside it', async () => {
    const distributed = { ...emptyMap.ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
    const state = { ...emptyMap, ItemProcessor: distributed, ItemSelector: { 'item.$': '$$.Map.Item', 'who.$': '$$.Execution.Name' } }
    const more = { context: '{"Execution":{"Name":"e"}}' }
    const { inspectionData } = await run({ state, input: ['x'], mock: { result: [1] }, more })
    expect(inspectionData).toMatchObject({ afterItemSelector: [{ who: 'e', item: { Index: 0, Value: 'x', Source: 'STATE_DATA' } }] })
  })

  const task = (resource: string) => ({ ...lambda, Resource: `arn:aws:states:::${resource}` })
  test.each([
    [lambda, true],
    [emptyMap, true],
    [task('lambda:invoke.waitForTaskToken'), false],
    [{ Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'j' }, End: true }, false],
  ])('has a Task only where a job or a callback is waited for: %j', async (state, isRefused) => {
    const more = { context: '{"Task":{"Token":"t"}}' }
    const result = await run({ state, input: { p: 1 }, level: 'INFO', mock: { result: state === emptyMap ? [] : {} }, more })
    expect(result.ValidationException).toBe(
      isRefused
        ? "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern"
        : undefined,
    )
  })
})

test('failed iterations are compared only with a tolerance that is there', async () => {
  const failing = (rest: Record<string, unknown>, type = emptyMap) =>
    run({
      state: { ...type, ...rest },
      input: [1, 2],
      level: 'INFO',
      mock: { result: [1] },
      configuration: { mapIterationFailureCount: 2 },
    })
  const distributed = { ItemProcessor: { ...emptyMap.ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } }
  expect(await failing({})).toMatchObject({ status: 'SUCCEEDED' })
  expect(await failing(distributed)).toMatchObject({ status: 'SUCCEEDED' })
  expect(await failing({ ...distributed, ToleratedFailureCount: 2 })).toMatchObject({ status: 'SUCCEEDED' })
  expect(await failing({ ...distributed, ToleratedFailureCount: 1 })).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' })
  expect(await failing({ ...distributed, ToleratedFailurePercentage: 50 })).toMatchObject({
    error: 'States.ExceedToleratedFailureThreshold',
  })
  const branch = { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } }
  const parallel = { Type: 'Parallel', Branches: [branch], End: true }
  const configuration = { mapIterationFailureCount: 1 }
  expect(await run({ state: parallel, level: 'INFO', mock: { result: [1] }, configuration })).toMatchObject({ status: 'SUCCEEDED' })
})

test('variables are shown whenever there are some', async () => {
  const more = { variables: '{"v": 2}' }
  const shown = async (state: Record<string, unknown>, with_: Partial<TestStateRequest> = more) =>
    ((await run({ state, more: with_ })).inspectionData as Record<string, unknown>).variables
  expect(await shown({ Type: 'Pass', End: true })).toEqual({ v: 2 })
  expect(await shown({ Type: 'Fail', Error: 'E' })).toEqual({ v: 2 })
  expect(await shown({ Type: 'Pass', InputPath: '$.nope', End: true })).toEqual({ v: 2 })
  expect(await shown({ Type: 'Pass', Assign: { w: 1 }, End: true })).toEqual({ v: 2, w: 1 })
  expect(await shown({ Type: 'Pass', End: true }, { variables: '{}' })).toBeUndefined()
})

test('the data of an ItemReader stands for what it would read: also of a manifest and of listed objects', async () => {
  const reading = (action: string, ReaderConfig: Record<string, unknown>) => ({
    ...emptyMap,
    ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
    ItemProcessor: { ...emptyMap.ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    ItemSelector: { 'v.$': '$$.Map.Item.Value' },
  })
  const selected = async (state: Record<string, unknown>, mapItemReaderData: string, length: number) =>
    (
      (await run({ state, mock: { result: Array(length).fill(0) }, configuration: { mapItemReaderData } })).inspectionData as Record<
        string,
        unknown
      >
    ).afterItemSelector
  const csv = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x'] }
  expect(await selected(reading('listObjectsV2', { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' }), '1\n2', 2)).toEqual([
    { v: 1 },
    { v: 2 },
  ])
  expect(await selected(reading('getObject', { ...csv, ManifestType: 'ATHENA_DATA' }), '1\n', 1)).toEqual([{ v: { x: '1' } }])
  expect(await selected(reading('listObjectsV2', {}), '[{"Key":"a"}]', 1)).toEqual([{ v: { Key: 'a' } }])
  expect(await selected(reading('getObject', { InputType: 'JSON' }), '{"a":1}', 1)).toEqual([{ v: 1 }])
})

test('a mocked context object is what $$ gives', async () => {
  const state = { ...lambda, ResultSelector: { 'name.$': '$$.Execution.Name', 'state.$': '$$.State.Name' } }
  const more = { context: JSON.stringify({ Execution: { Name: 'e-1' }, State: { Name: 'S' } }) }
  expect(await run({ state, input: { p: 1 }, level: 'INFO', mock: { result: {} }, more })).toEqual({
    status: 'SUCCEEDED',
    output: { name: 'e-1', state: 'S' },
  })
})

test.each([
  ['a Map without a mock', { state: emptyMap }, 'InvalidDefinition', 'does not support Map or Parallel states'],
  [
    'a Pass with one',
    { state: { Type: 'Pass', End: true }, mock: { result: 1 } },
    'ValidationException',
    "State type 'Pass' is not supported",
  ],
  ['two answers', { state: lambda, mock: { result: {}, errorOutput: {} } }, 'ValidationException', 'only one of the following fields'],
  ['secrets', { state: lambda, mock: { result: {} }, more: { revealSecrets: true } }, 'ValidationException', 'RevealSecrets'],
  ['a definition that is no JSON', { state: {}, more: { definition: '{' } }, 'InvalidDefinition', 'INVALID_JSON_DESCRIPTION'],
  ['an input that is no JSON', { state: { Type: 'Succeed' }, more: { input: '{' } }, 'InvalidExecutionInput', 'not a valid JSON'],
  [
    'a result that is no JSON',
    { state: lambda, more: { mock: { result: '{' } } },
    'ValidationException',
    'Mocked result must be valid JSON',
  ],
  [
    'a context that AWS does not know',
    { state: lambda, mock: { result: {} }, more: { context: '{"X":{}}' } },
    'ValidationException',
    "Field 'X' is not allowed",
  ],
  [
    'a context member of the wrong type',
    { state: lambda, mock: { result: {} }, more: { context: '{"State":{"RetryCount":"1"}}' } },
    'ValidationException',
    'State.RetryCount must be a integer',
  ],
] as [string, Case, string, string][])('refused: %s', async (_name, request, error, message) => {
  expect((await run(request))[error]).toContain(message)
})

describe('a mocked result fits the API', () => {
  const finished = { ExecutionArn: 'e', StateMachineArn: 'm', Status: 'SUCCEEDED', StartDate: '2026-01-01T00:00:00Z', Output: '{}' }
  const Parameters = (resource: string) => (resource.startsWith('states:') ? { StateMachineArn: 'm' } : {})
  const task = (resource: string) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::${resource}`,
    Parameters: Parameters(resource),
    End: true,
  })
  const check = async (resource: string, result: unknown, fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE') =>
    (await run({ state: task(resource), level: 'INFO', mock: { result, ...(fieldValidationMode && { fieldValidationMode }) } }))
      .ValidationException

  test.each([
    ['aws-sdk:sqs:receiveMessage', { Messages: [{ MessageId: 1 }] }, "Field 'MessageId' must be a string"],
    ['aws-sdk:dynamodb:describeTable', { Table: { ItemCount: 'x' } }, "Field 'ItemCount' must be a number"],
    ['aws-sdk:dynamodb:describeTable', { Table: { TableStatus: 'BROKEN' } }, "Field 'TableStatus' is not an expected value"],
    ['aws-sdk:dynamodb:getItem', { Item: [] }, "Field 'Item' must be an object"],
    ['aws-sdk:s3:listObjectsV2', { IsTruncated: 'no' }, "Field 'IsTruncated' must be a boolean"],
    ['states:startExecution', {}, "Required field 'ExecutionArn' is missing"],
    ['states:startExecution.sync:2', { ...finished, Output: { a: 1 } }, "Field 'Output' must be a string"],
    ['states:startExecution.sync', { ...finished, Status: 'DONE' }, "Field 'Status' is not an expected value"],
  ])('%s with %j: %s', async (resource, result, message) => {
    expect(await check(resource, result)).toBe(`Mock result schema validation error: ${message}`)
  })

  test('what the API does not know, and what nobody checks, is let through', async () => {
    expect(await check('aws-sdk:sqs:receiveMessage', { Extra: 1 })).toBeUndefined()
    expect(await check('states:startExecution', {}, 'PRESENT')).toBeUndefined()
    expect(await check('states:startExecution', { ExecutionArn: 1 }, 'NONE')).toBeUndefined()
    expect(await check('sqs:sendMessage.waitForTaskToken', { any: 'thing' })).toBeUndefined()
    expect(await check('states:startExecution.sync:2', finished)).toBeUndefined()
    expect(await check('glue:startJobRun.sync', { any: 'thing' })).toBeUndefined()
  })
})

test('a payload nested 10,000 deep is answered as it is', async () => {
  const input = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const definition = JSON.stringify({ Type: 'Pass', End: true })
  const result = await service({ unmocked: (call) => ({ kind: 'succeeded', output: { echo: call.input } }) }).call<TestStateResponse>(
    'TestState',
    { definition, input, inspectionLevel: 'DEBUG', roleArn },
  )
  expect(result).toMatchObject({ response: { status: 'SUCCEEDED', output: input, inspectionData: { input } } })
})
