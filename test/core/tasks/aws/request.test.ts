import { expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { requestOf } from '../../../../core/tasks/aws/request'
import { metadataOf, responseOf, type Style } from '../../../../core/tasks/aws/response'
import { readError, readOperation } from '../../../../core/tasks/aws/shape'

const tree: unknown = [3, 'n', 'Tree', 0, ['name', 'children'], [0, () => [1, 'n', 'Trees', 0, () => tree]]]
const operation = [
  9,
  'n',
  'PutThing',
  { http: ['PUT', '/', 200] },
  () => [
    3,
    'n',
    'PutThingRequest',
    0,
    ['thingName', 'Body', 'ChecksumCRC32', 'count', 'isIt', 'at', 'labels', 'tags', 'tree', 'SSEKMSKeyId', 'doc'],
    [[0, 1], [() => [0, 'n', 'BlobBody', { streaming: 1 }, 42], 16], 0, 1, 2, 4, 64, 128, () => tree, 0, 15],
    1,
  ],
  () => [
    3,
    'n',
    'PutThingResponse',
    0,
    ['thingArn', 'MD5OfBody', 'ChecksumCRC32', 'at', 'big', 'Payload', 'tree', 'labels', 'gone'],
    [0, 0, 0, 4, 17, 21, () => tree, 64, 0],
  ],
]
const { input, output } = readOperation(operation)!
const bytes = { of: (text: string) => `bytes of ${text}`, text: (value: unknown) => `text of ${value}` }

test.each<[string, Json, object]>([
  ['names as Step Functions has them', { ThingName: 'a', SsekmsKeyId: 'k' }, { thingName: 'a', SSEKMSKeyId: 'k' }],
  [
    'the names of the API, of optimised integrations',
    { ThingName: 'a', SSEKMSKeyId: 'k', ChecksumCRC32: 'x' },
    { thingName: 'a', SSEKMSKeyId: 'k', ChecksumCRC32: 'x' },
  ],
  ['null stands for nothing', { ThingName: null, IsIt: null }, {}],
  ['bytes of a text', { ThingName: 'a', Body: 'hello' }, { thingName: 'a', Body: 'bytes of hello' }],
  ['bytes of any value', { ThingName: 'a', Body: { Dict: 'Value' } }, { thingName: 'a', Body: 'bytes of {"Dict":"Value"}' }],
  ['bytes of false', { ThingName: 'a', Body: false }, { thingName: 'a', Body: 'bytes of false' }],
  ['scalars that are written otherwise', { ThingName: 1, Count: '2', IsIt: 'true' }, { thingName: '1', count: 2, isIt: true }],
  ['times', { ThingName: 'a', At: '2026-01-01T00:00:00Z' }, { thingName: 'a', at: new Date('2026-01-01T00:00:00Z') }],
  ['times in seconds', { ThingName: 'a', At: 1 }, { thingName: 'a', at: new Date(1000) }],
  [
    'lists and maps',
    { ThingName: 'a', Labels: ['x', 1], Tags: { anyName: 'v' } },
    { thingName: 'a', labels: ['x', '1'], tags: { anyName: 'v' } },
  ],
  [
    'what holds itself',
    { ThingName: 'a', Tree: { Name: '1', Children: [{ Name: '2' }] } },
    { thingName: 'a', tree: { name: '1', children: [{ name: '2' }] } },
  ],
  ['what has no type', { ThingName: 'a', Doc: { any: [1] } }, { thingName: 'a', doc: { any: [1] } }],
])('a request: %s', (_, parameters, value) => {
  expect(requestOf(input, parameters, bytes)).toEqual({ value })
})

const deep = (levels: number): Json => (levels === 0 ? { Name: 'x' } : { Children: [deep(levels - 1)] })

test.each<[Json, readonly string[]]>([
  [{}, ["The field 'ThingName' is required but was missing"]],
  [{ ThingName: 'a', thingName: 'b' }, ["The field 'thingName' is not supported by Step Functions"]],
  [{ ThingName: 'a', Tree: { Nam: 1 } }, ["The field 'Nam' is not supported by Step Functions"]],
  [{ ThingName: {} }, ["The value for the field 'ThingName' must be a STRING"]],
  [
    { ThingName: 'a', Count: 'many', At: 'soon', IsIt: 1, Labels: {}, Tags: [], Tree: 1 },
    [
      "The value for the field 'Count' must be a NUMBER",
      "The value for the field 'At' must be a TIMESTAMP",
      "The value for the field 'IsIt' must be a BOOLEAN",
      "The value for the field 'Labels' must be a LIST",
      "The value for the field 'Tags' must be a MAP",
      "The value for the field 'Tree' must be a STRUCT",
    ],
  ],
  [{ ThingName: 'a', Tree: deep(5000) }, ["The value of the field 'Tree' is nested too deeply"]],
  ['text', ['The Parameters have to be an object']],
])('what a request cannot be: %#', (parameters, problems) => {
  expect(requestOf(input, parameters, bytes)).toEqual({ problems })
})

test('a prototype is no member of a request', () => {
  const parameters = JSON.parse('{"ThingName": "a", "Tags": {"__proto__": "x"}}') as Json
  const request = requestOf(input, parameters, bytes)
  expect(JSON.stringify(request)).toBe('{"value":{"thingName":"a","tags":{"__proto__":"x"}}}')
})

const answer = {
  thingArn: 'arn',
  MD5OfBody: 'm',
  ChecksumCRC32: 'c',
  at: new Date('2026-01-01T00:00:00.500Z'),
  big: 12n,
  Payload: 'p',
  tree: { name: 'x', children: [] },
  labels: ['a', null],
  gone: undefined,
  $metadata: {},
}

test.each<[Style, Json]>([
  [
    'sdk',
    {
      ThingArn: 'arn',
      Md5OfBody: 'm',
      ChecksumCRC32: 'c',
      At: '2026-01-01T00:00:00.500Z',
      Big: 12,
      Payload: 'text of p',
      Tree: { Name: 'x', Children: [] },
      Labels: ['a', null],
    },
  ],
  [
    'optimised',
    {
      ThingArn: 'arn',
      MD5OfBody: 'm',
      ChecksumCRC32: 'c',
      At: 1767225600500,
      Big: 12,
      Payload: 'text of p',
      Tree: { Name: 'x', Children: [] },
      Labels: ['a', null],
    },
  ],
])('an answer as %s integrations write it', (style, expected) => {
  expect(responseOf(output, answer, bytes, style)).toEqual(expected)
})

test('an operation without an answer gives an empty object', () => {
  const nothing = readOperation([9, 'n', 'Delete', 0, () => 'unit', () => 'unit'])!
  expect(responseOf(nothing.output, { $metadata: {} }, bytes, 'sdk')).toEqual({})
})

test.each([[undefined], [{}], [[3, 'n', 'S', 0, [], []]], [[9]]])('%j is no operation', (schema) => {
  expect(readOperation(schema)).toBeUndefined()
})

test('an error has the code that the service gives it', () => {
  expect(readError([-3, 'n', 'NotFoundException', { awsQueryError: ['NotFound', 404] }, ['message'], [0]])).toEqual({ code: 'NotFound' })
  expect(readError([-3, 'n', 'Oops', { error: 'client' }, [], []])).toEqual({ code: undefined })
  expect(readError([3, 'n', 'S', 0, [], []])).toBeUndefined()
})

test('the metadata has the headers as they came, those that came twice as a list', () => {
  const rawHeaders = ['x-amzn-RequestId', 'r', 'Set-Cookie', 'a', 'Set-Cookie', 'b']
  expect(metadataOf({ status: 200, rawHeaders, requestId: 'r' })).toEqual({
    SdkHttpMetadata: {
      AllHttpHeaders: { 'x-amzn-RequestId': ['r'], 'Set-Cookie': ['a', 'b'] },
      HttpHeaders: { 'x-amzn-RequestId': 'r', 'Set-Cookie': 'a,b' },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: 'r' },
  })
})
