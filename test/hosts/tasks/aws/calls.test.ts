import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import type { Control } from '../../../../core/run/answerer'
import { type AwsService, awsService } from '../../../../hosts/node/tasks/aws'
import { awsAt, callOf, contextWith, noControl } from '../../../support/aws/calls'

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

type Asked = { readonly target: string; readonly headers: IncomingMessage['headers']; readonly body: Record<string, Json> }

/** A server of one of AWS's JSON protocols, which answers by the action; undefined: it never does. */
async function serverOf(answers: (asked: Asked) => object | undefined): Promise<{ url: string; asked: Asked[]; server: Server }> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const one = { target: String(request.headers['x-amz-target']).replace(/^.*\./, ''), headers: request.headers, body: JSON.parse(text) }
    asked.push(one)
    const answer = answers(one)
    if (answer === undefined) return
    const failed = '__type' in answer
    response
      .writeHead(failed ? 400 : 200, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': 'r' })
      .end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server }
}

const serviceWith = (...context: Parameters<typeof contextWith>): AwsService => {
  const made = awsService(contextWith(...context))
  ends.push(() => made.close())
  return made
}

const execution = (status: string) => ({
  executionArn: 'arn:e',
  stateMachineArn: 'arn:m',
  name: 'child',
  status,
  startDate: 1_700_000_000.5,
  input: '{"a":1}',
  inputDetails: { included: true },
  ...(status === 'SUCCEEDED' && { output: '{"b":2}', outputDetails: { included: true } }),
  ...(status === 'FAILED' && { error: 'Oops', cause: 'no' }),
})

function stepFunctions(statuses: string[]) {
  return serverOf(({ target }) =>
    target === 'StartExecution'
      ? { executionArn: 'arn:e', startDate: 1_700_000_000.5 }
      : execution(statuses.length > 1 ? statuses.shift()! : statuses[0]!),
  )
}

const described = {
  ExecutionArn: 'arn:e',
  InputDetails: { Included: true },
  Name: 'child',
  StartDate: 1_700_000_000_500,
  StateMachineArn: 'arn:m',
}
const submitted = {
  ExecutionArn: 'arn:e',
  StartDate: 1_700_000_000_500,
  SdkHttpMetadata: expect.any(Object),
  SdkResponseMetadata: { RequestId: 'r' },
}
const start = { StateMachineArn: 'arn:m', Input: { a: 1 } }

test.each<[string, string[], object]>([
  ['states:startExecution', [], { kind: 'succeeded', output: submitted }],
  [
    'states:startExecution.sync',
    ['RUNNING', 'RUNNING', 'SUCCEEDED'],
    {
      kind: 'succeeded',
      submitted,
      output: { ...described, Status: 'SUCCEEDED', Input: '{"a":1}', Output: '{"b":2}', OutputDetails: { Included: true } },
    },
  ],
  [
    'states:startExecution.sync:2',
    ['SUCCEEDED'],
    {
      kind: 'succeeded',
      submitted,
      output: { ...described, Status: 'SUCCEEDED', Input: { a: 1 }, Output: { b: 2 }, OutputDetails: { Included: true } },
    },
  ],
  [
    'states:startExecution.sync',
    ['FAILED'],
    { kind: 'failed', submitted, error: 'States.TaskFailed', cause: expect.stringContaining('"Error":"Oops","Cause":"no"') },
  ],
])('a nested execution by an endpoint: %s %j', async (resource, statuses, outcome) => {
  const { url, asked } = await stepFunctions(statuses)
  const aws = serviceWith(awsAt({ states: url }))
  expect(await aws.answer(callOf(resource, start), noControl)).toEqual({ ...outcome, source: 'endpoint' })
  expect(asked[0]!.body).toEqual({ stateMachineArn: 'arn:m', input: '{"a":1}' })
})

test('times of AWS SDK integrations are texts', async () => {
  const { url } = await stepFunctions([])
  const aws = serviceWith(awsAt({ sfn: url }))
  const outcome = await aws.answer(callOf('aws-sdk:sfn:startExecution', { StateMachineArn: 'arn:m' }), noControl)
  expect(outcome).toMatchObject({ output: { ExecutionArn: 'arn:e', StartDate: '2023-11-14T22:13:20.500Z' } })
})

