import { once } from 'node:events'
import * as http from 'node:http'
import * as https from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { Config } from '../../../core/config/types'
import { Answerers } from '../../../core/run/answerers'
import type { TestStateResponse } from '../../../core/service/testState/types'
import { httpService } from '../../../hosts/node/tasks/http/service'
import { begin } from '../../core/interpreter/run'
import { TestTime } from '../../core/run/clock'
import { selfSigned } from '../../support/certificate'
import { service } from '../../support/service'
import { TestControl, taskCall, taskContext } from '../../support/taskContext'

const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(async () => {
  for (const server of servers.splice(0)) {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
})

async function listening<S extends Server>(server: S): Promise<number> {
  servers.push(server)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const serve = async (handler: http.RequestListener) => `http://127.0.0.1:${await listening(http.createServer(handler))}`

interface Heard {
  method: string
  url: string
  rawHeaders: string[]
  headers: http.IncomingHttpHeaders
  body: string
}

/** A server that answers with what it has heard. */
const echo = () =>
  serve(async (request, response) => {
    const { method, url, rawHeaders, headers } = request
    let body = ''
    for await (const part of request) body += part
    response.setHeader('Content-Type', 'application/json; charset=utf-8')
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    response.end(JSON.stringify({ method, url, rawHeaders, headers, body }))
  })

const arn = 'arn:aws:events:us-east-1:123456789012:connection/Pay/id'
const nothing = { headers: {}, queryParameters: {}, bodyParameters: {} }
const config = (connection: Partial<typeof nothing> = {}, more: Partial<Config> = {}): Partial<Config> => ({
  connections: new Map([['Pay', { ...nothing, ...connection }]]),
  ...more,
})
const input = (ApiEndpoint: string, more: object = {}) =>
  ({ ApiEndpoint, Method: 'GET', InvocationConfig: { ConnectionArn: arn }, ...more }) as Json
const resource = 'arn:aws:states:::http:invoke'

async function answered(given: Json, context = taskContext(config()), control = new TestControl(), time = new TestTime()) {
  return httpService(context, time.after).answer(taskCall(resource, given), control)
}

const output = async (...args: Parameters<typeof answered>) => {
  const outcome = await answered(...args)
  if (outcome?.kind !== 'succeeded') throw new Error(JSON.stringify(outcome))
  return outcome.output as unknown as { Headers: Record<string, string[]>; ResponseBody: Heard; StatusCode: number; StatusText: string }
}

describe('a call', () => {
  test('is what Step Functions sends, and its response what it makes of it', async () => {
    const url = await echo()
    const { Headers, ResponseBody, ...rest } = await output(
      input(`${url}/get`, {
        Headers: { definitionHeader: 'h1', Many: ['1', '2'] },
        RequestBody: { message: 'Hello ✓' },
        QueryParameters: { queryParam: 'q1' },
      }),
      taskContext(config({ headers: { CustomHeader1: 'v' }, queryParameters: { QueryParam1: 'w' }, bodyParameters: { BodyKey1: 'x' } })),
    )
    expect(rest).toEqual({ StatusCode: 200, StatusText: 'OK' })
    expect(Headers).toMatchObject({ 'content-type': ['application/json; charset=utf-8'], 'set-cookie': ['a=1', 'b=2'] })
    expect(ResponseBody).toMatchObject({
      method: 'GET',
      url: '/get?queryParam=q1&QueryParam1=w',
      body: '{"message":"Hello ✓","BodyKey1":"x"}',
    })
    const names = ResponseBody.rawHeaders.filter((_, i) => i % 2 === 0)
    expect(names.sort()).toEqual([
      'Connection',
      'Content-Length',
      'Content-Type',
      'CustomHeader1',
      'Host',
      'Many',
      'Many',
      'Range',
      'User-Agent',
      'definitionHeader',
    ])
    expect(ResponseBody.headers).toMatchObject({
      'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1',
      range: 'bytes=0-262144',
      'content-type': 'application/json; charset=UTF-8',
    })
  })

  test.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s', async (Method) => {
    expect((await output(input(await echo(), { Method, RequestBody: 'b' }))).ResponseBody).toMatchObject({ method: Method, body: 'b' })
    expect((await output(input(await echo(), { Method }))).ResponseBody).toMatchObject({ method: Method, body: '' })
  })

  test('HEAD has no body', async () => {
    expect(await output(input(await echo(), { Method: 'HEAD' }))).toEqual({ Headers: expect.anything(), StatusCode: 200, StatusText: 'OK' })
  })

  test('goes to what stands for its beginning', async () => {
    const url = await echo()
    const http = new Map([
      ['https://api.example.com/', 'http://127.0.0.1:1/'],
      ['https://api.example.com/v1/', `${url}/one/`],
    ])
    const given = input('https://api.example.com/v1/pay?a=1', { QueryParameters: { b: 2 } })
    expect(await answered(given, taskContext(config({}, { http })))).toMatchObject({
      source: 'endpoint',
      output: { ResponseBody: { url: '/one/pay?a=1&b=2' } },
    })
  })

  test('that would leave this computer is refused, and names where it would go', async () => {
    expect(await answered(input('https://api.example.com/x?key=secret'))).toEqual({
      kind: 'failed',
      error: 'States.Permissions',
      cause: 'The call of http at api.example.com would leave this computer: --allow-remote allows it.',
    })
  })

  test('is for others where stepthrough.json says nothing of HTTP, or the task is another', async () => {
    expect(await answered(input('https://api.example.com/'), taskContext())).toBeUndefined()
    expect(await httpService(taskContext(config())).answer(taskCall('arn:aws:states:::sns:publish', {}), new TestControl())).toBeUndefined()
  })

  test('over TLS: a certificate has to be trusted', async () => {
    const server = https.createServer(selfSigned(), (_, response) => response.end('safe'))
    const url = `https://localhost:${await listening(server)}/`
    expect(await answered(input(url))).toMatchObject({
      error: 'States.Http.Socket',
      cause: expect.stringMatching(/localhost:\d+ failed: its TLS certificate is self-signed; .* \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.$/),
    })
    const { NODE_TLS_REJECT_UNAUTHORIZED } = process.env
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      expect(await output(input(url))).toMatchObject({ ResponseBody: 'safe' })
    } finally {
      if (NODE_TLS_REJECT_UNAUTHORIZED === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = NODE_TLS_REJECT_UNAUTHORIZED
    }
  })
})

