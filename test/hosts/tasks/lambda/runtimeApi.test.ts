import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Invocation, RuntimeApi, type Said } from '../../../../hosts/node/tasks/lambda/runtimeApi'

let api: RuntimeApi
const said: Said[] = []
beforeAll(async () => {
  api = await RuntimeApi.listen()
  api.onSaid = (each) => said.push(each)
})
afterAll(() => api.close())

const ask = (
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: object }> =>
  new Promise((resolve, reject) => {
    const [host, port] = api.address.split(':')
    request({ host, port, method, path: `/2018-06-01/runtime/${path}`, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode!, text, headers: response.headers }))
    })
      .on('error', reject)
      .end(body)
  })

const invocation = (more: Partial<Invocation>): Invocation => ({
  requestId: 'r-1',
  payload: '{"n":1}',
  deadline: 1_000,
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  traceId: 'Root=1',
  clientContext: undefined,
  ...more,
})

/** Delivers when the process asks. */
const next = (more: Partial<Invocation> = {}) => {
  api.onNext = () => api.deliver(invocation(more))
  return ask('GET', 'invocation/next')
}

test('a call is delivered with Lambda’s headers, whatever is in them', async () => {
  expect(await next({ functionArn: 'arn:ü\n', clientContext: '{\n"a": "日"}' })).toMatchObject({
    status: 200,
    text: '{"n":1}',
    headers: {
      'lambda-runtime-aws-request-id': 'r-1',
      'lambda-runtime-deadline-ms': '1000',
      'lambda-runtime-invoked-function-arn': 'arn:??',
      'lambda-runtime-trace-id': 'Root=1',
      'lambda-runtime-client-context': '{"a":"\\u65e5"}',
    },
  })
})

test('a call is answered once, under its own id', async () => {
  await next()
  expect(await ask('POST', 'invocation/other/response', '{}')).toMatchObject({
    status: 400,
    text: expect.stringContaining('InvalidRequestID'),
  })
  expect(await ask('POST', 'invocation/%E0%A4%A/response', '{}')).toMatchObject({ status: 400 })
  expect(said).toEqual([])
  expect(await ask('POST', 'invocation/r-1/response', '{"a":1}')).toMatchObject({ status: 202 })
  expect(await ask('POST', 'invocation/r-1/error', '{}')).toMatchObject({ status: 400 })
  expect(said.splice(0)).toEqual([{ about: 'response', text: '{"a":1}' }])
})

test('what is too long is refused, and said', async () => {
  await next()
  expect(await ask('POST', 'invocation/r-1/response', 'x'.repeat(6_291_557))).toMatchObject({ status: 413 })
  expect(said.splice(0)).toEqual([{ about: 'response', text: undefined }])
})

test.each([
  ['a page in a browser', 'POST', 'init/error', { Origin: 'http://evil.example' }, 403],
  ['another name of this address', 'POST', 'init/error', { Host: 'evil.example' }, 403],
  ['another path', 'GET', 'else', {}, 404],
  ['another method', 'DELETE', 'invocation/next', {}, 404],
])('%s is refused', async (_, method, path, headers, status) => {
  expect(await ask(method, path, '', headers)).toMatchObject({ status })
  expect(said).toEqual([])
})

test('a response that breaks off is none: another one is heard', async () => {
  await next()
  const [host, port] = api.address.split(':')
  const path = '/2018-06-01/runtime/invocation/r-1/response'
  const half = request({ host, port, method: 'POST', path, headers: { 'Content-Length': 10 } }).on('error', () => {})
  half.write('12')
  // until the server has it: what comes now is refused
  while ((await ask('POST', 'invocation/r-1/response', '1')).status === 202) await next()
  half.destroy()
  let status = 0
  while (status !== 202) status = (await ask('POST', 'invocation/r-1/response', '"whole"')).status
  expect(said.at(-1)).toEqual({ about: 'response', text: '"whole"' })
})