test('a task that waits for its token is submitted, and nothing else', async () => {
  const { url } = await serverOf(() => ({ MessageId: '1', MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592' }))
  const aws = serviceWith(awsAt({ sqs: url }))
  const call = callOf('sqs:sendMessage.waitForTaskToken', { QueueUrl: `${url}/0/q`, MessageBody: 'hello' })
  expect(aws.answer(call, noControl)).toBeUndefined()
  expect(await aws.submit(call, noControl)).toMatchObject({ kind: 'submitted', response: { MessageId: '1' }, source: 'endpoint' })
  expect(aws.submit(callOf('sqs:sendMessage', {}), noControl)).toBeUndefined()
  expect(await aws.submit(callOf('sqs:sendMessage.waitForTaskToken', { MessageBody: 'x' }), noControl)).toMatchObject({
    kind: 'failed',
    error: 'States.Runtime',
  })
})

test.each(['lambda:invoke', 'http:invoke', 'sqs:sendMessage'])('%s is for somebody else where nothing is said of it', (resource) => {
  expect(serviceWith(undefined).answer(callOf(resource, {}), noControl)).toBeUndefined()
})

test('tokens of this session are answered at its own endpoint, without any configuration', async () => {
  const { url, asked } = await serverOf(() => ({}))
  const aws = serviceWith(undefined, { stepFunctionsEndpoint: () => Promise.resolve(url) })
  const outcome = await aws.answer(callOf('aws-sdk:sfn:sendTaskSuccess', { TaskToken: 't', Output: '{}' }), noControl)
  expect(outcome).toEqual({ kind: 'succeeded', output: {}, source: 'endpoint' })
  expect(asked.map(({ target, body }) => [target, body])).toEqual([['SendTaskSuccess', { taskToken: 't', output: '{}' }]])
  expect(aws.answer(callOf('aws-sdk:sfn:listStateMachines', {}), noControl)).toBeUndefined()
})

test.each<[Parameters<typeof contextWith>, string]>([
  [[{ services: new Map() }], 'The call of sqs at sqs.us-east-1.amazonaws.com would leave this computer: --allow-remote allows it.'],
  [[awsAt({ sqs: 'https://sqs.example.com' })], 'The call of sqs at sqs.example.com would leave this computer: --allow-remote allows it.'],
  [[awsAt({ sqs: 'nowhere' })], 'The address of sqs, "nowhere", is no URL.'],
])('what would leave this computer is refused before anything is connected: %#', async (context, cause) => {
  const aws = serviceWith(...context)
  expect(await aws.answer(callOf('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x' }), noControl)).toMatchObject({
    kind: 'failed',
    error: 'States.Permissions',
    cause,
  })
})

test('a server on this computer gets no real credentials', async () => {
  const { url, asked } = await serverOf(() => ({ MessageId: '1' }))
  const environment = { AWS_ACCESS_KEY_ID: 'REALKEY', AWS_SECRET_ACCESS_KEY: 'real', AWS_SESSION_TOKEN: 'token', AWS_ENDPOINT_URL_SQS: url }
  const aws = serviceWith(undefined, { environment, remote: true })
  await aws.answer(callOf('aws-sdk:sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x' }), noControl)
  expect(asked[0]!.headers.authorization).toContain('Credential=local/')
  expect(JSON.stringify(asked)).not.toMatch(/REALKEY|"token"/)
})

test('a server that is not there is an error of the client, at once', async () => {
  const { url, server } = await serverOf(() => ({}))
  await new Promise((resolve) => server.close(resolve))
  const aws = serviceWith(awsAt({ dynamodb: url }))
  expect(await aws.answer(callOf('dynamodb:getItem', { TableName: 't', Key: {} }), noControl)).toMatchObject({
    error: 'DynamoDB.SdkClientException',
    cause: expect.stringContaining(`dynamodb at ${url}: connect ECONNREFUSED`),
  })
})

test('a password in an address is not told', async () => {
  const { url, server } = await serverOf(() => ({}))
  await new Promise((resolve) => server.close(resolve))
  const aws = serviceWith(awsAt({ dynamodb: url.replace('//', '//me:secret@') }))
  const outcome = await aws.answer(callOf('dynamodb:getItem', { TableName: 't', Key: {} }), noControl)
  expect(outcome).toMatchObject({ cause: expect.stringContaining(url) })
  expect(JSON.stringify(outcome)).not.toContain('secret')
})

test('a task that is cut short ends its request', async () => {
  let abort = () => {}
  const control: Control = { ...noControl, onAbort: (listener) => (abort = listener) }
  const { url, server } = await serverOf(() => {
    abort()
    return undefined
  })
  const closed = new Promise<void>((resolve) => server.on('connection', (socket) => socket.once('close', () => resolve())))
  await serviceWith(awsAt({ sqs: url })).answer(callOf('aws-sdk:sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x' }), control)
  await closed
})

