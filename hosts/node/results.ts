import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Ports, WriteRequest, Written } from '../../core/interpreter/api'
import type { BoundObjects } from '../../core/run/bound'
import { isInside, reason } from './files'
import { within } from './items'

/** Names that a bucket may have. Source: S3 User Guide, "Bucket naming rules". A folder of any other name is none of ours. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/**
 * Writes what a ResultWriter exports to files: the object KEY of the bucket BUCKET is the file BUCKET/KEY in this folder (that of the definition), as it
 * is for items. Where there is no such folder `others` are asked first. Nothing is written outside of the folder, wherever links lead.
 */
export const fileResults =
  (folder: string, others: BoundObjects['writeResults']): NonNullable<Ports['writeResults']> =>
  async (request) => {
    if (!bucketName.test(request.bucket)) return { problem: `"${request.bucket}" cannot be the name of a bucket.` }
    const isThere = existsSync(within(folder, request.bucket)!)
    return (isThere ? undefined : await others?.(request)) ?? write(folder, request)
  }

function write(folder: string, { bucket, objects }: WriteRequest): Written {
  const root = within(folder, bucket)!
  for (const { key, text } of objects) {
    const file = within(root, key)
    if (file === undefined) return { problem: `The key "${key}" leads out of the bucket's folder.` }
    try {
      const real = existing(dirname(file))
      if (!isInside(realpathSync(folder), realpathSync(real)))
        return { problem: 'A link leads out of the folder of the definition: it is not followed.' }
      mkdirSync(dirname(file), { recursive: true })
      // one of an earlier run, or a link: what it leads to stays
      rmSync(file, { force: true })
      writeFileSync(file, text, { flag: 'wx' })
    } catch (error) {
      return { problem: `The results cannot be written to ${file}: ${reason(error)}` }
    }
  }
  return {}
}

/** The innermost folder of a path that is there. */
const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)))
