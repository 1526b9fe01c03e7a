import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { functions } from './functions'

const echo = {
  'a.js':
    'exports.handler = async (event, context) => { console.log("seen"); if (event?.fail) throw new TypeError("no"); return event?.context ? context.clientContext : event }',
}
const entries = { a: { handler: 'a.handler' } }

test('lambda:invoke hands on the response as recorded', async () => {
  const f = functions(echo, entries)
  const text = expect.any(String)
  const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
  expect(await f.request({ FunctionName: 'a', Payload: { n: 1 } })).toEqual({
    kind: 'succeeded',
    output: {
      ExecutedVersion: '$LATEST',
      Payload: { n: 1 },
      SdkHttpMetadata: {
        AllHttpHeaders: {
          'X-Amz-Executed-Version': ['$LATEST'],
          'x-amzn-Remapped-Content-Length': ['0'],
          Connection: ['keep-alive'],
          'x-amzn-RequestId': [id],
          'Content-Length': ['7'],
          Date: [text],
          'X-Amzn-Trace-Id': [text],
          'Content-Type': ['application/json'],
        },
        HttpHeaders: {
          Connection: 'keep-alive',
          'Content-Length': '7',
          'Content-Type': 'application/json',
          Date: text,
          'X-Amz-Executed-Version': '$LATEST',
          'x-amzn-Remapped-Content-Length': '0',
          'x-amzn-RequestId': id,
          'X-Amzn-Trace-Id': text,
        },
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: id },
      StatusCode: 200,
    },
    source: 'function',
  })
})

test('the function is named in each of Lambda’s ways', async () => {
  const f = functions(echo, { ...entries, 'glob-*': { handler: 'a.handler' } })
  const names = ['a', 'a:7', 'arn:aws:lambda:us-east-1:123456789012:function:a', '123456789012:function:a:live', 'glob-x']
  const versions = await Promise.all(
    names.map(async (FunctionName) => {
      const outcome = await f.request({ FunctionName, Payload: {} })
      return outcome?.kind === 'succeeded' && (outcome.output as { ExecutedVersion: string }).ExecutedVersion
    }),
  )
  expect(versions).toEqual(['$LATEST', '7', '$LATEST', '$LATEST', '$LATEST'])
  expect(await f.request({ FunctionName: 'other' })).toBeUndefined()
  expect(await f.request({ FunctionName: 'a' }, 'arn:aws:states:::sqs:sendMessage')).toBeUndefined()
  expect(await f.request({ FunctionName: 'a' }, 'arn:aws:states:::lambda:invoke.waitForTaskToken')).toBeUndefined()
})

test('a payload is sent as Step Functions sends it', async () => {
  const f = functions(echo, entries)
  const answered = async (parameters: object) => {
    const outcome = await f.request({ FunctionName: 'a', ...parameters })
    return outcome?.kind === 'succeeded' ? (outcome.output as { Payload: unknown }).Payload : outcome
  }
  // recorded: a text is the event's JSON
  for (const [text, value] of [
    ['{}', {}],
    ['0.0', 0],
    ['true', true],
    ['"Hello"', 'Hello'],
    ['[]', []],
  ])
    expect(await answered({ Payload: text })).toEqual(value)
  expect(await answered({})).toEqual({})
  expect(await answered({ Payload: null })).toEqual({})
  expect(await answered({ Payload: 'no JSON' })).toMatchObject({ kind: 'failed', error: 'Lambda.InvalidRequestContentException' })
  const custom = Buffer.from('{"custom":{"a":1}}').toString('base64')
  expect(await answered({ Payload: { context: true }, ClientContext: custom })).toEqual({ custom: { a: 1 } })
  expect(await answered({ ClientContext: 'no Base64' })).toMatchObject({ kind: 'failed', error: 'Lambda.InvalidRequestContentException' })
  expect(await f.request({ Payload: {} })).toEqual({
    kind: 'failed',
    error: 'States.Runtime',
    cause: `The Parameters '{"Payload":{}}' could not be used to start the Task: [The field 'FunctionName' is required but was missing]`,
  })
  expect(await answered({ InvocationType: 'Later' })).toMatchObject({ kind: 'failed', error: 'States.Runtime' })
})

