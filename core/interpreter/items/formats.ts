import type { Format, Reading } from '../../aws/readerConfig'
import { isArray, isObject, type Json, type JsonObject, member, setMember } from '../../base/json'
import { csvRows } from './csv'

/** The items of one object, or why it cannot be read: the cause of States.ItemReaderFailed. */
export type Content = { readonly values: readonly Json[]; readonly keys?: readonly string[] } | { readonly cause: string }

/** The formats of texts. Parquet is the host's. Source: Developer Guide, "ItemReader (Map)". */
export const readers: Readonly<Record<Exclude<Format, 'PARQUET'>, (text: string, reading: Reading, most: number) => Content>> = {
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

function readLines(text: string, _reading: Reading, most: number): Content {
  const values: Json[] = []
  // not `split`: a file of line breaks alone would use up the memory
  for (let at = 0; at < text.length && values.length < most; ) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end)
    at = end < 0 ? text.length : end + 1
    if (line.trim() === '') continue
    const value = parseJson(line)
    if (value === undefined) return { cause: 'Unable to parse a line of the file as JSON.' }
    if (values.length >= mostItems) return tooMany
    values.push(value)
  }
  return { values }
}

/** Of one text. AWS reads a hundred million. */
const mostItems = 1_000_000
const tooMany: Content = { cause: `There are more than ${mostItems} items: too many to be read here. MaxItems takes fewer.` }

/** The value of a JSON text; undefined: it is none. */
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
function readCsv(text: string, { delimiter, headers: given }: Reading, most: number): Content {
  const rows = csvRows(text, delimiter, Math.min(most, mostItems + 1) + 1)
  if (rows === undefined) return { cause: 'Unable to parse the file as CSV.' }
  const headers = given ?? rows.shift() ?? []
  if (new Set(headers).size < headers.length) return { cause: 'CSV headers cannot contain duplicates.' }
  if (rows.length > mostItems && most > mostItems) return tooMany
  const values = rows.slice(0, most).map((row): JsonObject => {
    const item: Record<string, Json> = {}
    headers.forEach((header, i) => {
      setMember(item, header, row[i] ?? '')
    })
    return item
  })
  return { values }
}
