import { isArray, isObject, type Json, type JsonObject, member, setMember } from '../../json'
import type { ItemSource, Ports } from '../api'

/** The items of a dataset, or why it cannot be read: the cause of States.ItemReaderFailed. */
export type Dataset = { readonly items: readonly Json[] } | { readonly cause: string }

/** Reads what an item source has, as ReaderConfig says. Source: Developer Guide, "ItemReader (Map)". */
export function readDataset(source: ItemSource, config: JsonObject, { csvRows }: Ports): Dataset {
  if ('items' in source) return { items: source.items }
  const type = member(config, 'InputType')
  const read = typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined
  return read === undefined
    ? { cause: `The InputType ${JSON.stringify(type ?? null)} is not one that can be read from a text.` }
    : read(source.text, config, csvRows)
}

type Reader = (text: string, config: JsonObject, csvRows: Ports['csvRows']) => Dataset

const readers: Readonly<Record<string, Reader>> = { JSON: readJson, JSONL: readLines, CSV: readCsv }

function readJson(text: string, config: JsonObject): Dataset {
  const value = parsed(text)
  if (value === undefined) return { cause: 'Unable to parse the file as JSON.' }
  const pointer = member(config, 'ItemsPointer')
  const found = typeof pointer === 'string' ? pointed(value, pointer) : value
  return isArray(found) ? { items: found } : { cause: 'Attempting to map over non-iterable node.' }
}

function readLines(text: string): Dataset {
  const items: Json[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const value = parsed(line)
    if (value === undefined) return { cause: 'Unable to parse a line of the file as JSON.' }
    items.push(value)
  }
  return { items }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
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

const delimiters: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' }

/** Rows as objects with the headers as keys: short rows are filled up with empty texts, and what is beyond the headers is left out. */
function readCsv(text: string, config: JsonObject, csvRows: Ports['csvRows']): Dataset {
  if (csvRows === undefined) return { cause: 'CSV cannot be read here.' }
  const delimiter = member(config, 'CSVDelimiter')
  const rows = csvRows(text, (typeof delimiter === 'string' && delimiters[delimiter]) || ',')?.slice()
  if (rows === undefined) return { cause: 'Unable to parse the file as CSV.' }
  const given = member(config, 'CSVHeaders')
  const headers = isArray(given) ? given.map(String) : (rows.shift() ?? [])
  if (new Set(headers).size < headers.length) return { cause: 'CSV headers cannot contain duplicates.' }
  const items = rows.map((row) => {
    const item: Record<string, Json> = {}
    headers.forEach((header, i) => {
      setMember(item, header, row[i] ?? '')
    })
    return item
  })
  return { items }
}
