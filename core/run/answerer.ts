import type { TaskCall, TaskOutcome } from '../interpreter/api'
import type { Exchanged } from './exchange'

/** What an answerer hears of the attempt that it works on. */
export interface Control {
  /** Whether the state has been cut short, so that nobody waits for an outcome: by a timeout, an end from outside, a step back. */
  readonly aborted: boolean
  /** `listener` is called once when it is cut short, at once where it is. */
  onAbort(listener: () => void): void
  /** A sign of life: HeartbeatSeconds begins anew. */
  heartbeat(): void
  /** Time stands still for the attempt until its outcome: a person debugs what answers it. */
  hold(): void
  /** What is known before the outcome, and is told where it times out, too: what was submitted, which worker has taken it. */
  know?(about: Pick<TaskOutcome, 'submitted' | 'workerName'>): void
  /** An HTTP task's request and response, where somebody wants to know: TestState. They are secret, and are not kept. */
  exchanged?(exchange: Exchanged): void
}

/** The same, that also hears of HTTP requests. */
export const hearing = (control: Control, exchanged: (exchange: Exchanged) => void): Control => ({
  get aborted() {
    return control.aborted
  },
  onAbort: (listener) => control.onAbort(listener),
  heartbeat: () => control.heartbeat(),
  hold: () => control.hold(),
  know: (about) => control.know?.(about),
  exchanged,
})

/** Answers an attempt of a task, or has nothing for it. One that throws is a task that fails. */
export type Answerer = (call: TaskCall, control: Control) => TaskOutcome | undefined | Promise<TaskOutcome | undefined>

/** Who may answer. The outcomes of each say so, unless they name somebody themselves. */
export type Entries = { readonly [K in Place]?: Answerer | undefined }

/** A place in the chain. */
export type Place = (typeof order)[number]

/**
 * Who is asked first. `edit`: what the user has said in the debugger. `mock`: the test case. `recorded`: a history that is replayed. `binding`:
 * functions and endpoints of stepthrough.json. `unmocked`: what is done where nobody has an answer.
 */
export const order = ['edit', 'mock', 'recorded', 'binding', 'unmocked'] as const
