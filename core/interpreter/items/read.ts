import { type Format, type Reading, wantedOf } from '../../aws/readerConfig'
import { isObject, type Json, type JsonObject, member } from '../../base/json'
import type { ItemRequest, ItemSource, Ports } from '../api'
import { type Content, readers } from './formats'
import { type Items, uriOf } from './items'
import { athenaFiles, inventoryFiles, type ObjectName } from './manifests'

/** The items of an ItemReader, or why they cannot be read: the cause of States.ItemReaderFailed. */
export type Dataset = { readonly items: Items } | { readonly cause: string }

type Ask = (request: ItemRequest) => Answer | Promise<Answer>
type Answer = ItemSource | undefined

/** Characters of all objects together, so that many that unpack to much do not use up the memory. */
const mostCharacters = 128 * 1024 * 1024

/** Reads what an ItemReader wants; `most`: no more items than these. Source: Developer Guide, "ItemReader (Map)". */
export function readDataset(request: ItemRequest, most: number, { readItems }: Ports): Dataset | Promise<Dataset> {
  if (readItems === undefined) return { cause: 'This program reads no items.' }
  const wanted = wantedOf(request)
  if (typeof wanted === 'string') return { cause: wanted }
  const [bucket, key] = [textOf(request.parameters, 'Bucket'), textOf(request.parameters, 'Key')]
  const first = readItems(wanted.kind === 'athena' || wanted.kind === 'inventory' ? getObject({ bucket, key }, 'MANIFEST') : request)
  const one = (content: Content, source: string) => limited(content, source, most)
  return then(first, (answer): Dataset | Promise<Dataset> => {
    if (answer === undefined)
      return { cause: request.resource.endsWith(':listObjectsV2') ? 'The bucket does not exist.' : 'The object does not exist.' }
    if ('problem' in answer) return { cause: answer.problem }
    if ('dataset' in answer) {
      const format = 'format' in wanted && wanted.format !== 'PARQUET' ? wanted.format : wanted.kind === 'inventory' ? 'CSV' : 'JSON'
      return one(readers[format](answer.dataset, wanted, most), uriOf(bucket, key === '' ? undefined : key))
    }
    if (wanted.kind === 'listing') return one(contentOf(answer, 'JSON', wanted, most), uriOf(bucket))
    if (wanted.kind === 'object') return one(contentOf(answer, wanted.format, wanted, most), uriOf(bucket, key))
    if (wanted.kind === 'flatten') {
      const listed = contentOf(answer, 'JSON', wanted, most)
      if ('cause' in listed) return listed
      const names = listed.values.map((item) => ({ bucket, key: isObject(item) ? textOf(item, 'Key') : '' }))
      return readAll(names, wanted.format, wanted, most, readItems)
    }
    if (!('text' in answer)) return { cause: 'The manifest is no text.' }
    if (wanted.kind === 'athena') {
      const names = athenaFiles(answer.text)
      return typeof names === 'string' ? { cause: names } : readAll(names, wanted.format, wanted, most, readItems)
    }
    const inventory = inventoryFiles(answer.text, bucket)
    if (typeof inventory === 'string') return { cause: inventory }
    return readAll(inventory.files, 'CSV', { ...wanted, headers: wanted.headers ?? inventory.columns }, most, readItems)
  })
}

/** The items of several objects, in their order. */
async function readAll(names: readonly ObjectName[], format: Format, reading: Reading, most: number, ask: Ask): Promise<Dataset> {
  const values: Json[] = []
  const keys: (string | undefined)[] = []
  const sources: string[] = []
  let characters = 0
  for (const name of names) {
    if (values.length >= most) break
    const source = uriOf(name.bucket, name.key)
    const answer = await ask(getObject(name, format))
    const content = contentOf(answer, format, reading, most - values.length)
    if ('cause' in content) return { cause: `${source}: ${content.cause}` }
    if (answer !== undefined && 'text' in answer) characters += answer.text.length
    if (characters > mostCharacters)
      return { cause: `The objects are too large together to be read here: more than ${mostCharacters} characters.` }
    const count = Math.min(content.values.length, most - values.length)
    for (let i = 0; i < count; i++) {
      values.push(content.values[i]!)
      keys.push(content.keys?.[i])
      sources.push(source)
    }
  }
  return { items: { values, source: sources, ...(keys.some((key) => key !== undefined) && { keys }) } }
}

function contentOf(answer: Answer, format: Format, reading: Reading, most: number): Content {
  if (answer === undefined) return { cause: 'The object does not exist.' }
  if ('problem' in answer) return { cause: answer.problem }
  if ('items' in answer) return { values: answer.items }
  if ('dataset' in answer || format === 'PARQUET') return { cause: 'The object cannot be read as Parquet here.' }
  return readers[format](answer.text, reading, most)
}

function limited(content: Content, source: string, most: number): Dataset {
  if ('cause' in content) return content
  const { values, keys } = content
  return { items: { values: values.slice(0, most), source, ...(keys !== undefined && { keys: keys.slice(0, most) }) } }
}

const getObject = ({ bucket, key }: ObjectName, InputType: string): ItemRequest => ({
  resource: 'arn:aws:states:::s3:getObject',
  parameters: { Bucket: bucket, Key: key },
  readerConfig: { InputType },
})

const textOf = (object: JsonObject, name: string): string => {
  const value = member(object, name)
  return typeof value === 'string' ? value : ''
}

/** Goes on at once where there is nothing to wait for. */
const then = <T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> =>
  value instanceof Promise ? value.then(next) : next(value)
