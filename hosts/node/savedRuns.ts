import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { savedEnding } from '../../core/model/fileNames'

/** A file that a run is saved in. */
export interface RunFile {
  readonly path: string
  /** Has kept the lines when it returns: a process that is killed loses none. */
  readonly write: (lines: string) => void
  close(): void
}

/** A new file in a folder, which is made where it is missing; named by the time and what runs. Throws. */
export function newRunFile(folder: string, name: string, now: Date): RunFile {
  mkdirSync(folder, { recursive: true })
  const base = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${name.replace(/[^\w.-]+/g, '_').slice(0, 80) || 'run'}`
  for (let n = 1; ; n++) {
    const path = join(folder, `${base}${n === 1 ? '' : `-${n}`}${savedEnding}`)
    try {
      return fileAt(path, openSync(path, 'ax'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function fileAt(path: string, file: number): RunFile {
  return {
    path,
    write: (lines) => {
      const bytes = Buffer.from(lines)
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    },
    close: () => closeSync(file),
  }
}
