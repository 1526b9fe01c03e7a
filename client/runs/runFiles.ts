import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { importedEnding, savedEnding } from '../../core/model/fileNames'
import { glanceAt, type NoGlance, type RunGlance } from '../../core/run/saved/glance'

/** A file of the folder of runs. */
export interface RunFile {
  readonly path: string
  /** Milliseconds since the epoch. */
  readonly changedAt: number
  readonly bytes: number
  readonly glance: RunGlance | NoGlance
}

/** Files of which a list shows no more at first, and how many more it shows then. */
export const page = 200

/** Whether a name is that of a saved run, or of an imported history. */
export const isRunName = (name: string): boolean => name.endsWith(savedEnding) || name.endsWith(importedEnding)

/** Whether a folder has any. */
export const hasRuns = async (folder: string): Promise<boolean> => (await readdir(folder).catch(() => [])).some(isRunName)

/** Looks at the files of a folder. What has not changed is not read again. */
export class RunFiles {
  private readonly known = new Map<string, RunFile>()

  /** The latest first, as their names begin with the time; `left`: how many more there are. A folder that is not there has none. */
  async list(folder: string, most: number): Promise<{ readonly files: readonly RunFile[]; readonly left: number }> {
    const names = (await readdir(folder).catch(() => [])).filter(isRunName).sort().reverse()
    const files: RunFile[] = []
    for (const [i, name] of names.slice(0, most).entries()) {
      const file = this.look(path.join(folder, name))
      if (file !== undefined) files.push(file)
      // the editor has its turn between them
      if (i % 20 === 19) await new Promise(setImmediate)
    }
    for (const known of this.known.keys()) if (!files.some((file) => file.path === known)) this.known.delete(known)
    return { files, left: Math.max(0, names.length - most) }
  }

  /** Undefined: it is gone, or no plain file. */
  look(file: string): RunFile | undefined {
    let at: number | undefined
    try {
      at = openSync(file, 'r')
      const { size, mtimeMs, isFile } = withKind(at)
      if (!isFile) return undefined
      const known = this.known.get(file)
      if (known?.changedAt === mtimeMs && known.bytes === size) return known
      const found: RunFile = { path: file, changedAt: mtimeMs, bytes: size, glance: glanceAt(size, textOf(at)) }
      this.known.set(file, found)
      return found
    } catch {
      return undefined
    } finally {
      if (at !== undefined) closeSync(at)
    }
  }
}

function withKind(file: number) {
  const stat = fstatSync(file)
  return { size: stat.size, mtimeMs: stat.mtimeMs, isFile: stat.isFile() }
}

const textOf = (file: number) => (from: number, to: number) => {
  const bytes = Buffer.alloc(to - from)
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from))
}

/** Bytes of a file in which its first lines are looked for. */
const mostOfLines = 64 * 1024 * 1024

/** The first two lines of a file. Throws where it cannot be read. */
export function firstLines(file: string): [string, string] {
  const at = openSync(file, 'r')
  try {
    const { size } = fstatSync(at)
    for (let to = 256 * 1024; ; to *= 4) {
      const [first = '', second = '', ...rest] = textOf(at)(0, Math.min(to, size)).split('\n', 3)
      if (rest.length > 0 || to >= size || to >= mostOfLines) return [first, second]
    }
  } finally {
    closeSync(at)
  }
}
