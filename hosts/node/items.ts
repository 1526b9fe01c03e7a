import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isListing } from '../../core/aws/readerConfig'
import { type Json, type JsonObject, member } from '../../core/base/json'
import type { ItemRequest, ItemSource, Ports } from '../../core/interpreter/api'
import { isInside, readBytes, reason } from './files'
import { parquet } from './parquet'

type Answer = ItemSource | undefined

/** Of one object, also when it is unpacked. */
export const mostBytes = 64 * 1024 * 1024
/** A listing has no more objects than these: a folder with more is no test data. */
export const mostObjects = 100_000

/**
 * The objects of S3 from files: the object KEY of the bucket BUCKET is the file BUCKET/KEY in this folder (that of the definition). Nothing
 * outside of the folder is read, wherever links lead. Compressed objects (.gz) are unpacked, as AWS does for CSV, JSON and JSONL.
 */
export const fileItems =
  (folder: string): NonNullable<Ports['readItems']> =>
  (request) =>
    isListing(request.resource) ? listing(folder, request) : object(folder, request)

function object(folder: string, { parameters, readerConfig }: ItemRequest): Answer | Promise<Answer> {
  const [bucket, key] = [text(parameters, 'Bucket'), text(parameters, 'Key')]
  const root = within(folder, bucket)
  const file = root === undefined ? undefined : within(root, key)
  if (file === undefined) return undefined
  const real = realPath(folder, file)
  if (typeof real !== 'string') return real
  const bytes = attempt(() => readBytes(real, mostBytes))
  return Buffer.isBuffer(bytes) ? contentOf(bytes, key, readerConfig) : bytes
}

/** What is in an object: rows, or a text. */
export function contentOf(bytes: Buffer, key: string, readerConfig: JsonObject): Answer | Promise<Answer> {
  if (text(readerConfig, 'InputType') === 'PARQUET') return parquet(bytes, mostBytes)
  const unpacked = unpack(bytes, key)
  return Buffer.isBuffer(unpacked) ? { text: unpacked.toString('utf8') } : unpacked
}

/** What is said of a bucket that cannot be listed. */
export const tooMany: ItemSource = { problem: `The bucket has more than ${mostObjects} objects: too many to be listed here.` }

export const text = (object: JsonObject, name: string): string => {
  const value = member(object, name)
  return typeof value === 'string' ? value : ''
}

/** `path` within a folder, by its spelling alone; undefined where it leads out or is the folder itself. */
export function within(folder: string, path: string): string | undefined {
  const root = resolve(folder)
  const full = resolve(root, `./${path}`)
  return full.startsWith(root.endsWith(sep) ? root : root + sep) && !path.includes('\0') ? full : undefined
}

/** Where a path leads once its links are followed. */
function realPath(folder: string, path: string): string | Answer {
  const real = attempt(() => realpathSync(path))
  if (typeof real !== 'string') return real
  if (!isInside(realpathSync(folder), real)) return { problem: 'A link leads out of the folder of the definition: it is not followed.' }
  return real
}

/** What the file system gives, or why it does not: undefined where there is nothing. */
function attempt<T>(action: () => T): T | Answer {
  try {
    return action()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    if (code === 'TOO_LARGE') return { problem: `The object is larger than ${mostBytes / 1024 / 1024} MiB: too large to be read here.` }
    return { problem: `The object cannot be read: ${reason(error)}.` }
  }
}

/** GZIP is unpacked, by the object's name. Source: Developer Guide, "ItemReader (Map)", InputType. */
function unpack(bytes: Buffer, key: string): Buffer | Answer {
  if (/\.zst(d)?$/i.test(key)) return { problem: 'Objects that Zstandard has compressed cannot be read here.' }
  if (!/\.gz$/i.test(key)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return {
      problem: large
        ? `The object is larger than ${mostBytes / 1024 / 1024} MiB when it is unpacked: too large to be read here.`
        : 'The object ends in .gz, and is not compressed by GZIP.',
    }
  }
}

/** The objects of a bucket in the order of their keys. Source: Developer Guide, "ItemReader (Map)", Amazon S3 objects. */
function listing(folder: string, { parameters }: ItemRequest): Answer {
  const root = within(folder, text(parameters, 'Bucket'))
  const real = root === undefined ? undefined : realPath(folder, root)
  if (typeof real !== 'string') return real
  if (!statSync(real).isDirectory()) return undefined
  const found = filesIn(folder, real, text(parameters, 'Prefix'))
  if (found === undefined) return tooMany
  const items = found.filter(({ key }) => isListed(key, parameters)).sort((a, b) => (a.key < b.key ? -1 : 1))
  return { items: items.map(description) }
}

/** Behind StartAfter, and not grouped by a Delimiter behind the prefix. Source: S3 API reference, ListObjectsV2. */
function isListed(key: string, parameters: JsonObject): boolean {
  const [prefix, after, delimiter] = [text(parameters, 'Prefix'), text(parameters, 'StartAfter'), text(parameters, 'Delimiter')]
  return key > after && (delimiter === '' || !key.slice(prefix.length).includes(delimiter))
}

interface Found {
  readonly key: string
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly modified: number
  /** Absent: one is made up of the size. */
  readonly etag?: string
}

/** An object as a listing gives it. */
export const description = ({ key, size, modified, etag = `"${size.toString(16)}"` }: Found): Json => ({
  Etag: etag,
  Key: key,
  LastModified: Math.floor(modified / 1000),
  Size: size,
  StorageClass: 'STANDARD',
})

/**
 * The plain files below a folder whose keys begin with the prefix. Links that lead nowhere, out of the definition's folder or back to where
 * they stand are no objects. Undefined: there are too many.
 */
function filesIn(folder: string, root: string, prefix: string): Found[] | undefined {
  const found: Found[] = []
  const seen = new Set([root])
  const queue: { readonly path: string; readonly key: string }[] = [{ path: root, key: '' }]
  let entries = 0
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const entry of entriesOf(at.path)) {
      if (++entries > mostObjects) return undefined
      const key = at.key + entry.name
      // a folder whose files cannot have the prefix
      if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue
      const path = entry.isSymbolicLink() ? realPath(folder, join(at.path, entry.name)) : join(at.path, entry.name)
      if (typeof path !== 'string') continue
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isFile() && key.startsWith(prefix)) found.push({ key, size: stat.size, modified: stat.mtimeMs })
      else if (stat?.isDirectory() && !seen.has(path)) {
        seen.add(path)
        queue.push({ path, key: `${key}/` })
      }
    }
  }
  return found
}

/** A folder that may not be read has no files. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
