import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import {
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { activityWorkers } from '../../../core/run/activities'
import type { Answerer } from '../../../core/run/answerer'
import { Answerers } from '../../../core/run/answerers'
import { withCallbacks } from '../../../core/run/callbacks'
import { OpenTasks } from '../../../core/run/openTasks'
import { after } from '../../../hosts/node/after'
import { WorkerSession } from '../../../hosts/node/tasks/endpoint/session'
import { begin, ending } from '../../core/interpreter/run'

const arn = 'arn:aws:states:us-east-1:123456789012:activity:pack'
let session: WorkerSession
let client: SFNClient
let url: string

beforeEach(async () => {
  session = new WorkerSession()
  url = await session.address()
  client = new SFNClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  })
})
afterEach(async () => {
  client.destroy()
  await session.close()
})

/** Runs one task, for which code is called that has its token. */
function started(Resource: string, submit: Answerer, more: object = {}) {
  const wait = { tokens: session.tokens, open: new OpenTasks(), execution: () => execution }
  const workers = activityWorkers(wait, session.activities)
  const submitted = withCallbacks(wait, submit)
  const binding: Answerer = (call, control) => workers(call, control) ?? submitted(call, control)
  const answerers = new Answerers({ binding }, { sources: new Set(['binding']), clock: () => performance.now(), after })
  const execution = begin(
    { StartAt: 'A', States: { A: { Type: 'Task', Resource, Parameters: { order: 1 }, End: true, ...more } } },
    { task: answerers.answer },
  )
  return { execution, over: execution.run() }
}

const callback = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'
const queue = { Parameters: { QueueUrl: 'q', MessageBody: 'm' } }

/** The name of the error that the client throws. */
const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'not refused',
    (error: Error) => `${error.name}: ${error.message}`,
  )

test('code answers a callback with the SDK; what comes too late is refused', async () => {
  let taskToken = ''
  const submit: Answerer = async (call) => {
    taskToken = call.taskToken!
    await client.send(new SendTaskHeartbeatCommand({ taskToken }))
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"ok":true}' }))
    return { kind: 'succeeded', output: { MessageId: 'm' } }
  }
  const { execution, over } = started(callback, submit, queue)
  await over
  expect(ending(execution)).toEqual({ ok: true })
  const gone = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'"
  expect(await refused(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' })))).toBe(gone)
  expect(await refused(client.send(new SendTaskHeartbeatCommand({ taskToken })))).toBe(gone)
  expect(await refused(client.send(new SendTaskFailureCommand({ taskToken: 'of another session' })))).toMatch(/^InvalidToken/)
  expect(await refused(client.send(new SendTaskSuccessCommand({ taskToken, output: '{' })))).toMatch(/^InvalidOutput/)
})

test('code fails a callback, and a Catcher takes it', async () => {
  const submit: Answerer = async ({ taskToken }) => {
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Declined', cause: 'no' }))
    return { kind: 'succeeded', output: null }
  }
  const { execution, over } = started(callback, submit, { ...queue, Catch: [{ ErrorEquals: ['Declined'], Next: 'B' }] })
  await over
  expect(execution.error).toBe('States.Runtime')
  expect(execution.cause).toContain('B')
})

test('a worker polls, takes a task and answers it', async () => {
  const poll = client.send(new GetActivityTaskCommand({ activityArn: arn, workerName: 'w' }))
  const { execution, over } = started(arn, () => undefined)
  const { taskToken, input } = await poll
  expect(input).toBe('{"order":1}')
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '"packed"' }))
  await over
  expect(execution.output).toBe('packed')
})

test('a worker that hangs up gets no task: the next one does', async () => {
  const abort = new AbortController()
  const gone = refused(client.send(new GetActivityTaskCommand({ activityArn: arn }), { abortSignal: abort.signal }))
  const other = client.send(new GetActivityTaskCommand({ activityArn: arn, workerName: 'other' }))
  abort.abort()
  expect(await gone).toMatch(/^AbortError/)
  const { over, execution } = started(arn, () => undefined)
  const { taskToken } = await other
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))
  await over
  expect(execution.output).toBe(1)
})

