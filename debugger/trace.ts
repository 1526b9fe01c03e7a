import { closeSync, openSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The protocol and engine log of one session: a file in the folder for temporary files, a line a message. Written at once, so that
 * it is whole when the process dies.
 */
export class Trace {
  private file: number | undefined
  private path = ''

  /** Opens the log; gives its path. */
  start(): string {
    if (this.file === undefined) {
      this.path = join(tmpdir(), `stepthrough-debug-${process.pid}-${Date.now()}.log`)
      this.file = openSync(this.path, 'a')
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
