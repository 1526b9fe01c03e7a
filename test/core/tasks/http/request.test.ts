import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { noConfig } from '../../../../core/config/types'
import { addedBy } from '../../../../core/tasks/http/connection'
import { isNoResult } from '../../../../core/tasks/http/failures'
import { encodeForm } from '../../../../core/tasks/http/form'
import { headersText } from '../../../../core/tasks/http/headers'
import { redactJson, redactor } from '../../../../core/tasks/http/redact'
import { requestsOf, sentHeaders } from '../../../../core/tasks/http/request'
import { targetOf } from '../../../../core/tasks/http/target'
import { readTask } from '../../../../core/tasks/http/task'

const arn = 'arn:aws:events:us-east-1:123456789012:connection/Pay/81210c42-8af1-456b-9c4a-6ff02fc664ac'
const nothing = { headers: {}, queryParameters: {}, bodyParameters: {} }
const base = { ApiEndpoint: 'https://example.com/path', Method: 'POST', Authentication: { ConnectionArn: arn } }

function prepared(input: object, connection: Partial<typeof nothing> = {}, environment: Record<string, string> = {}) {
  const task = readTask({ ...base, ...input } as Json)
  if (isNoResult(task)) return task
  const target = targetOf(noConfig, task.endpoint)
  if (isNoResult(target)) return target
  const added = addedBy({ connections: new Map([['Pay', { ...nothing, ...connection }]]) }, task.connection, environment)
  if (isNoResult(added)) return added
  return requestsOf(task, added, target, 'us-east-1')
}

function sent(...args: Parameters<typeof prepared>) {
  const requests = prepared(...args)
  if (isNoResult(requests)) throw new Error(JSON.stringify(requests))
  return requests
}

const causeOf = (...args: Parameters<typeof prepared>) => JSON.stringify(prepared(...args))

test('the example of the documentation: where both name something, the connection counts', () => {
  const { sent: request, shown } = sent(
    {
      Headers: { 'Request-Id': 'my_request_id', 'header-param': 'state_machine_header_param' },
      RequestBody: { Job: 'Software Engineer', Company: 'AnyCompany', BodyParam: 'state_machine_body_param' },
      QueryParameters: { QueryParam: 'state_machine_query_param', q: 1 },
    },
    {
      headers: { ApiKey: 'key_value', 'Header-Param': 'connection_header_param' },
      queryParameters: { QueryParam: 'connection_query_param' },
      bodyParameters: { BodyParam: 'connection_body_param' },
    },
  )
  expect(request).toMatchObject({
    protocol: 'https',
    method: 'POST',
    url: 'https://example.com/path?q=1&QueryParam=connection_query_param',
    body: '{"Job":"Software Engineer","Company":"AnyCompany","BodyParam":"connection_body_param"}',
  })
  expect(headersText(request.headers)).toBe(
    '[Request-Id: my_request_id, ApiKey: key_value, Header-Param: connection_header_param, User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144]',
  )
  expect(sentHeaders(request).at(-1)).toEqual(['Content-Type', 'application/json; charset=UTF-8'])
  // nothing of the connection
  expect(shown).toMatchObject({ url: 'https://example.com/path?q=1', body: '{"Job":"Software Engineer","Company":"AnyCompany"}' })
  expect(headersText(shown.headers)).toBe(
    '[Request-Id: my_request_id, User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144]',
  )
})

describe('a query', () => {
  test.each<[string, object, string, string]>([
    [
      'of an object, with a list',
      { QueryParameters: { a: ['1', 2, true], 'b c': 'd e&' } },
      'https://x.y/',
      'https://x.y/?a=1&a=2&a=true&b%20c=d%20e%26',
    ],
    ['of a text', { QueryParameters: '?a=1&b=x+y%20z&c' }, 'https://x.y', 'https://x.y/?a=1&b=x%20y%20z&c='],
    ['of a list of objects', { QueryParameters: [{ a: 1 }, { b: null }] }, 'https://x.y/p', 'https://x.y/p?a=1&b='],
    ['behind that of the address', { QueryParameters: { b: 2 } }, 'https://x.y/p?a=1#part', 'https://x.y/p?a=1&b=2'],
    ['behind an address without a path', { QueryParameters: { b: 2 } }, 'https://x.y?a=1&', 'https://x.y/?a=1&b=2'],
    ['that is not there', {}, 'HTTPS://X.y:8443/P', 'https://x.y:8443/P'],
  ])('%s', (_, input, ApiEndpoint, url) => {
    expect(sent({ ...input, ApiEndpoint }).sent.url).toBe(url)
  })
})

