import { parseResource } from '../aws/resource'
import type { Timer } from '../base/longTimer'
import type { TaskCall, TaskOutcome } from '../interpreter/api'
import type { Answerer, Control } from './answerer'

/** Real time, as a host has it. */
export interface RealTime {
  /** Milliseconds, from any beginning. */
  readonly clock: () => number
  /** Calls `then` once, so many milliseconds later, unless what it returns is called before. */
  readonly after: Timer
}

/**
 * One time of asking somebody whose work takes real time. `done` hears of the outcome, with the real seconds that it took as its duration;
 * of undefined where there is no answer; and of `timedOut` once TimeoutSeconds or HeartbeatSeconds are over.
 */
export class Attempt implements Control {
  aborted = false
  private readonly listeners: (() => void)[] = []
  private readonly began: number
  /** The last sign of life. */
  private beat: number
  private known: Pick<TaskOutcome, 'submitted' | 'workerName'> = {}
  private stopTimer: () => void = () => {}
  /** When time was made to stand still. */
  private held: number | undefined = undefined

  constructor(
    private readonly call: TaskCall,
    private readonly time: RealTime,
    private readonly done: (outcome: TaskOutcome | undefined) => void,
  ) {
    this.began = time.clock()
    // those of an activity count from when a worker takes it: Developer Guide, "Task workflow state"
    this.beat = parseResource(call.resource).kind === 'activity' ? Number.POSITIVE_INFINITY : this.began
  }

  ask(answerer: Answerer): ReturnType<Answerer> {
    const answer = answerer(this.call, this)
    if (answer instanceof Promise && this.held === undefined) this.arm()
    return answer
  }

  /** The outcome has come; its own duration is left as it is. */
  readonly come = (outcome: TaskOutcome | undefined): void =>
    this.done(outcome && (outcome.duration === undefined ? { ...outcome, duration: this.seconds, spent: true } : outcome))

  onAbort(listener: () => void): void {
    if (this.aborted) listener()
    else this.listeners.push(listener)
  }

  heartbeat(): void {
    if (this.aborted || this.held !== undefined) return
    this.beat = this.time.clock()
    this.arm()
  }

  get isHeld(): boolean {
    return this.held !== undefined
  }

  hold(): void {
    this.held ??= this.time.clock()
    this.stop()
  }

  know(about: Pick<TaskOutcome, 'submitted' | 'workerName'>): void {
    this.known = { ...this.known, ...about }
  }

  abort(): void {
    this.stop()
    if (this.aborted) return
    this.aborted = true
    for (const listener of this.listeners.splice(0)) listener()
  }

  /** Ends the timer. What was asked is not told. */
  stop(): void {
    this.stopTimer()
  }

  /** Seconds since it was asked. */
  private get seconds(): number {
    return ((this.held ?? this.time.clock()) - this.began) / 1000
  }

  /** TimeoutSeconds hold from the beginning, HeartbeatSeconds from the last sign of life. */
  private arm(): void {
    const { timeoutSeconds = Number.POSITIVE_INFINITY, heartbeatSeconds = Number.POSITIVE_INFINITY } = this.call
    const due = Math.min(this.began + timeoutSeconds * 1000, this.beat + heartbeatSeconds * 1000)
    this.stopTimer()
    if (!Number.isFinite(due)) return
    this.stopTimer = this.time.after(due - this.time.clock(), () => {
      this.abort()
      this.done({ kind: 'timedOut', duration: this.seconds, spent: true, ...this.known })
    })
  }
}