describe('a response', () => {
  const answering = (status: number, headers: http.OutgoingHttpHeaders, body: string | Buffer) =>
    serve((_, response) => response.writeHead(status, headers).end(body))
  const json = { 'content-type': 'application/problem+json' }

  test.each<[string, number, http.OutgoingHttpHeaders, string | Buffer, object]>([
    ['JSON by its type', 201, json, '{"a":[1]}', { output: { ResponseBody: { a: [1] }, StatusCode: 201, StatusText: 'Created' } }],
    ['text by its type', 200, { 'content-type': 'text/plain' }, '{"a":1}', { output: { ResponseBody: '{"a":1}' } }],
    ['no JSON though its type says so', 200, json, '{', { output: { ResponseBody: '{' } }],
    ['without a type', 200, {}, 'x', { output: { ResponseBody: 'x' } }],
    [
      'in another charset',
      200,
      { 'content-type': 'text/plain; charset=iso-8859-1' },
      Buffer.from([0xe4]),
      { output: { ResponseBody: 'ä' } },
    ],
    ['deep JSON', 200, json, '['.repeat(100_000) + ']'.repeat(100_000), { kind: 'succeeded' }],
    ['an image', 200, { 'content-type': 'image/png' }, 'x', { error: 'States.Runtime', cause: expect.stringContaining("'image/png'") }],
    ['bytes', 200, { 'content-type': 'application/octet-stream' }, 'x', { error: 'States.Runtime' }],
    ['no text', 200, {}, Buffer.from([0xff, 0xfe, 0xfd]), { error: 'States.Runtime', cause: expect.stringContaining('text') }],
    ['as long as it may be', 200, {}, 'x'.repeat(262_144), { kind: 'succeeded' }],
    ['too long', 206, {}, 'x'.repeat(262_145), { error: 'States.DataLimitExceeded' }],
    ['an error with a body', 402, json, '{"code":"declined"}', { error: 'States.Http.StatusCode.402', cause: '{"code":"declined"}' }],
    ['an error without one', 503, {}, '', { error: 'States.Http.StatusCode.503', cause: 'Service Unavailable' }],
    ['a redirect, which is not followed', 302, { location: '/other' }, '', { error: 'States.Http.StatusCode.302', cause: 'Found' }],
    ['a very long error', 500, {}, 'x'.repeat(40_000), { error: 'States.Http.StatusCode.500', cause: 'x'.repeat(32_768) }],
  ])('%s', async (_, status, headers, body, outcome) => {
    expect(await answered(input(await answering(status, headers, body)))).toMatchObject(outcome)
  })

  test('an endless one is cut off', async () => {
    const url = await serve((_, response) => {
      const more = () => response.write('x'.repeat(65_536)) && setImmediate(more)
      response.on('drain', more)
      more()
    })
    expect(await answered(input(url))).toMatchObject({ error: 'States.DataLimitExceeded' })
  })
})

