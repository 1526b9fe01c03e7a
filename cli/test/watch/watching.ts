import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

/** What happens while tests wait: files have changed (absolute paths), a key was pressed, or there is to be an end. */
export type WatchEvent =
  | { readonly kind: 'changed'; readonly paths: ReadonlySet<string> }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'end' }

/** Tells what happens, in its order: also what has happened while nobody asked. */
export interface Watching {
  /** Whether there are keys. */
  readonly hasKeys: boolean
  /** The folders whose files count from now on, by absolute paths. Those in folders below do not. */
  look(folders: readonly string[]): void
  next(): Promise<WatchEvent>
  /** The next is the end. */
  end(): void
  close(): void
}

/** An editor writes a file in several steps, and several files at once. Milliseconds. */
const together = 50

/** The files of this computer, as its system tells of them, and the keys of the terminal where there is one. */
export function nodeWatching(): Watching {
  const { stdin } = process
  const hasKeys = stdin.isTTY === true
  const queue = new Queue<WatchEvent>()
  const watchers = new Map<string, FSWatcher>()
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    queue.put({ kind: 'changed', paths: new Set(changed) })
    changed.clear()
    timer = undefined
  }
  const note = (path: string) => {
    changed.add(path)
    timer ??= setTimeout(flush, together)
  }
  const pressed = (data: Buffer) => {
    // without its line mode the terminal makes no signal of Ctrl+C
    if (data.toString() === '\u0003') process.kill(process.pid, 'SIGINT')
    else queue.put({ kind: 'key', key: data.toString() })
  }
  if (hasKeys) stdin.setRawMode(true).on('data', pressed).resume()
  return {
    hasKeys,
    look: (folders) => {
      const wanted = new Set(folders)
      for (const [folder, watcher] of watchers)
        if (!wanted.has(folder)) {
          watcher.close()
          watchers.delete(folder)
        }
      for (const folder of wanted) if (!watchers.has(folder)) open(folder, watchers, note)
    },
    next: () => queue.take(),
    end: () => queue.put({ kind: 'end' }),
    close: () => {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
      if (hasKeys) stdin.setRawMode(false).off('data', pressed).pause()
    },
  }
}

/** A folder that cannot be watched, or is no more, tells nothing. */
function open(folder: string, watchers: Map<string, FSWatcher>, note: (path: string) => void): void {
  try {
    const watcher = watch(folder, (_, name) => note(name === null ? folder : join(folder, name)))
    watcher.on('error', () => {
      watcher.close()
      watchers.delete(folder)
    })
    watchers.set(folder, watcher)
  } catch {
    // it has gone, or the system watches no more
  }
}

class Queue<T> {
  private readonly waiting: T[] = []
  private taker: ((next: T) => void) | undefined

  put(next: T): void {
    const { taker } = this
    this.taker = undefined
    if (taker === undefined) this.waiting.push(next)
    else taker(next)
  }

  take(): Promise<T> {
    const next = this.waiting.shift()
    if (next !== undefined) return Promise.resolve(next)
    return new Promise((resolve) => {
      this.taker = resolve
    })
  }
}
