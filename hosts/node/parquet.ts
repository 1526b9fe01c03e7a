import { gunzipSync } from 'node:zlib'
import type { Json } from '../../core/base/json'
import type { ItemSource } from '../../core/interpreter/api'

/** The rows of a Parquet file. Snappy and GZIP are unpacked. Source: Developer Guide, "ItemReader (Map)", Parquet file. */
export async function parquet(bytes: Buffer, mostBytes: number): Promise<ItemSource> {
  const { parquetReadObjects } = await import('hyparquet')
  try {
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
      compressors: { GZIP: (input) => gunzipSync(input, { maxOutputLength: mostBytes }) },
    })
    return { items: rows.map(plain) }
  } catch {
    return { problem: 'The object cannot be read as Parquet here: it is none, or is compressed by something else than Snappy or GZIP.' }
  }
}

/** Values of Parquet that JSON does not have: 64-bit integers become numbers, times ISO 8601 texts, bytes Base64, what is no number null. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  return (value ?? null) as Json
}
