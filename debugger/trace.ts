import type { System, TraceFile } from './system'

/** The protocol and engine log of one session: a line a message. */
export class Trace {
  private file: TraceFile | undefined

  constructor(private readonly system: Pick<System, 'trace'>) {}

  /** Opens the log; gives its path. Undefined where this host has no place for one. */
  start(): string | undefined {
    this.file ??= this.system.trace()
    return this.file?.path
  }

  get on(): boolean {
    return this.file !== undefined
  }

  write(kind: '-> client' | '<- client' | 'engine', message: string): void {
    try {
      this.file?.write(`${new Date().toISOString()} ${kind} ${message}\n`)
    } catch {
      // A full disk ends the log, not the session.
      this.stop()
    }
  }

  stop(): void {
    this.file?.close()
    this.file = undefined
  }
}
