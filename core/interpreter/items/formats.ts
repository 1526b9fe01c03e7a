import { isArray, isObject, type Json, type JsonObject, member, setMember } from '../../json'
import { csvRows } from './csv'

/** The items of one object, or why it cannot be read: the cause of States.ItemReaderFailed. */
export type Content = { readonly values: readonly Json[]; readonly keys?: readonly string[] } | { readonly cause: string }

/** How the objects are read. */
export interface Reading {
  readonly delimiter: string
  /** The columns' names; absent: they are in the first row. */
  readonly headers?: readonly string[]
  /** A JSON pointer. */
  readonly pointer?: string
}

export type Format = 'CSV' | 'JSON' | 'JSONL' | 'PARQUET'

/** The formats of texts. Parquet is the host's. Source: Developer Guide, "ItemReader (Map)". */
export const readers: Readonly<Record<Exclude<Format, 'PARQUET'>, (text: string, reading: Reading) => Content>> = {
  JSON: readJson,
  JSONL: readLines,
  CSV: readCsv,
}

/** An array, or an object whose members are the items. */
function readJson(text: string, { pointer }: Reading): Content {
  const value = parseJson(text)
  if (value === undefined) return { cause: 'Unable to parse the file as JSON.' }
  const found = pointer === undefined ? value : pointed(value, pointer)
  if (isArray(found)) return { values: found }
  if (isObject(found)) return { values: Object.values(found), keys: Object.keys(found) }
  return { cause: 'Attempting to map over non-iterable node.' }
}

function readLines(text: string): Content {
  const values: Json[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const value = parseJson(line)
    if (value === undefined) return { cause: 'Unable to parse a line of the file as JSON.' }
    values.push(value)
  }
  return { values }
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json
  } catch {
    return undefined
  }
}

/** Source: RFC 6901. */
function pointed(value: Json, pointer: string): Json | undefined {
  let found: Json | undefined = value
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (isArray(found)) found = /^(0|[1-9]\d*)$/.test(key) ? found[Number(key)] : undefined
    else found = isObject(found) ? member(found, key) : undefined
  }
  return found
}

/** Rows as objects with the headers as keys: short rows are filled up with empty texts, and what is beyond the headers is left out. */
function readCsv(text: string, { delimiter, headers: given }: Reading): Content {
  const rows = csvRows(text, delimiter)
  if (rows === undefined) return { cause: 'Unable to parse the file as CSV.' }
  const headers = given ?? rows.shift() ?? []
  if (new Set(headers).size < headers.length) return { cause: 'CSV headers cannot contain duplicates.' }
  const values = rows.map((row): JsonObject => {
    const item: Record<string, Json> = {}
    headers.forEach((header, i) => {
      setMember(item, header, row[i] ?? '')
    })
    return item
  })
  return { values }
}
