import type { Json, JsonObject } from '../../base/json'
import { jsonText, utf8Bytes } from '../../base/jsonText'
import type { WriteRequest } from '../api'

interface Results {
  readonly bucket: string
  /** The keys' common part. */
  readonly folder: string
  readonly mapRunArn: string
  readonly succeeded: readonly Json[]
  readonly failed: readonly Json[]
  /** OutputType JSONL. */
  readonly lines: boolean
}

/**
 * The objects that a ResultWriter writes: a list of the child executions that have succeeded, one of those that have failed, where there are any, and
 * manifest.json, which says where these are. Source: Developer Guide, "ResultWriter (Map)", Contents of the exported files.
 */
export function exported({ bucket, folder, mapRunArn, succeeded, failed, lines }: Results): WriteRequest {
  const objectOf = (status: string, results: readonly Json[]) => {
    if (results.length === 0) return []
    const text = lines ? results.map((result) => `${jsonText(result)}\n`).join('') : jsonText(results)
    return [{ key: `${folder}/${status}_0.${lines ? 'jsonl' : 'json'}`, text }]
  }
  const files = { FAILED: objectOf('FAILED', failed), PENDING: [], SUCCEEDED: objectOf('SUCCEEDED', succeeded) }
  const told = Object.entries(files).map(([status, objects]): [string, JsonObject[]] => [
    status,
    objects.map(({ key, text }) => ({ Key: key, Size: utf8Bytes(text) })),
  ])
  const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: Object.fromEntries(told) }
  const objects = [...files.FAILED, ...files.SUCCEEDED, { key: `${folder}/manifest.json`, text: jsonText(manifest) }]
  return { bucket, objects }
}
