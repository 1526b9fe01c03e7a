import { describe, expect, test } from 'vitest'
import type { AwsEntry, FunctionEntry } from '../../../../core/config/types'
import type { TaskCall } from '../../../../core/interpreter/api'
import { functionEnvironment } from '../../../../core/tasks/lambda/environment'
import { exited, invalidEntrypoint, timedOut } from '../../../../core/tasks/lambda/faults'
import { readRequest } from '../../../../core/tasks/lambda/request'
import { type InvokeResponse, outcomeOf } from '../../../../core/tasks/lambda/response'
import { handlerFile, runtimeOf } from '../../../../core/tasks/lambda/runtimes'

const read = (resource: string, input: unknown = {}) => readRequest({ resource, input } as TaskCall)
const plain = { qualifier: undefined, type: 'RequestResponse', clientContext: undefined, tail: false }

describe('what a task asks of Lambda', () => {
  test.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:f:2', { n: 1 }, { door: 'function', payload: '{"n":1}' }],
    ['${CreateOrderArn}', null, { door: 'function', payload: 'null' }],
  ])('by the function’s ARN: %s', (resource, input, more) => {
    expect(read(resource, input)).toEqual({ ...plain, functionName: resource, ...more })
  })

  test.each(['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'arn:aws-cn:states:::lambda:invoke'])(
    'by %s',
    (resource) => {
      expect(
        read(resource, { FunctionName: 'f', Qualifier: null, InvocationType: 'Event', LogType: 'Tail', ClientContext: 'e30=' }),
      ).toEqual({
        door: 'optimised',
        functionName: 'f',
        qualifier: undefined,
        type: 'Event',
        payload: '{}',
        clientContext: 'e30=',
        tail: true,
      })
    },
  )

  test.each<[string, unknown, string[]]>([
    ['no object', 'f', ['The Parameters have to be an object']],
    ['nothing', {}, ["The field 'FunctionName' is required but was missing"]],
    ['a name that is no text', { FunctionName: 1 }, ["The value for the field 'FunctionName' must be a STRING"]],
    [
      'several',
      { FunctionName: 'f', Qualifier: 1, InvocationType: 'Later' },
      [
        "The value for the field 'Qualifier' must be a STRING",
        "The value for the field 'InvocationType' must be one of RequestResponse, Event, DryRun",
      ],
    ],
  ])('%s is said', (_, input, problems) => {
    expect(read('arn:aws:states:::lambda:invoke', input)).toEqual({ problems })
  })

  test.each([
    'arn:aws:states:::sqs:sendMessage',
    'arn:aws:states:::aws-sdk:lambda:getFunction',
    'arn:aws:states:us-east-1:123456789012:activity:a',
  ])('%s is none of Lambda’s', (resource) => expect(read(resource)).toBeUndefined())
})

const response = (more: Partial<InvokeResponse>): InvokeResponse => ({
  status: 200,
  executedVersion: '$LATEST',
  functionError: undefined,
  payload: '{}',
  logResult: undefined,
  ...more,
})
const exchange = { status: 200, rawHeaders: [], requestId: 'r' }

describe('what a task comes to', () => {
  const error = '{"errorMessage": "m", "errorType": "E"}'
  test.each([
    ['function', { payload: '[1.0]' }, { kind: 'succeeded', output: [1] }],
    ['function', { payload: 'no JSON' }, { kind: 'failed', error: 'Runtime.MarshalError' }],
    ['function', { payload: error, functionError: 'Unhandled' }, { kind: 'failed', error: 'E', cause: error }],
    [
      'optimised',
      { payload: error, functionError: 'Unhandled' },
      { kind: 'failed', error: 'E', cause: '{"errorMessage":"m","errorType":"E"}' },
    ],
    ['optimised', { payload: '"x"', functionError: 'Unhandled' }, { kind: 'failed', error: 'Lambda.Unknown' }],
    [
      'optimised',
      { payload: '', status: 202, executedVersion: undefined },
      { kind: 'succeeded', output: { Payload: '', StatusCode: 202 } },
    ],
    ['sdk', { payload: error, functionError: 'Unhandled' }, { kind: 'succeeded', output: { FunctionError: 'Unhandled', Payload: error } }],
  ] as const)('%s: %j', (door, more, outcome) => {
    expect(outcomeOf(door, response(more), exchange)).toMatchObject(outcome)
  })
})

test.each([
  [timedOut('r', 3), 'Sandbox.Timedout', 'RequestId: r Error: Task timed out after 3.00 seconds'],
  [exited('r', 1, null), 'Runtime.ExitError', 'RequestId: r Error: Runtime exited with error: exit status 1'],
  [exited('r', 0, null), 'Runtime.ExitError', 'RequestId: r Error: Runtime exited without providing a reason'],
  [exited('r', null, 'SIGSEGV'), 'Runtime.ExitError', 'RequestId: r Error: Runtime exited with error: signal: segmentation fault'],
  [exited('r', null, 'SIGUSR1'), 'Runtime.ExitError', 'RequestId: r Error: Runtime exited with error: signal: SIGUSR1'],
  [invalidEntrypoint('r', '/x', 'permission denied'), 'Runtime.InvalidEntrypoint', 'RequestId: r Error: fork/exec /x: permission denied'],
])('Lambda says %j', (fault, errorType, errorMessage) => {
  expect(fault).toEqual({ errorType, errorMessage })
})