test('a job that is cut short is asked for no more', async () => {
  let abort = () => {}
  const control: Control = { ...noControl, onAbort: (listener) => (abort = listener) }
  const { url, asked } = await serverOf(({ target }) => {
    if (target === 'DescribeExecution') abort()
    return target === 'StartExecution' ? { executionArn: 'arn:e', startDate: 1 } : execution('RUNNING')
  })
  await serviceWith(awsAt({ states: url })).answer(callOf('states:startExecution.sync', start), control)
  expect(asked.map(({ target }) => target)).toEqual(['StartExecution', 'DescribeExecution'])
})

/** A folder in which a client is installed. */
function folderWith(name: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'stepthrough-'))
  ends.push(() => rmSync(folder, { recursive: true }))
  const client = join(folder, 'node_modules', name)
  mkdirSync(client, { recursive: true })
  writeFileSync(join(client, 'index.js'), source)
  return folder
}

const aws = { services: new Map() }
const kinesis = callOf('aws-sdk:kinesis:putRecord', { StreamName: 's', Data: { a: 1 }, PartitionKey: 'p' })

test('another service is called by the client that is installed beside the definition', async () => {
  const folder = folderWith(
    '@aws-sdk/client-kinesis',
    `exports.PutRecord$ = [9, 'n', 'PutRecord', 0, () => [3, 'n', 'In', 0, ['StreamName', 'Data', 'PartitionKey'], [0, 21, 0], 3], () => [3, 'n', 'Out', 0, ['ShardId', 'Data'], [0, 21]]]
exports.PutRecordCommand = class { constructor(input) { this.input = input; this.middlewareStack = { add() {} } } }
exports.KinesisClient = class { constructor(options) { this.options = options } destroy() {} async send({ input }) { return { ShardId: this.options.region, Data: input.Data, $metadata: { httpStatusCode: 200 } } } }`,
  )
  const outcome = await serviceWith({ ...aws, region: 'eu-west-1' }, { folder, remote: true }).answer(kinesis, noControl)
  expect(outcome).toEqual({ kind: 'succeeded', output: { ShardId: 'eu-west-1', Data: '{"a":1}' }, source: 'aws' })
})

test('a client that is not installed is named', async () => {
  const folder = folderWith('nothing', '')
  expect(await serviceWith(aws, { folder, remote: true }).answer(kinesis, noControl)).toMatchObject({
    kind: 'unanswered',
    cause: `Kinesis is called by the package @aws-sdk/client-kinesis, which is not installed in ${folder}: install it there ("npm install --save-dev @aws-sdk/client-kinesis"). Or give the task a response in a mock file.`,
  })
})

test.each([
  ['exports.PutRecordCommand = class {}; exports.KinesisClient = class { destroy() {} }', 'is too old: install the latest one'],
  ['exports.KinesisClient = class { destroy() {} }', 'has no action "putRecord"'],
])('a client that cannot be used is named: %s', async (source, cause) => {
  const folder = folderWith('@aws-sdk/client-kinesis', source)
  expect(await serviceWith(aws, { folder, remote: true }).answer(kinesis, noControl)).toMatchObject({
    kind: 'unanswered',
    cause: expect.stringContaining(cause),
  })
})