test('what is no activity is refused', async () => {
  expect(await refused(client.send(new GetActivityTaskCommand({ activityArn: 'x' })))).toMatch(/^InvalidArn/)
  expect(await refused(client.send(new GetActivityTaskCommand({ activityArn: arn.replace('activity', 'execution') })))).toMatch(
    /^InvalidArn/,
  )
})

test('it ends while workers poll', async () => {
  const poll = refused(client.send(new GetActivityTaskCommand({ activityArn: arn })))
  await refused(client.send(new SendTaskHeartbeatCommand({ taskToken: 'x' })))
  await session.close()
  expect(await poll).not.toBe('not refused')
})

describe('a request that is none of an SDK', () => {
  const target = { 'X-Amz-Target': 'AWSStepFunctions.SendTaskHeartbeat', 'Content-Type': 'application/x-amz-json-1.0' }
  async function send(headers: Record<string, string>, body: string, method = 'POST') {
    const outgoing = request(url, { method, headers, agent: false })
    outgoing.on('error', () => {})
    outgoing.end(body)
    const [response] = await once(outgoing, 'response')
    let text = ''
    for await (const part of response) text += part
    return { status: response.statusCode, type: JSON.parse(text).__type, id: response.headers['x-amzn-requestid'] }
  }

  test.each<[string, Record<string, string>, string, string, number, string]>([
    ['of a page in a browser', { ...target, Origin: 'https://evil.example' }, '{}', 'POST', 403, 'AccessDeniedException'],
    ['of a page of its own address', { ...target, Origin: 'null' }, '{}', 'POST', 403, 'AccessDeniedException'],
    [
      'that a browser makes without saying where',
      { ...target, 'Sec-Fetch-Site': 'cross-site' },
      '{}',
      'POST',
      403,
      'AccessDeniedException',
    ],
    ['to a name that leads here', { ...target, Host: 'evil.example' }, '{}', 'POST', 403, 'AccessDeniedException'],
    ['a preflight', { Origin: 'https://evil.example' }, '', 'OPTIONS', 403, 'AccessDeniedException'],
    ['of another method', {}, '', 'GET', 405, 'AccessDeniedException'],
    [
      'for an action that is not here',
      { 'X-Amz-Target': 'AWSStepFunctions.ListExecutions' },
      '{}',
      'POST',
      400,
      'UnknownOperationException',
    ],
    ['for no action', {}, '{}', 'POST', 400, 'UnknownOperationException'],
    ['for __proto__', { 'X-Amz-Target': 'AWSStepFunctions.__proto__' }, '{}', 'POST', 400, 'UnknownOperationException'],
    ['that is no JSON', target, '{', 'POST', 400, 'SerializationException'],
    ['that is nothing', target, '', 'POST', 400, 'SerializationException'],
    ['that is too long', target, 'x'.repeat(2_200_000), 'POST', 413, 'RequestEntityTooLargeException'],
    ['with a member that is missing', target, '{}', 'POST', 400, 'ValidationException'],
  ])('%s', async (_, headers, body, method, status, type) => {
    expect(await send(headers, body, method)).toEqual({ status, type, id: expect.stringMatching(/^[\da-f-]{36}$/) })
  })

  test('nobody but this computer can connect', () => {
    expect(new URL(url).hostname).toBe('127.0.0.1')
  })

  test('one that breaks off leaves it as it was', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(`POST / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 100\r\n\r\n{`)
    await once(socket, 'connect')
    socket.destroy()
    expect(await refused(client.send(new SendTaskHeartbeatCommand({ taskToken: 'x' })))).toMatch(/^InvalidToken/)
  })
})
