import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The protocol and engine log of one session: a line a message, in a new folder among the temporary ones that only this user can look into, for
 * payloads are in it. Written at once, so that it is whole when the process dies.
 */
export class Trace {
  private file: number | undefined
  private path = ''

  /** Opens the log; gives its path. */
  start(): string {
    if (this.file === undefined) {
      this.path = join(mkdtempSync(join(tmpdir(), 'stepthrough-debug-')), `${process.pid}.log`)
      this.file = openSync(this.path, 'ax', 0o600)
    }
    return this.path
  }

  get on(): boolean {
    return this.file !== undefined
  }

  write(kind: '-> client' | '<- client' | 'engine', message: string): void {
    if (this.file === undefined) return
    try {
      writeSync(this.file, `${new Date().toISOString()} ${kind} ${message}\n`)
    } catch {
      // A full disk ends the log, not the session.
      this.stop()
    }
  }

  stop(): void {
    if (this.file !== undefined) closeSync(this.file)
    this.file = undefined
  }
}