describe('a call that fails on its way', () => {
  const tcp = (onSocket: (socket: Socket) => void) => listening(createTcpServer(onSocket))

  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'nobody listens',
      async () => {
        const server = createTcpServer()
        const port = await listening(server)
        await new Promise((resolve) => servers.pop()!.close(resolve))
        return `http://127.0.0.1:${port}/`
      },
      /^The HTTP call of 127\.0\.0\.1:\d+ failed: nothing listens there \(ECONNREFUSED\)\.$/,
    ],
    [
      'it hangs up',
      async () => `http://127.0.0.1:${await tcp((socket) => socket.destroy())}/`,
      /before the response had come \(ECONNRESET\)/,
    ],
    [
      'it hangs up in the middle',
      async () =>
        `http://127.0.0.1:${await tcp((socket) => {
          socket.on('error', () => {})
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx')
        })}/`,
      /\(ECONNRESET\)/,
    ],
    ['it speaks something else', async () => `http://127.0.0.1:${await tcp((socket) => socket.end('+OK POP3\r\n'))}/`, /no HTTP \(HPE_/],
    [
      'it does not speak TLS',
      async () => `https://127.0.0.1:${await tcp((socket) => socket.end('hello\r\n'))}/`,
      /127\.0\.0\.1:\d+ failed: /,
    ],
  ])('%s', async (_, open, cause) => {
    expect(await answered(input(await open()))).toMatchObject({ error: 'States.Http.Socket', cause: expect.stringMatching(cause) })
  })

  test('an address that is none', async () => {
    expect(await answered(input('https://127.0.0.1:99999/'))).toMatchObject({ error: 'States.Runtime' })
  })

  test('it is over after 60 seconds, and its socket closed', async () => {
    const time = new TestTime()
    const server = http.createServer()
    const port = await listening(server)
    const outcome = answered(input(`http://127.0.0.1:${port}/`), taskContext(config()), new TestControl(), time)
    const [request] = (await once(server, 'request')) as [http.IncomingMessage]
    const closed = once(request.socket, 'close')
    time.pass(60_000)
    expect(await outcome).toMatchObject({ error: 'States.Http.Socket', cause: `127.0.0.1:${port} did not answer within 60 seconds.` })
    await closed
    expect(time.waiting).toBe(0)
  })

  test.each<[string, (service: ReturnType<typeof httpService>, control: TestControl) => unknown]>([
    ['the state is left', (_, control) => control.abort()],
    ['the session ends', (service) => service.close()],
  ])('its socket is closed when %s', async (_, end) => {
    const server = http.createServer()
    const port = await listening(server)
    const time = new TestTime()
    const control = new TestControl()
    const tasks = httpService(taskContext(config()), time.after)
    const outcome = tasks.answer(taskCall(resource, input(`http://127.0.0.1:${port}/`)), control)
    const [request] = (await once(server, 'request')) as [http.IncomingMessage]
    const closed = once(request.socket, 'close')
    end(tasks, control)
    await closed
    await outcome
    expect(time.waiting).toBe(0)
  })
})