test('errors by each way of calling', async () => {
  const f = functions(echo, entries)
  const direct = await f.call('a', { fail: true })
  expect(direct).toMatchObject({ kind: 'failed', error: 'TypeError', cause: expect.stringContaining('"errorMessage":"no"') })
  expect(await f.request({ FunctionName: 'a', Payload: { fail: true } })).toMatchObject({ kind: 'failed', error: 'TypeError' })
  // an SDK integration hands on what the API responds
  expect(await f.request({ FunctionName: 'a', Payload: { fail: true } }, 'arn:aws:states:::aws-sdk:lambda:invoke')).toMatchObject({
    kind: 'succeeded',
    output: { FunctionError: 'Unhandled', StatusCode: 200, Payload: expect.stringContaining('"errorType":"TypeError"') },
  })
})

test('LogType Tail, DryRun and Event', async () => {
  const f = functions(
    { ...echo, 'slow.js': 'exports.handler = async () => { await new Promise((r) => setTimeout(r, 50)); console.log("done") }' },
    { ...entries, slow: { handler: 'slow.handler' } },
  )
  const tail = (await f.request({ FunctionName: 'a', Payload: 1, LogType: 'Tail' })) as unknown as { output: { LogResult: string } }
  expect(Buffer.from(tail.output.LogResult, 'base64').toString()).toMatch(
    /^START RequestId: \S+ Version: \$LATEST\nseen\nEND RequestId: \S+\nREPORT RequestId: \S+\tDuration: /,
  )
  expect(await f.request({ FunctionName: 'a', InvocationType: 'DryRun' })).toMatchObject({ output: { StatusCode: 204, Payload: '' } })
  expect(await f.request({ FunctionName: 'slow', InvocationType: 'Event' })).toMatchObject({ output: { StatusCode: 202, Payload: '' } })
  expect(f.printed).not.toContain('slow: done')
  await f.request({ FunctionName: 'a', InvocationType: 'Event', Payload: { fail: true } })
  await f.settled()
  expect(f.printed).toContain('slow: done')
  expect(f.printed.some((line) => line.startsWith('a: An asynchronous call has failed: {"errorType":"TypeError"'))).toBe(true)
})

test('two globs of one length are an error, and a foreign runtime is left to others', async () => {
  const f = functions(echo, {
    'a*': { handler: 'a.handler' },
    '*b': { handler: 'a.handler' },
    java: { handler: 'x.Y::z', runtime: 'java21' },
  })
  expect(await f.call('ab')).toMatchObject({ kind: 'unanswered', cause: expect.stringContaining('"a*"') })
  expect(await f.call('java')).toBeUndefined()
  expect(await f.call('java')).toBeUndefined()
  expect(f.printed).toEqual([expect.stringContaining('java21')])
})

test('a command speaks the Runtime API itself', async () => {
  const f = functions(
    {
      'bootstrap.js': `
        const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/'
        const main = async () => {
          for (;;) {
            const next = await fetch(api + 'next')
            const event = await next.json()
            const id = next.headers.get('lambda-runtime-aws-request-id')
            const body = event === 'text' ? 'no JSON' : JSON.stringify({ event, args: process.argv.slice(2), soon: Number(next.headers.get('lambda-runtime-deadline-ms')) > Date.now() })
            await fetch(api + id + '/response', { method: 'POST', body })
          }
        }
        main()`,
    },
    { a: { command: ['node', './bootstrap.js', '--flag'] }, none: { command: ['./not-there'] } },
  )
  expect(await f.call('a', 1)).toEqual({ kind: 'succeeded', output: { event: 1, args: ['--flag'], soon: true }, source: 'function' })
  expect(await f.call('a', 'text')).toMatchObject({ kind: 'failed', error: 'Runtime.MarshalError' })
  expect(await f.call('none')).toMatchObject({
    kind: 'failed',
    error: 'Runtime.InvalidEntrypoint',
    cause: expect.stringContaining('no such file'),
  })
})

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const seen: Seen[] = []
/** A Lambda Invoke endpoint, as far as a client sees one. */
const endpoint = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const { method, url = '', headers } = request
    const body = Buffer.concat(chunks).toString()
    seen.push({ method, url, headers, body })
    if (url.includes('/missing/'))
      response
        .writeHead(404, { 'x-amzn-ErrorType': 'ResourceNotFoundException:http://x', 'x-amzn-RequestId': 'r-1' })
        .end('{"Message":"Function not found: missing"}')
    else if (url.includes('/fails/'))
      response.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' }).end('{"errorType": "E", "errorMessage": "m"}')
    else if (url.includes('/untyped/')) response.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' }).end('{"errorMessage":"x"}')
    else response.writeHead(200, { 'X-Amz-Executed-Version': '3' }).end(body)
  })
}).listen(0, '127.0.0.1')
afterAll(() => endpoint.close())
const address = () => `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`

