import type { TaskCall, TaskOutcome } from '../interpreter/api'
import type { Answerer, Control } from './answerer'

/** Real time, as a host has it. */
export interface RealTime {
  /** Milliseconds, from any beginning. */
  readonly clock: () => number
  /** Calls `then` once, so many milliseconds later, unless what it returns is called before. */
  readonly after: (milliseconds: number, then: () => void) => () => void
}

/** A call that takes real time. It may be cut short and begun anew, after a step back; who waits gets the outcome of the last time. */
export class RealCall {
  private attempt: Attempt | undefined
  private give: (outcome: TaskOutcome | undefined) => void = () => {}
  private refuse: (error: unknown) => void = () => {}
  readonly outcome = new Promise<TaskOutcome | undefined>((resolve, reject) => {
    this.give = resolve
    this.refuse = reject
  })

  constructor(
    private call: TaskCall,
    private readonly answerer: Answerer,
    private readonly time: RealTime,
  ) {}

  get isUnderway(): boolean {
    return this.attempt !== undefined
  }

  /** Whether the thread that asked stands there and waits. */
  get isAwaited(): boolean {
    const { waitingFor } = this.call.thread
    return waitingFor?.kind === 'task' && waitingFor.call.key === this.call.key
  }

  /** Asks. What is known at once is returned, and nothing is under way. */
  begin(): ReturnType<Answerer> {
    const { thread } = this.call
    if (thread.waitingFor?.kind === 'task') this.call = thread.waitingFor.call
    const attempt = new Attempt(this.call, this.time, (outcome) => {
      if (this.end(attempt)) this.give(outcome)
    })
    this.attempt = attempt
    const answer = attempt.ask(this.answerer)
    if (!(answer instanceof Promise)) {
      this.end(attempt)
      return answer
    }
    answer.then(attempt.come, (error) => {
      if (this.end(attempt)) this.refuse(error)
    })
    return this.outcome
  }

  /** Begins anew where it was cut short. */
  again(): void {
    try {
      const answer = this.begin()
      if (!(answer instanceof Promise)) this.give(answer)
    } catch (error) {
      this.refuse(error)
    }
  }

  abort(): void {
    const { attempt } = this
    this.attempt = undefined
    attempt?.abort()
  }

  private end(attempt: Attempt): boolean {
    attempt.stop()
    if (this.attempt !== attempt) return false
    this.attempt = undefined
    return true
  }
}

/** One time of asking. */
class Attempt implements Control {
  aborted = false
  private readonly listeners: (() => void)[] = []
  private readonly began: number
  private beat: number
  private stopTimer: () => void = () => {}

  constructor(
    private readonly call: TaskCall,
    private readonly time: RealTime,
    private readonly done: (outcome: TaskOutcome | undefined) => void,
  ) {
    this.began = this.beat = time.clock()
  }

  ask(answerer: Answerer): ReturnType<Answerer> {
    const answer = answerer(this.call, this)
    if (answer instanceof Promise) this.arm()
    return answer
  }

  readonly come = (outcome: TaskOutcome | undefined): void =>
    this.done(outcome && { ...outcome, duration: outcome.duration ?? this.seconds })

  onAbort(listener: () => void): void {
    if (this.aborted) listener()
    else this.listeners.push(listener)
  }

  heartbeat(): void {
    if (this.aborted) return
    this.beat = this.time.clock()
    this.stopTimer()
    this.arm()
  }

  abort(): void {
    this.stop()
    if (this.aborted) return
    this.aborted = true
    for (const listener of this.listeners.splice(0)) listener()
  }

  stop(): void {
    this.stopTimer()
  }

  /** Seconds since it was asked. */
  private get seconds(): number {
    return (this.time.clock() - this.began) / 1000
  }

  /** TimeoutSeconds hold from the beginning, HeartbeatSeconds from the last sign of life. */
  private arm(): void {
    const { timeoutSeconds = Number.POSITIVE_INFINITY, heartbeatSeconds = Number.POSITIVE_INFINITY } = this.call
    const due = Math.min(this.began + timeoutSeconds * 1000, this.beat + heartbeatSeconds * 1000)
    if (!Number.isFinite(due)) return
    this.stopTimer = this.time.after(due - this.time.clock(), () => {
      this.abort()
      this.done({ kind: 'timedOut', duration: this.seconds })
    })
  }
}
