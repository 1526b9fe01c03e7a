import { isListing } from '../../../../core/aws/readerConfig'
import { parseResource } from '../../../../core/aws/resource'
import { isArray, isObject, type Json, member } from '../../../../core/base/json'
import type { ItemRequest, ItemSource, WriteRequest, Written } from '../../../../core/interpreter/api'
import type { BoundObjects } from '../../../../core/run/bound'
import { type Action, actionOf } from '../../../../core/tasks/aws/service'
import { contentOf, description, mostBytes, mostObjects, text, tooMany } from '../../items'
import type { Called, Connections } from './connections'
import type { Sent } from './send'

const s3 = (action: string): Action => actionOf(parseResource(`arn:aws:states:::aws-sdk:s3:${action}`))!
const [getObject, listObjects, putObject] = [s3('getObject'), s3('listObjectsV2'), s3('putObject')]

/** What a distributed Map reads from S3 and writes to it, where S3 is switched on. */
export const s3Objects = (connections: Connections): Required<BoundObjects> => ({
  async readItems(request) {
    if (!connections.isOn(getObject)) return undefined
    const called = await connections.call(getObject, new AbortController().signal)
    if ('outcome' in called) return { problem: called.outcome.cause ?? '' }
    return isListing(request.resource) ? listing(called, request) : object(called, request)
  },
  async writeResults(request) {
    if (!connections.isOn(putObject)) return undefined
    const called = await connections.call(putObject, new AbortController().signal)
    return 'outcome' in called ? { problem: called.outcome.cause ?? '' } : write(called, request)
  },
})

async function object(called: Called, { parameters, readerConfig }: ItemRequest): Promise<ItemSource | undefined> {
  const sent = await called.send(getObject, parameters, { style: 'sdk', most: mostBytes })
  if (!('response' in sent)) return missing(sent)
  const bytes = (sent.raw as { readonly Body?: Uint8Array }).Body ?? new Uint8Array()
  if (bytes.byteLength > mostBytes)
    return { problem: `The object is larger than ${mostBytes / 1024 / 1024} MiB: too large to be read here.` }
  return contentOf(Buffer.from(bytes), text(parameters, 'Key'), readerConfig)
}

async function listing(called: Called, { parameters }: ItemRequest): Promise<ItemSource | undefined> {
  const items: Json[] = []
  let next: Json | undefined
  do {
    const page = next === undefined ? parameters : { ...parameters, ContinuationToken: next }
    const sent = await called.send(listObjects, page, { style: 'sdk', most: 0 })
    if (!('response' in sent)) return missing(sent)
    const { response } = sent
    const contents = isObject(response) ? member(response, 'Contents') : undefined
    if (isArray(contents)) for (const each of contents) items.push(listed(each))
    if (items.length > mostObjects) return tooMany
    next = isObject(response) ? member(response, 'NextContinuationToken') : undefined
  } while (next !== undefined)
  return { items }
}

function listed(content: Json): Json {
  const of = (name: string) => (isObject(content) ? text(content, name) : '')
  const size = isObject(content) ? member(content, 'Size') : 0
  return description({ key: of('Key'), size: Number(size), modified: Date.parse(of('LastModified')), etag: of('ETag') })
}

async function write(called: Called, { bucket, objects }: WriteRequest): Promise<Written> {
  for (const { key, text: Body } of objects) {
    const sent = await called.send(putObject, { Bucket: bucket, Key: key, Body }, { style: 'sdk', most: 0 })
    if (!('response' in sent)) return { problem: problemOf(sent) }
  }
  return {}
}

type NotSent = Exclude<Sent, { readonly response: Json }>

/** An object or bucket that is not there is no problem of S3. */
const missing = (sent: NotSent): ItemSource | undefined =>
  'failed' in sent && /^NoSuch(Key|Bucket)$/.test(sent.name) ? undefined : { problem: problemOf(sent) }

const problemOf = (sent: NotSent): string =>
  'failed' in sent ? sent.failed.cause : 'unknown' in sent ? sent.unknown : `${sent.problems.join('. ')}.`
