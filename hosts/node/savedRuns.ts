import { closeSync, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { importedEnding, savedEnding } from '../../core/model/fileNames'
import type { SavedHeader } from '../../core/run/saved/format'
import { glanceAt, isGoing } from '../../core/run/saved/glance'

/** A file that a run is saved in. */
export interface RunFile {
  readonly path: string
  /** For its first line. */
  readonly about: Required<Pick<SavedHeader, 'savedAt' | 'pid'>>
  /** Has kept the lines when it returns: a process that is killed loses none. */
  readonly write: (lines: string) => void
  close(): void
}

/** How the files are called in which runs are saved, and histories that were imported. */
const runEndings = [savedEnding, importedEnding] as const
type RunEnding = (typeof runEndings)[number]

/** A new file in a folder, which is made where it is missing; named by the time and what runs. Throws. */
export function newRunFile(folder: string, name: string, now = new Date(), ending: RunEnding = savedEnding): RunFile {
  mkdirSync(folder, { recursive: true })
  const base = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${name.replace(/[^\w.-]+/g, '_').slice(0, 80) || 'run'}`
  for (let n = 1; ; n++) {
    const path = join(folder, `${base}${n === 1 ? '' : `-${n}`}${ending}`)
    try {
      // payloads are in it: nobody else may look
      return fileAt(path, openSync(path, 'ax', 0o600), now)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function fileAt(path: string, file: number, now: Date): RunFile {
  return {
    path,
    about: { savedAt: now.getTime(), pid: process.pid },
    write: (lines) => {
      const bytes = Buffer.from(lines)
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    },
    close: () => closeSync(file),
  }
}

/**
 * Takes the oldest saved runs of a folder away until the rest has at most so many bytes: never `keep`, nor one that a process still writes. Gives the paths of those that are gone. What cannot be
 * taken away stays.
 */
export function pruneRuns(folder: string, most: number, keep: string): string[] {
  const files = runsIn(folder)
  let bytes = files.reduce((sum, { size }) => sum + size, 0)
  const gone: string[] = []
  for (const { path, size } of files) {
    if (bytes <= most) break
    if (path === keep || isWritten(path)) continue
    try {
      unlinkSync(path)
    } catch {
      continue
    }
    bytes -= size
    gone.push(path)
  }
  return gone
}

/** The saved runs of a folder, those that were written to longest ago first. */
function runsIn(folder: string): { readonly path: string; readonly size: number; readonly at: number }[] {
  return readdirSync(folder)
    .filter((name) => runEndings.some((ending) => name.endsWith(ending)))
    .flatMap((name) => {
      const path = join(folder, name)
      const stat = lstatSync(path, { throwIfNoEntry: false })
      return stat?.isFile() ? [{ path, size: stat.size, at: stat.mtimeMs }] : []
    })
    .sort((a, b) => a.at - b.at || (a.path < b.path ? -1 : 1))
}

/** Whether the process that writes a file lives, and has not written its end. */
function isWritten(path: string): boolean {
  try {
    const glance = glanceIn(path)
    return glance.kind === 'run' && isGoing(glance, isAlive)
  } catch {
    return false
  }
}

function glanceIn(path: string) {
  const file = openSync(path, 'r')
  try {
    return glanceAt(fstatSync(file).size, (from, to) => {
      const bytes = Buffer.alloc(to - from)
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from))
    })
  } finally {
    closeSync(file)
  }
}

/** Whether there is a process with this id on this computer. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
