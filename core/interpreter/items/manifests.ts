import { isArray, isObject, type Json, member } from '../../base/json'
import { csvRows } from './csv'
import { parseJson } from './formats'

/** An object of S3 as manifests name it. */
export interface ObjectName {
  readonly bucket: string
  readonly key: string
}

const uri = /^s3:\/\/([^/]+)\/(.+)$/i

/** The data files that a manifest of Athena names: a URI a line. Source: Athena User Guide, "Identify query output files"; Developer Guide. */
export function athenaFiles(text: string): readonly ObjectName[] | string {
  const files: ObjectName[] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.trim() === '') continue
    const name = line.startsWith('"') ? (csvRows(line, ',')?.[0]?.[0] ?? line) : line.trim()
    const match = uri.exec(name)
    if (match === null) return `A line of the manifest is no URI of an object in S3: ${name.slice(0, 200)}`
    files.push({ bucket: match[1]!, key: match[2]! })
  }
  return files
}

/** The parts of an S3 inventory, with the columns of their rows. They are in the manifest's bucket. Source: S3 User Guide, "Inventory manifest". */
export function inventoryFiles(
  text: string,
  bucket: string,
): { readonly files: readonly ObjectName[]; readonly columns: readonly string[] } | string {
  const manifest = parseJson(text)
  const schema = isObject(manifest) ? member(manifest, 'fileSchema') : undefined
  const files = isObject(manifest) ? member(manifest, 'files') : undefined
  if (!isObject(manifest) || typeof schema !== 'string' || !isArray(files)) return 'The object is no manifest.json of an S3 inventory.'
  const format = member(manifest, 'fileFormat')
  if (format !== 'CSV') return `The format of an S3 inventory has to be CSV${typeof format === 'string' ? `, not ${format}` : ''}.`
  const keys = files.map((file) => (isObject(file) ? member(file, 'key') : undefined))
  if (!keys.every((key): key is string & Json => typeof key === 'string')) return 'A file of the manifest has no key.'
  return { files: keys.map((key) => ({ bucket, key })), columns: schema.split(/,\s*/) }
}