describe('a body', () => {
  const form = { RequestBodyEncoding: 'URL_ENCODED' }
  test.each<[string, object, object, string | undefined]>([
    ['none', {}, {}, undefined],
    ['a text as it is', { RequestBody: 'a b' }, {}, 'a b'],
    ['any JSON', { RequestBody: [1, null] }, {}, '[1,null]'],
    ['that of the connection alone', {}, { k: 'v' }, '{"k":"v"}'],
    [
      'the form of the documentation',
      {
        RequestBody: { description: 'Monthly subscription', metadata: { order_details: 'monthly report data' }, customer: '1234567890' },
        Transform: form,
      },
      {},
      'description=Monthly%20subscription&metadata%5Border_details%5D=monthly%20report%20data&customer=1234567890',
    ],
    ['a form with what the connection adds', { RequestBody: { a: 1 }, Transform: form }, { a: '2', b: '3' }, 'a=2&b=3'],
    ['a member __proto__', { RequestBody: JSON.parse('{"__proto__":1}') }, { k: 'v' }, '{"__proto__":1,"k":"v"}'],
  ])('%s', (_, input, bodyParameters, body) => {
    expect(sent(input, { bodyParameters: bodyParameters as Record<string, string> }).sent.body).toBe(body)
  })

  test.each([
    ['INDICES', 'array%5B0%5D=a&array%5B1%5D=b&o%5Bl%5D%5B0%5D%5Bx%5D=1'],
    ['REPEAT', 'array=a&array=b&o%5Bl%5D%5Bx%5D=1'],
    ['COMMAS', 'array=a%2Cb&o%5Bl%5D=%7B%22x%22%3A1%7D'],
    ['BRACKETS', 'array%5B%5D=a&array%5B%5D=b&o%5Bl%5D%5B%5D%5Bx%5D=1'],
  ])('a list as %s', (format, text) => {
    expect(encodeForm({ array: ['a', 'b'], o: { l: [{ x: 1 }] } }, format)).toBe(text)
  })
})

test('a form of deep members is sent, one that would not end is not', () => {
  const deep = (depth: number, inner: Json) => {
    let value = inner
    for (let i = 0; i < depth; i++) value = { a: value }
    return value
  }
  const form = { Transform: { RequestBodyEncoding: 'URL_ENCODED' } }
  expect(sent({ ...form, RequestBody: deep(3, 1) }).sent.body).toBe('a%5Ba%5D%5Ba%5D=1')
  expect(sent({ ...form, RequestBody: deep(20_000, 1) }).sent.body).toHaveLength(7 * 20_000 - 4)
  expect(causeOf({ ...form, RequestBody: deep(20_000, Array(20_000).fill(1)) })).toContain('longer than 1 MiB')
  expect(sent({ RequestBody: deep(20_000, 1) }).sent.body).toHaveLength(6 * 20_000 + 1)
})

