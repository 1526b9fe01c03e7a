import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Engine, EngineListener, Outgoing, StartEngine } from './engine'

/**
 * Sessions in worker threads: an expression that never ends, or one that takes all memory, is the end of its own session and of nothing else, and
 * the thread that talks to clients is always there to hear them.
 */
export const engineInWorker: StartEngine = (listener) => attach(new WorkerEngine(), listener)

/** A worker that starts now, for a client that is yet to speak: what it loads is there when it does. */
export function engineAhead(): StartEngine {
  const engine = new WorkerEngine()
  return (listener) => attach(engine, listener)
}

function attach(engine: WorkerEngine, listener: EngineListener): Engine {
  engine.listen(listener)
  return engine
}

class WorkerEngine implements Engine {
  private listener: EngineListener | undefined
  private readonly worker: Worker
  private stopped = false
  private dead = false
  private reason = 'it ended by itself'

  constructor() {
    // Not to the process's own stdout: there the protocol is spoken.
    this.worker = new Worker(join(__dirname, 'debugSession.js'), { stdout: true, execArgv: [] })
    this.worker.on('message', (message: Outgoing) => this.listener?.send(message))
    this.worker.on('error', (error: NodeJS.ErrnoException) => {
      this.reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needed more memory than there is' : (error.stack ?? error.message)
    })
    this.worker.on('exit', () => {
      this.dead = true
      this.tellDeath()
    })
  }

  listen(listener: EngineListener): void {
    this.listener = listener
    // A worker that was begun ahead may not have lived until now; who listens has to have it first.
    if (this.dead) setImmediate(() => this.tellDeath())
  }

  private tellDeath(): void {
    if (!this.stopped) this.listener?.died(`The debug session has died: ${this.reason}.`)
  }

  receive(text: string): void {
    this.worker.postMessage(text)
  }

  taken(characters: number): void {
    this.worker.postMessage(characters)
  }

  stop(): void {
    this.stopped = true
    void this.worker.terminate()
  }
}
