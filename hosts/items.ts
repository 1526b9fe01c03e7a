import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ItemRequest, ItemSource, Ports } from '../core/interpreter/api'
import { isArray, isObject, type Json, type JsonObject, member } from '../core/json'
import { csvRows } from './csv'

/**
 * The items of a distributed Map from files: the object KEY of the bucket BUCKET is the file BUCKET/KEY in this folder (that of the
 * definition). Nothing outside of the folder is read. Compressed objects (.gz) are read too, as AWS does for CSV, JSON and JSONL.
 */
export const fileItems =
  (folder: string): NonNullable<Ports['readItems']> =>
  (request) => {
    const action = request.resource.split(':').at(-1)
    return action === 'listObjectsV2' ? listing(folder, request) : object(folder, request)
  }

type Answer = ItemSource | undefined | Promise<ItemSource | undefined>

function object(folder: string, { parameters, readerConfig }: ItemRequest): Answer {
  const bucket = text(parameters, 'Bucket')
  const file = objectFile(folder, bucket, text(parameters, 'Key'))
  if (file === undefined) return undefined
  const type = text(readerConfig, 'InputType')
  if (type === 'PARQUET') return parquet(file)
  if (type === 'MANIFEST') return inventory(folder, file)
  const content = readText(file)
  return content === undefined ? undefined : { text: content }
}

const text = (object: JsonObject, name: string): string => {
  const value = member(object, name)
  return typeof value === 'string' ? value : ''
}

/** The file that stands for an object; undefined where there is none in the folder. */
function objectFile(folder: string, bucket: string, key: string): string | undefined {
  const root = resolve(folder, bucket)
  const file = resolve(root, `./${key}`)
  const inside = root.startsWith(resolve(folder) + sep) && file.startsWith(root + sep)
  return inside && !file.includes('\0') && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
}

/** Undefined for a .gz file that is none. */
function readText(file: string): string | undefined {
  const bytes = readFileSync(file)
  try {
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch {
    return undefined
  }
}

/** The objects of a bucket in the order of their keys. Source: Developer Guide, "ItemReader (Map)", Amazon S3 objects. */
function listing(folder: string, { parameters }: ItemRequest): Answer {
  const root = resolve(folder, text(parameters, 'Bucket'))
  if (!root.startsWith(resolve(folder) + sep) || !statSync(root, { throwIfNoEntry: false })?.isDirectory()) return undefined
  const prefix = text(parameters, 'Prefix')
  const keys = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((key) => key.startsWith(prefix))
    .sort()
  const items = keys.flatMap((key): Json[] => {
    const { size, mtimeMs, isFile } = describe(join(root, key))
    return isFile
      ? [{ Etag: `"${size.toString(16)}"`, Key: key, LastModified: Math.floor(mtimeMs / 1000), Size: size, StorageClass: 'STANDARD' }]
      : []
  })
  return { items }
}

function describe(file: string) {
  const stat = statSync(file)
  return { size: stat.size, mtimeMs: stat.mtimeMs, isFile: stat.isFile() }
}

/** Undefined where the file is no Parquet, or compressed in a way that needs more than Snappy. */
async function parquet(file: string): Promise<ItemSource | undefined> {
  const { parquetReadObjects } = await import('hyparquet')
  const bytes = readFileSync(file)
  try {
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    })
    return { items: rows.map(plain) }
  } catch {
    return undefined
  }
}

/** Values of Parquet that JSON does not have: 64-bit integers become numbers, times ISO 8601 texts, bytes Base64. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  return (value ?? null) as Json
}

/** An S3 inventory: a manifest that names CSV files without a header, whose columns it lists. Their bucket is the manifest's own. */
function inventory(folder: string, manifestFile: string): ItemSource | undefined {
  const manifest = parsed(readText(manifestFile))
  if (!isObject(manifest)) return undefined
  const files = member(manifest, 'files')
  const bucket = relative(resolve(folder), manifestFile).split(sep)[0]!
  const columns = text(manifest, 'fileSchema').split(/,\s*/)
  const items: Json[] = []
  for (const entry of isArray(files) ? files : []) {
    const file = isObject(entry) ? objectFile(folder, bucket, text(entry, 'key')) : undefined
    const rows = file && readText(file)
    if (rows === undefined) return undefined
    for (const row of csvRows(rows, ',') ?? []) items.push(Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ''])))
  }
  return { items }
}

function parsed(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  } catch {
    return undefined
  }
}