describe('what AWS would not send', () => {
  test.each<[string, object, Partial<typeof nothing>, string]>([
    ['no method', { Method: undefined }, {}, "The field 'Method' is required but was missing"],
    ['no connection', { Authentication: undefined }, {}, "The field 'ConnectionArn' is required but was missing"],
    ['another method', { Method: 'TRACE' }, {}, "The value of the field 'Method' has an invalid format"],
    ['headers that are none', { Headers: 7 }, {}, "The value of the field 'Headers' has an invalid format"],
    ['a header that is an object', { Headers: { a: {} } }, {}, "The value of the field 'Headers' has an invalid format"],
    ['a forbidden header', { Headers: { authorization: 'x' } }, {}, "cannot set the header 'authorization'"],
    ['a forbidden beginning', { Headers: { 'X-Amz-Target': 'x' } }, {}, "cannot set the header 'X-Amz-Target'"],
    ['a header with a line break', { Headers: { a: 'b\r\nHost: c' } }, {}, "The header 'a' is none"],
    ['a header of the connection with one', {}, { headers: { 'X-Key': 'top\nsecret' } }, "The header 'X-Key' is none"],
    ['an encoding that is none', { Transform: { RequestBodyEncoding: 'XML' } }, {}, "The value of the field 'Transform'"],
    [
      'an array format that is none',
      { Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat: 'NONE' } } },
      {},
      "The value of the field 'Transform'",
    ],
    ['a text that the connection adds to', { RequestBody: 'text' }, { bodyParameters: { k: 'v' } }, 'The RequestBody is no JSON object'],
    ['http', { ApiEndpoint: 'http://example.com/' }, {}, 'has to begin with https://'],
    ['another protocol', { ApiEndpoint: 'file:///etc/passwd' }, {}, 'has to begin with https://'],
    ['a user', { ApiEndpoint: 'https://a:b@example.com/' }, {}, 'has to begin with https://'],
    ['a backslash', { ApiEndpoint: 'https://a\\@127.0.0.1/' }, {}, 'has to begin with https://'],
  ])('%s', (_, input, connection, cause) => {
    const text = causeOf(input, connection)
    expect(text).toContain('States.Runtime')
    expect(text).toContain(cause)
    expect(text).not.toContain('secret')
  })
})

describe('a connection', () => {
  const environment = { TOKEN: 'top-secret', EMPTY: '' }
  test('reads the environment, also twice in one value', () => {
    const { sent: request } = sent({}, { headers: { A: 'Bearer ${TOKEN}/${TOKEN}${EMPTY}', B: '$TOKEN ${}' } }, environment)
    expect(request.headers.slice(0, 2)).toEqual([
      ['A', 'Bearer top-secret/top-secret'],
      ['B', '$TOKEN ${}'],
    ])
  })

  test.each([
    ['is not set', { headers: { A: '${OTHER}' } }, 'needs the environment variable OTHER, which is not set'],
    ['is only inherited', { headers: { A: '${toString}' } }, 'needs the environment variable toString'],
  ])('a variable that %s is named', (_, connection, sentence) => {
    expect(prepared({}, connection, environment)).toMatchObject({ kind: 'unanswered', cause: expect.stringContaining(sentence) })
  })

  test('nobody has: it is named, and where it belongs', () => {
    expect(prepared({ Authentication: { ConnectionArn: arn.replace('/Pay/', '/Other/') } })).toEqual({
      kind: 'unanswered',
      cause:
        'No connection of stepthrough.json is "Other", which this HTTP task is made with: add it to "connections"; {} is a connection that adds nothing.',
    })
  })
})

describe('secrets in what comes back', () => {
  const redact = redactor([
    { written: '${A}', value: 'se"cret+1' },
    { written: '${B}', value: 'se"cret+12' },
    { written: '${C}', value: 'short' },
    { written: '${D}', value: '123456' },
    { written: '${E}', value: 'Schlüssel' },
  ])
  test.each([
    ['as they are, the longer first', 'x se"cret+12 y se"cret+1', 'x ${B} y ${A}'],
    ['percent-encoded', 'k=se%22cret%2B1', 'k=${A}'],
    ['escaped as in JSON', '{"k":"se\\"cret+1"}', '{"k":"${A}"}'],
    ['escaped twice', '{"k":"{\\"k\\":\\"se\\\\\\"cret+1\\"}"}', '{"k":"{\\"k\\":\\"${A}\\"}"}'],
    ['as bytes of a header', 'SchlÃ¼ssel', '${E}'],
    ['not where they are short', 'short', 'short'],
  ])('%s', (_, text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  test('JSON stays JSON', () => {
    expect(JSON.parse(redactJson('{"a":123456,"b":"123456","123456":"\\\\"}', redact))).toEqual({ a: 123456, b: '${D}', '${D}': '\\' })
  })
})