test('functions at a Lambda endpoint', async () => {
  const f = functions({}, { '*': { endpoint: `${address()}/` } })
  expect(await f.call('there', { n: 1 })).toEqual({ kind: 'succeeded', output: { n: 1 }, source: 'endpoint' })
  expect(await f.request({ FunctionName: 'there', Payload: [1], Qualifier: 'live', LogType: 'Tail', ClientContext: 'e30=' })).toMatchObject(
    {
      output: { ExecutedVersion: '3', Payload: [1], StatusCode: 200 },
    },
  )
  expect(seen.at(-1)).toMatchObject({
    method: 'POST',
    url: '/2015-03-31/functions/there/invocations?Qualifier=live',
    headers: { 'x-amz-invocation-type': 'RequestResponse', 'x-amz-log-type': 'Tail', 'x-amz-client-context': 'e30=' },
    body: '[1]',
  })
  expect(await f.call('fails')).toEqual({
    kind: 'failed',
    error: 'E',
    cause: '{"errorType": "E", "errorMessage": "m"}',
    source: 'endpoint',
  })
  expect(await f.request({ FunctionName: 'fails' })).toEqual({
    kind: 'failed',
    error: 'E',
    cause: '{"errorType":"E","errorMessage":"m"}',
    source: 'endpoint',
  })
  expect(await f.call('untyped')).toEqual({
    kind: 'failed',
    error: 'Lambda.Unknown',
    cause: 'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"x"}',
    source: 'endpoint',
  })
  expect(await f.call('missing')).toEqual({
    kind: 'failed',
    error: 'Lambda.ResourceNotFoundException',
    cause:
      'Function not found: missing (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: r-1; Proxy: null)',
    source: 'endpoint',
  })
})

test('where no entry has a function, the endpoint of Lambda does, or AWS', async () => {
  const aws = { endpoint: 'http://127.0.0.1:1', services: new Map([['lambda', { endpoint: address() }]]) }
  expect(await functions({}, {}, { config: { aws } }).call('x', 5)).toEqual({ kind: 'succeeded', output: 5, source: 'endpoint' })
  const environment = { AWS_ENDPOINT_URL_LAMBDA: address() }
  expect(await functions({}, {}, { context: { environment } }).call('x', 6)).toEqual({ kind: 'succeeded', output: 6, source: 'endpoint' })
  const refuses = async (service: string, url: string) => `no ${service} at ${url}`
  const context = { permission: { remote: false, refuses } }
  expect(await functions({}, {}, { config: { aws: { services: new Map() } }, context }).call('x')).toEqual({
    kind: 'failed',
    error: 'States.Permissions',
    cause: 'no lambda at https://lambda.us-east-1.amazonaws.com',
  })
  expect(await functions({}, {}).call('x')).toBeUndefined()
})

test('a refused host is not connected, and one that is not there is said', async () => {
  const refused = functions(
    {},
    { '*': { endpoint: address() } },
    { context: { permission: { remote: false, refuses: async (service, url) => `no ${service} at ${url}` } } },
  )
  const before = seen.length
  expect(await refused.call('x')).toEqual({
    kind: 'failed',
    error: 'States.Permissions',
    cause: `no lambda at ${address()}`,
  })
  expect(seen.length).toBe(before)
  const nobody = functions({}, { '*': { endpoint: 'http://127.0.0.1:1' } })
  expect(await nobody.call('x')).toEqual({
    kind: 'failed',
    error: 'Lambda.SdkClientException',
    cause: expect.stringMatching(/^Unable to execute HTTP request to lambda at http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/),
    source: 'endpoint',
  })
})