describe('what a connection adds', () => {
  const environment = { PAY_TOKEN: 'tok-9f8e7d6c' }
  const connection = {
    headers: { Authorization: 'Bearer ${PAY_TOKEN}' },
    queryParameters: { key: '${PAY_TOKEN}' },
    bodyParameters: { secret: '${PAY_TOKEN}' },
  }

  test('is sent, and is nowhere in the history', async () => {
    let heard = ''
    const url = await serve(async (request, response) => {
      for await (const part of request) heard += part
      heard += request.url + JSON.stringify(request.headers)
      response.writeHead(heard.includes('/fail') ? 401 : 200, { 'content-type': 'application/json', 'x-echo': environment.PAY_TOKEN })
      response.end(JSON.stringify({ echo: heard }))
    })
    const task = (path: string, more: object) => ({
      Type: 'Task',
      Resource: resource,
      Parameters: input(`${url}${path}`, { Method: 'POST' }),
      ...more,
    })
    const tasks = httpService(taskContext(config(connection), { environment }))
    const answerers = new Answerers({ binding: tasks.answer })
    const execution = begin(
      { StartAt: 'A', States: { A: task('/ok', { Next: 'B' }), B: task('/fail', { End: true }) } },
      { task: answerers.answer, remember: true },
    )
    await execution.run()
    expect(heard.match(/tok-9f8e7d6c/g)?.length).toBeGreaterThan(5)
    expect(execution.error).toBe('States.Http.StatusCode.401')
    const all = JSON.stringify([
      execution.cause,
      execution.journal,
      Array.from({ length: execution.history.length }, (_, i) => execution.history.event(i)),
    ])
    expect(all).toContain('${PAY_TOKEN}')
    expect(all).not.toContain('tok-9f8e7d6c')
  })

  test.each([
    [false, 'INFO', undefined],
    [false, 'DEBUG', undefined],
    [false, 'TRACE', 'shown'],
    [true, 'TRACE', 'revealed'],
  ])('TestState with revealSecrets %s at level %s: %s', async (revealSecrets, inspectionLevel, shows) => {
    const url = await echo()
    const sfn = service({ binding: httpService(taskContext(config(connection), { environment })).answer })
    const definition = JSON.stringify({
      Type: 'Task',
      Resource: resource,
      Parameters: input(`${url}/get`, { Headers: { own: 'h' }, QueryParameters: { q: 1 }, RequestBody: { m: 1 } }),
      End: true,
    })
    const roleArn = 'arn:aws:iam::123456789012:role/r'
    const result = await sfn.call<TestStateResponse>('TestState', { definition, roleArn, inspectionLevel, revealSecrets })
    if ('error' in result) throw new Error(result.error.message)
    const { status, inspectionData } = result.response
    expect(status).toBe('SUCCEEDED')
    const own = { protocol: 'http', method: 'GET' }
    const end = 'User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144]'
    expect(inspectionData?.request).toEqual(
      shows === undefined
        ? undefined
        : shows === 'shown'
          ? { ...own, url: `${url}/get?q=1`, headers: `[own: h, ${end}`, body: '{"m":1}' }
          : {
              ...own,
              url: `${url}/get?q=1&key=tok-9f8e7d6c`,
              headers: `[own: h, Authorization: Bearer tok-9f8e7d6c, ${end}`,
              body: '{"m":1,"secret":"tok-9f8e7d6c"}',
            },
    )
    if (shows !== undefined) {
      expect(inspectionData?.response).toMatchObject({
        protocol: 'http',
        statusCode: '200',
        statusMessage: 'OK',
        headers: expect.stringContaining('set-cookie: a=1, set-cookie: b=2'),
      })
      expect(JSON.stringify(inspectionData?.response).includes('tok-9f8e7d6c')).toBe(shows === 'revealed')
    } else expect(inspectionData?.response).toBeUndefined()
  })
})
