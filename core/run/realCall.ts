import { sameJson } from '../base/jsonText'
import type { TaskCall, TaskOutcome, Thread } from '../interpreter/api'
import type { Answerer } from './answerer'
import { Attempt, type RealTime } from './attempt'

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

  /** Whether time stands still for it. */
  get isHeld(): boolean {
    return this.attempt?.isHeld ?? false
  }

  /** Whether it is this question: of the same attempt, with the same input. Who changes the input after a step back asks another. */
  isOf({ key, input }: TaskCall): boolean {
    return this.call.key === key && sameJson(this.call.input, input)
  }

  /** Whether a thread stands there and waits: one of those, or else the one that asked, which is another object once the execution has gone back. */
  isAwaited(threads: readonly Thread[] = [this.call.thread]): boolean {
    for (const { waitingFor } of threads)
      if (waitingFor?.kind === 'task' && this.isOf(waitingFor.call)) {
        this.call = waitingFor.call
        return true
      }
    return false
  }

  /**
   * Asks. What is known at once is returned, and nothing is under way; undefined, also later, where the answerer has nothing for the call.
   * Throws or rejects where the answerer does.
   */
  begin(): ReturnType<Answerer> {
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