describe('which runtime', () => {
  const entry = (more: Partial<FunctionEntry>): FunctionEntry => ({ folder: '/f', environment: {}, ...more })
  test.each([
    ['nodejs', {}, 'nodejs'],
    ['nodejs22.x', {}, 'nodejs'],
    ['python3.12', {}, 'python'],
    ['java21', {}, undefined],
    [undefined, { handler: 'functions/a.handler' }, 'nodejs'],
    [undefined, { handler: 'functions/b.handler' }, 'python'],
    [undefined, { handler: 'functions.b.handler' }, 'python'],
    [undefined, { handler: 'pack.handler' }, 'python'],
    [undefined, { handler: 'none.handler' }, undefined],
  ])('%s, %j: %s', (runtime, more, expected) => {
    const files = ['functions/a.ts', 'functions/b.py', 'pack/__init__.py']
    expect(runtimeOf(entry({ ...more, ...(runtime === undefined ? {} : { runtime }) }), (file) => files.includes(file))).toBe(expected)
  })

  test.each([
    ['nodejs', '../src/a.b.handler', '../src/a.mjs'],
    ['python', '../src/a.handler', '../src/a.py'],
    ['python', 'a.b.c.handler', 'a/b/c.py'],
  ] as const)('%s finds the file of %s', (runtime, handler, file) => {
    expect(handlerFile(runtime, handler, (each) => each === file)).toBe(file)
  })
})

describe('a function’s environment', () => {
  const parent = {
    PATH: '/bin',
    SECRET: 's',
    AWS_ACCESS_KEY_ID: 'real',
    AWS_PROFILE: 'p',
    AWS_ENDPOINT_URL_SQS: 'http://q',
    AWS_ENDPOINT_URL: 'http://all',
  }
  const surroundings = {
    name: 'f',
    version: '$LATEST',
    region: 'eu-west-1',
    logStream: 's',
    runtimeApi: '127.0.0.1:1',
    stepFunctionsEndpoint: 'http://sfn',
    modules: { NODE_PATH: '/l/nodejs/node_modules' },
    runtimeFolder: '/r',
  }
  const aws = {
    endpoint: 'http://aws',
    profile: 'dev',
    services: new Map(['events', 'sqs'].map((name) => [name, { endpoint: `http://${name}` }])),
  }
  const of = (real: boolean, environment = {}, services: AwsEntry | undefined = aws) =>
    functionEnvironment({ folder: '/f', handler: 'a.b', environment }, parent, services, real, surroundings)

  test('has no real credentials unless they may be used', () => {
    expect(of(false)).toMatchObject({ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' })
    expect(of(false)).not.toHaveProperty('AWS_PROFILE')
    expect(of(true)).toMatchObject({ AWS_ACCESS_KEY_ID: 'real', AWS_PROFILE: 'dev' })
    expect(of(true)).not.toHaveProperty('AWS_SECRET_ACCESS_KEY')
    expect(of(true)).not.toHaveProperty('SECRET')
  })

  test('has the endpoints that are in force', () => {
    expect(of(false)).toMatchObject({
      AWS_ENDPOINT_URL: 'http://aws',
      AWS_ENDPOINT_URL_SQS: 'http://sqs',
      AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://events',
      AWS_ENDPOINT_URL_SFN: 'http://sfn',
    })
    expect(of(false, {}, { ...aws, services: new Map() })).not.toHaveProperty('AWS_ENDPOINT_URL_SQS')
    expect(of(false, {}, { services: new Map() })).toMatchObject({ AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_SQS: 'http://q' })
    const ignoring = { ...parent, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }
    const own = { folder: '/f', environment: {} }
    expect(functionEnvironment(own, ignoring, undefined, false, surroundings)).not.toHaveProperty('AWS_ENDPOINT_URL')
  })

  test('has queues where SQS is', () => {
    const queues = { Q: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders.fifo', TEXT: 'see https://sqs.us-east-1.amazonaws.com/' }
    expect(of(false, queues)).toMatchObject({ ...queues, Q: 'http://sqs/123456789012/orders.fifo' })
    expect(functionEnvironment({ folder: '/f', environment: queues }, {}, undefined, false, surroundings)).toMatchObject(queues)
  })

  test('has the modules of its layers, unless its entry has others', () => {
    expect(of(false)).toMatchObject({ NODE_PATH: '/l/nodejs/node_modules' })
    expect(of(false, { NODE_PATH: '/own' })).toMatchObject({ NODE_PATH: '/own' })
  })

  test('has what its entry says, but for what makes it this function', () => {
    expect(of(false, { TABLE: 't', AWS_REGION: 'us-east-1', PATH: '/mine', AWS_LAMBDA_FUNCTION_NAME: 'other' })).toMatchObject({
      TABLE: 't',
      AWS_REGION: 'us-east-1',
      PATH: '/mine',
      AWS_LAMBDA_FUNCTION_NAME: 'f',
      _HANDLER: 'a.b',
    })
  })
})
