import { isArray, type Json, type JsonObject, member } from '../base/json'
import { parseResource } from './resource'

/** How the objects are read. */
export interface Reading {
  /** Between two columns of CSV: one character. */
  readonly delimiter: string
  /** The columns' names; absent: they are in the first row. */
  readonly headers?: readonly string[]
  /** A JSON pointer (RFC 6901) to the items within the object; absent: the object is the items. */
  readonly pointer?: string
}

/** The formats of the objects that have items in them, in the words of InputType. */
export type Format = 'CSV' | 'JSON' | 'JSONL' | 'PARQUET'

/**
 * What an ItemReader reads: one object, the list of a bucket's objects, those objects themselves, the data files that a manifest of Athena
 * names, or the rows of an S3 inventory.
 */
export type Wanted = Reading &
  ({ readonly kind: 'object' | 'flatten' | 'athena'; readonly format: Format } | { readonly kind: 'listing' | 'inventory' })

const formats = ['CSV', 'JSON', 'JSONL', 'PARQUET'] as const
const delimiters: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' }

/** The names of ReaderConfig's fields whose values are words. */
const words: Readonly<Record<string, readonly string[]>> = {
  InputType: [...formats, 'MANIFEST'],
  Transformation: ['NONE', 'LOAD_AND_FLATTEN'],
  ManifestType: ['ATHENA_DATA', 'S3_INVENTORY'],
  CSVDelimiter: Object.keys(delimiters),
  CSVHeaderLocation: ['FIRST_ROW', 'GIVEN'],
}

/**
 * A sentence about the first field whose value is none of those that it may have; undefined where all are right. `config` is evaluated
 * already.
 */
export function unknownWord(config: JsonObject): string | undefined {
  for (const [name, values] of Object.entries(words)) {
    const value = member(config, name)
    if (value !== undefined && !values.includes(value as string))
      return `The field '${name}' of ReaderConfig should have one of these values: [${values.join(', ')}]`
  }
  return undefined
}

/** Whether the Resource of an ItemReader lists a bucket's objects: s3:listObjectsV2. */
export function isListing(resource: string): boolean {
  const parsed = parseResource(resource)
  return parsed.kind === 'optimised' && parsed.action === 'listObjectsV2'
}

/**
 * Reads a ReaderConfig that is evaluated already; a text is a sentence that says what of it cannot be. Source: Developer Guide, "ItemReader
 * (Map)".
 */
export function wantedOf({
  resource,
  readerConfig: config,
}: {
  readonly resource: string
  readonly readerConfig: JsonObject
}): Wanted | string {
  const unknown = unknownWord(config)
  if (unknown !== undefined) return unknown
  const word = (name: string) => member(config, name) as string | undefined
  const headers = headersOf(config)
  if (typeof headers === 'string') return headers
  const pointer = member(config, 'ItemsPointer')
  const reading: Reading = {
    delimiter: delimiters[word('CSVDelimiter') ?? 'COMMA']!,
    ...(headers !== undefined && { headers }),
    ...(typeof pointer === 'string' && { pointer }),
  }
  const [type, manifest] = [word('InputType'), word('ManifestType')]
  const flatten = word('Transformation') === 'LOAD_AND_FLATTEN'
  if (isListing(resource)) {
    if (manifest !== undefined) return 'ManifestType belongs to s3:getObject, which reads the manifest.'
    if (!flatten) return { ...reading, kind: 'listing' }
    const format = formatOf(type)
    return format === undefined
      ? 'The Transformation LOAD_AND_FLATTEN needs the InputType of the objects: CSV, JSON, JSONL or PARQUET.'
      : { ...reading, kind: 'flatten', format }
  }
  if (flatten) return 'The Transformation LOAD_AND_FLATTEN belongs to s3:listObjectsV2, which lists the objects.'
  if (manifest === 'ATHENA_DATA') return athena(type, reading)
  if (manifest === 'S3_INVENTORY' && type !== undefined) return 'With the ManifestType S3_INVENTORY there is no InputType: it is CSV.'
  if (manifest === 'S3_INVENTORY' || type === 'MANIFEST') return { ...reading, kind: 'inventory' }
  const format = formatOf(type)
  return format === undefined ? 'ReaderConfig needs the InputType of the object.' : { ...reading, kind: 'object', format }
}

const formatOf = (type: string | undefined): Format | undefined => formats.find((format) => format === type)

/** The data files have no row of headers, so that without headers the first row would be lost. */
function athena(type: string | undefined, reading: Reading): Wanted | string {
  const format = formatOf(type)
  if (format === undefined || format === 'JSON')
    return 'The ManifestType ATHENA_DATA needs the InputType of the data files: CSV, JSONL or PARQUET.'
  if (format === 'CSV' && reading.headers === undefined)
    return 'The data files of Athena have no header in their first row: give CSVHeaders, with the CSVHeaderLocation GIVEN.'
  return { ...reading, kind: 'athena', format }
}

/** Undefined: the first row has them. A text says what is wrong with those that are given. */
function headersOf(config: JsonObject): readonly string[] | string | undefined {
  if (member(config, 'CSVHeaderLocation') === 'FIRST_ROW') return undefined
  const given = member(config, 'CSVHeaders')
  if (isArray(given))
    return given.every((name): name is string & Json => typeof name === 'string') ? given : 'CSVHeaders has to be a list of texts.'
  return member(config, 'CSVHeaderLocation') === 'GIVEN' ? 'The CSVHeaderLocation GIVEN needs CSVHeaders.' : undefined
}
