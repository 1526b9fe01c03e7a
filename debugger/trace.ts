import { createWriteStream, type WriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The protocol and engine log of one session: a file in the folder for temporary files, a line a message. */
export class Trace {
  private stream: WriteStream | undefined
  path: string | undefined

  start(): string {
    if (this.path === undefined) {
      this.path = join(tmpdir(), `stepthrough-debug-${process.pid}-${Date.now()}.log`)
      this.stream = createWriteStream(this.path, { flags: 'a' })
      // A full disk ends the log, not the session.
      this.stream.on('error', () => this.stop())
    }
    return this.path
  }

  get on(): boolean {
    return this.stream !== undefined
  }

  write(kind: '-> client' | '<- client' | 'engine', message: string): void {
    this.stream?.write(`${new Date().toISOString()} ${kind} ${message}\n`)
  }

  stop(): void {
    this.stream?.end()
    this.stream = undefined
  }
}
