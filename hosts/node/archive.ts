import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Archive } from '../../core/history/archive'

/** Bytes that one run may put on the disk. */
const most = 4 * 1024 * 1024 * 1024

/**
 * Keeps texts in a file that nobody else sees: it has no name any more once it is open, and is gone with the process. Where it cannot be
 * written (a full disk), or holds `limit` bytes, nothing more is taken.
 */
export function fileArchive(limit = most): Archive {
  let file: number | undefined
  let end = 0
  let full = false
  const places: { readonly at: number; readonly length: number }[] = []
  return {
    put: (text) => {
      if (full) return undefined
      const bytes = Buffer.from(text)
      full = end + bytes.length > limit
      if (full) return undefined
      try {
        file ??= privateFile()
        for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, end + done)
      } catch {
        full = true
        return undefined
      }
      places.push({ at: end, length: bytes.length })
      end += bytes.length
      return places.length - 1
    },
    get: (handle) => {
      const place = places[handle]
      if (place === undefined || file === undefined) return undefined
      const bytes = Buffer.allocUnsafe(place.length)
      try {
        let done = 0
        while (done < place.length) {
          const read = readSync(file, bytes, done, place.length - done, place.at + done)
          if (read === 0) return undefined
          done += read
        }
      } catch {
        return undefined
      }
      return bytes.toString()
    },
  }
}

function privateFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'stepthrough-'))
  try {
    return openSync(join(folder, 'payloads'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
