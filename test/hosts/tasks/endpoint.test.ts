import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { bindTasks } from '../../../hosts/node/tasks/bind'
import { portOf } from '../../../hosts/node/tasks/endpoint/address'
import { WorkerSession } from '../../../hosts/node/tasks/endpoint/session'
import { begin, ending } from '../../core/interpreter/run'

const arn = 'arn:aws:states:us-east-1:123456789012:activity:pack'
let session: WorkerSession
let client: SFNClient
let url: string

const clientAt = (endpoint: string) =>
  new SFNClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, maxAttempts: 1 })

beforeEach(async () => {
  session = new WorkerSession()
  url = await session.address()
  client = clientAt(url)
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

/** The polls that come to the session, one by one: each has what its worker gets. */
function polling() {
  const came: { readonly task: ReturnType<WorkerSession['activities']['poll']> }[] = []
  let tell = () => {}
  const { activities } = session
  const poll = activities.poll.bind(activities)
  activities.poll = (...args) => {
    const task = poll(...args)
    came.push({ task })
    tell()
    return task
  }
  return {
    async next() {
      while (came.length === 0) await new Promise<void>((resolve) => (tell = resolve))
      return came.shift()!
    },
  }
}

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
  const polls = polling()
  const poll = client.send(new GetActivityTaskCommand({ activityArn: arn, workerName: 'w' }))
  await polls.next()
  const { execution, over } = started(arn, () => undefined)
  const { taskToken, input } = await poll
  expect(input).toBe('{"order":1}')
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '"packed"' }))
  await over
  expect(execution.output).toBe('packed')
})

test('a worker that hangs up gets no task: the next one does', async () => {
  const polls = polling()
  const abort = new AbortController()
  const gone = refused(client.send(new GetActivityTaskCommand({ activityArn: arn }), { abortSignal: abort.signal }))
  const first = await polls.next()
  const other = client.send(new GetActivityTaskCommand({ activityArn: arn, workerName: 'other' }))
  await polls.next()
  abort.abort()
  expect(await gone).toMatch(/^AbortError/)
  expect(await first.task).toBeUndefined()
  const { over, execution } = started(arn, () => undefined)
  const { taskToken } = await other
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))
  await over
  expect(execution.output).toBe(1)
})

describe('an activity', () => {
  const unmocked: Answerer = () => ({ kind: 'succeeded', output: 'unmocked' })
  const heldPort = async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const release = () => new Promise((resolve) => server.close(resolve))
    return { port: (server.address() as AddressInfo).port, release }
  }

  /** A run beside a stepthrough.json with these activities. */
  async function run(activities: Record<string, string>, print: (line: string) => void = () => {}) {
    const folder = mkdtempSync(join(tmpdir(), 'stepthrough-'))
    writeFileSync(join(folder, 'stepthrough.json'), JSON.stringify({ activities }))
    const bound = await bindTasks({
      program: join(folder, 'm.asl.json'),
      region: 'us-east-1',
      account: '123456789012',
      remote: false,
      howToAllow: '',
      print: (_, line) => void print(line),
    })
    if (!('tasks' in bound)) throw new Error(JSON.stringify(bound.problems))
    const binding = bound.tasks.answerer({ open: new OpenTasks(), execution: () => execution })
    const answerers = new Answerers({ binding, unmocked }, { sources: new Set(['binding']), clock: () => performance.now(), after })
    const execution = begin({ StartAt: 'A', States: { A: { Type: 'Task', Resource: arn, End: true } } }, { task: answerers.answer })
    const end = async () => {
      await execution.run()
      await bound.tasks.close()
      rmSync(folder, { recursive: true })
      return execution
    }
    return { end }
  }

  test('that stepthrough.json gives an address is answered by the workers there', async () => {
    const { port, release } = await heldPort()
    await release()
    let listening = (_: string) => {}
    const said = new Promise<string>((resolve) => (listening = resolve))
    const { end } = await run({ other: 'http://127.0.0.1:1', '*': `http://127.0.0.1:${port}` }, listening)
    const ended = end()
    expect(await said).toBe(`waits for a worker that polls ${arn} at http://127.0.0.1:${port}`)
    const worker = clientAt(`http://localhost:${port}`)
    const { taskToken } = await worker.send(new GetActivityTaskCommand({ activityArn: arn }))
    await worker.send(new SendTaskSuccessCommand({ taskToken, output: '"packed"' }))
    expect((await ended).output).toBe('packed')
    worker.destroy()
  })

  test('that nobody gives an address is left to others', async () => {
    expect((await (await run({})).end()).output).toBe('unmocked')
  })

  test.each<[string, (port: number) => Record<string, string>, RegExp]>([
    [
      'an address that another program has',
      (port) => ({ pack: `http://127.0.0.1:${port}` }),
      /"pack" .* cannot be opened: another program has this port\.$/,
    ],
    ['two that are meant', () => ({ 'p*k': 'http://127.0.0.1:1', 'pa*': 'http://127.0.0.1:2' }), /both match "pack"/],
  ])('has no answer with %s', async (_, activities, cause) => {
    const { port, release } = await heldPort()
    const { error, cause: told } = await (await run(activities(port))).end()
    await release()
    expect([error, told]).toEqual(['States.Runtime', expect.stringMatching(cause)])
  })

  test.each([
    ['http://127.0.0.1:8083', 8083],
    ['http://localhost/', 80],
    ['http://[::1]:9', 9],
    ['https://127.0.0.1:8083', undefined],
    ['http://10.0.0.1:8083', undefined],
    ['8083', undefined],
  ])('the port of %s is %s', (address, port) => expect(portOf(address)).toBe(port))
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
