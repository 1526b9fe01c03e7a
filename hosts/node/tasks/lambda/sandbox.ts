import { type ChildProcess, spawn } from 'node:child_process'
import { exited, type Fault, invalidEntrypoint, responseTooLarge, timedOut, timeoutText } from '../../../../core/tasks/lambda/faults'
import { after } from '../../after'
import type { Output } from './output'
import type { ProcessTrees } from './processTree'
import type { Invocation, RuntimeApi, Said } from './runtimeApi'

/** One call of a function. */
export interface Call extends Omit<Invocation, 'deadline'> {
  /** Of the call. A process that begins has ten more, as in Lambda. Undefined: time stands still, since it is debugged. */
  readonly seconds: number | undefined
  /** Its answer has the end of the log with it. */
  readonly tail: boolean
}

/** A function's answer or error as JSON text, or why there is none. */
export type Answer = ({ readonly payload: string; readonly isError: boolean } | { readonly fault: Fault }) & {
  /** The end of the log, where it is asked for. */
  readonly tail?: string | undefined
}

/** The process had ended before it was told of the call, or nobody waits any more. */
export const gone = 'gone'

export interface Launch {
  readonly file: string
  readonly args: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** A text in the environment that no other process has. */
  readonly marker: string
}

const beginSeconds = 10
/** Where a debugger has stopped: far away, and no more than a timer takes. */
const farAway = 24 * 3600 * 1000
/** Milliseconds without output after a process's end, when somebody still holds it open: no more comes. */
const patience = 1000

interface Work {
  readonly call: Call
  readonly resolve: (answer: Answer | typeof gone) => void
  delivered: boolean
  /** Milliseconds since the epoch, once it is delivered. */
  began?: number
  /** Why the process is being ended. */
  fault?: Fault
  callOff?: () => void
}

/** A process that runs a function, one call at a time: what Lambda calls an execution environment. */
export class Sandbox {
  private readonly child: ChildProcess
  private work: Work | undefined
  private hasBegun = false
  private isEnding = false
  private treeEnds: Promise<void> | undefined
  /** It has ended, with all that it had started, and its output has been read to the end. */
  readonly ended: Promise<void>

  constructor(
    private readonly launch: Launch,
    private readonly api: RuntimeApi,
    private readonly output: Output,
    private readonly trees: ProcessTrees,
  ) {
    const { file, args, folder, environment, marker } = launch
    this.child = spawn(file, args, {
      cwd: folder,
      env: environment,
      // the fourth is read by nobody and written by nobody: it closes when this process is gone
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const { child } = this
    child.stdio[3]?.on('error', () => {})
    for (const stream of [child.stdout, child.stderr]) if (stream) output.read(stream)
    if (child.pid !== undefined) trees.started(child.pid, marker)
    api.onNext = () => {
      this.hasBegun = true
      this.deliver()
    }
    api.onSaid = (said) => this.hear(said)
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => this.end(invalidEntrypoint(this.requestId, file, reason(error))).then(resolve))
      child.once('exit', (code, signal) => this.end(exited(this.requestId, code, signal)).then(resolve))
    })
  }

  /** Whether it can take a call, now or once it has begun. */
  get isAlive(): boolean {
    return !this.isEnding
  }

  /** It works on nothing else. */
  invoke(call: Call): Promise<Answer | typeof gone> {
    return new Promise((resolve) => {
      this.work = { call, resolve, delivered: false }
      if (!this.isAlive) this.give(gone)
      if (!this.hasBegun) this.arm(beginSeconds)
      this.deliver()
    })
  }

  /** Ends the process with all that it has started; who waits for an answer gets `gone`. */
  async kill(): Promise<void> {
    this.give(gone)
    await this.stop()
  }

  private get requestId(): string {
    return this.work?.call.requestId ?? ''
  }

  private deliver(): void {
    const { work } = this
    if (work === undefined || work.delivered || !this.api.isAsked) return
    work.delivered = true
    work.began = Date.now()
    this.arm(0)
    const { seconds, tail, ...call } = work.call
    if (tail) {
      this.output.keepTail()
      this.output.log(`START RequestId: ${call.requestId} Version: ${this.launch.environment.AWS_LAMBDA_FUNCTION_VERSION}`)
    }
    this.api.deliver({ ...call, deadline: work.began + (seconds === undefined ? farAway : seconds * 1000) })
  }

  /** The call's time begins, after so many seconds more. */
  private arm(more: number): void {
    const { work } = this
    if (work?.call.seconds === undefined) return
    const { seconds, requestId } = work.call
    work.callOff?.()
    work.callOff = after((seconds + more) * 1000, () => {
      work.fault = timedOut(requestId, seconds)
      this.output.note(`${new Date().toISOString()} ${requestId} ${timeoutText(seconds)}`)
      this.stop()
    })
  }

  private hear({ about, text }: Said): void {
    if (this.work === undefined || (about === 'initError') === this.work.delivered) return
    this.work.callOff?.()
    // what it has printed before came first, and is read now
    setImmediate(() => {
      this.give(text === undefined ? { fault: responseTooLarge } : { payload: text, isError: about !== 'response' })
      // one that could not begin takes no call
      if (about === 'initError') this.stop()
    })
  }

  private give(answer: Answer | typeof gone): void {
    const { work } = this
    this.work = undefined
    if (work === undefined) return
    work.callOff?.()
    work.resolve(answer === gone || !work.call.tail ? answer : { ...answer, tail: this.report(work) })
  }

  private report({ call: { requestId }, began = Date.now() }: Work): string | undefined {
    const taken = Date.now() - began
    this.output.log(`END RequestId: ${requestId}`)
    this.output.log(`REPORT RequestId: ${requestId}\tDuration: ${taken.toFixed(2)} ms\tBilled Duration: ${taken} ms`)
    return this.output.takeTail()
  }

  private async stop(): Promise<void> {
    this.isEnding = true
    await this.endTree()
    await this.ended
  }

  private async end(fault: Fault): Promise<void> {
    this.isEnding = true
    await this.endTree()
    await this.read()
    this.api.close()
    const { work } = this
    if (work !== undefined) this.give(work.fault ? { fault: work.fault } : this.hasBegun && !work.delivered ? gone : { fault })
  }

  private endTree(): Promise<void> | undefined {
    const { pid } = this.child
    if (pid !== undefined) this.treeEnds ??= this.trees.end(pid, this.launch.marker)
    return this.treeEnds
  }

  /** Waits for the end of its output. */
  private async read(): Promise<void> {
    const { stdout, stderr } = this.child
    for (const stream of [stdout, stderr]) {
      if (!stream || stream.closed) continue
      await new Promise<void>((resolve) => {
        const look = () => {
          // what has come while this process did something else is read first
          setImmediate(() => (this.output.hasHeard() ? wait() : stream.destroy()))
        }
        let callOff = () => {}
        const wait = () => {
          callOff = after(patience, look)
        }
        wait()
        stream.once('close', () => {
          callOff()
          resolve()
        })
      })
    }
  }
}

/** Why a program could not be started, as Go says it in Lambda. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  ENOEXEC: 'exec format error',
  E2BIG: 'argument list too long',
  EMFILE: 'too many open files',
  ERR_INVALID_ARG_VALUE: 'invalid argument',
}
export const reason = (error: NodeJS.ErrnoException): string => reasons[error.code ?? ''] ?? error.code ?? 'it cannot be started'
