import { isTerminal, standsFor } from '../aws/errors'
import type { AslError, ErrorTraits } from '../expressions/evaluation/failure'
import { Failure } from '../expressions/evaluation/failure'
import { events } from '../history/events'
import { type State, valueAt } from '../model/machine'
import type { Node } from '../syntax/node'
import { errorOutput } from './errorOutput'
import { doing, type Operation, operation, type Transform } from './operation'
import type { PlanState } from './planState'
import type { ThreadImpl } from './thread'

/** An error of a state. */
export class StateError implements AslError {
  constructor(
    readonly error: string | undefined,
    readonly cause: string | undefined,
    readonly node: Node | undefined,
    readonly traits: ErrorTraits = {},
    /** The cause without the sentence that AWS puts in front of it. */
    readonly reason: string | undefined = cause,
  ) {}

  /** The state that has raised it: those around it fail with the same error. */
  raisedBy: State | undefined = undefined
}

/** One of a state's Retry. `interval` and `maxDelay` in seconds. Source: ASL specification, Retrying after error. */
export interface Retrier {
  readonly errors: readonly string[]
  readonly interval: number
  readonly maxAttempts: number
  readonly backoffRate: number
  readonly maxDelay: number
  readonly jitter: boolean
}

/** One of a state's Catch. Source: ASL specification, Fallback States. */
export interface Catcher {
  readonly errors: readonly string[]
  readonly next: PlanState | undefined
  /** What it makes of the error output, which is the payload then; undefined: nothing. */
  readonly change: Transform | undefined
  /** What is done with the output: the state is left. */
  readonly after: Operation
}

/** The names in the ErrorEquals of a Retrier or Catcher. */
export function errorsOf(handler: Node): string[] {
  const errors = valueAt(handler, 'ErrorEquals')
  return errors?.kind === 'array' ? errors.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : []
}

/** What Retriers and Catchers ask of an error. */
export type Named = Pick<AslError, 'error' | 'traits'>

/** Whether an ErrorEquals list names the error. */
export function matches(errorEquals: readonly string[], { error, traits }: Named): boolean {
  return errorEquals.some((name) => name === error || traits?.aliases?.includes(name) || standsFor(name, error))
}

/** Whether Retriers and Catchers are asked at all. */
export const handled = ({ error }: Named): boolean => !isTerminal(error)

/** The place in Retry of the first Retrier that names the error, whether it has attempts left or not; -1: none does. */
export function retrierOf(state: PlanState, error: Named): number {
  return handled(error) ? state.retriers.findIndex((r) => matches(r.errors, error)) : -1
}

/** The place in Catch of the first Catcher that names the error; -1: none does, or it is an error that nobody is asked about. */
export function catcherIndex(state: PlanState, error: Named): number {
  return handled(error) ? state.catchers.findIndex((c) => matches(c.errors, error)) : -1
}

/** The first Catcher that names the error; undefined: none does. */
export const catcherOf = (state: PlanState, error: StateError): Catcher | undefined => state.catchers[catcherIndex(state, error)]

/** What AWS puts in front of the cause of a failed evaluation. */
const whereabouts = (thread: ThreadImpl): string =>
  `An error occurred while executing the state '${thread.frame.plan!.name}' (entered at the event id #${thread.frame.entered}). `

const queryError = 'States.QueryEvaluationError'

/**
 * An expression of the state could not be evaluated. AWS puts the state in front of the cause, and logs a failure of the JSONata
 * language as EvaluationFailed, which refers to the event before the state's Entered, or to `previous`.
 */
export const evaluationFailed = (thread: ThreadImpl, failure: Failure, previous = thread.frame.before): Operation =>
  settle(thread, evaluationError(thread, failure, previous))

function evaluationError(thread: ThreadImpl, failure: Failure, previous: number): StateError {
  const cause = whereabouts(thread) + failure.cause
  if (failure.error === queryError) {
    const details = { error: failure.error, cause, location: failure.location, state: thread.frame.plan!.name }
    thread.frame.last = thread.logBeside(events.evaluationFailed, previous, details)
  }
  return new StateError(failure.error, cause, failure.node, {}, failure.cause)
}

/** Somebody throws an error where the thread stands in its state: it is logged as one that comes from there. */
export function raise(thread: ThreadImpl, error: string | undefined, cause: string | undefined): Operation {
  const { name, state, jsonata } = thread.frame.plan!
  if (jsonata && error === queryError) {
    const details = { error, cause: cause ?? '', location: undefined, state: name }
    thread.frame.last = thread.logBeside(events.evaluationFailed, thread.frame.before, details)
  }
  return settle(thread, new StateError(error, cause, state.node))
}

/** What AWS says of a payload that is too large. `name`: the state's, or that of what the task calls. */
export const tooLargeCause = (name: string): string =>
  `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`

/** The state gives more than a payload may have. `isCaught`: what it gives is a Catcher's output. */
export function tooLarge(thread: ThreadImpl, isCaught = false): Operation {
  const { name, state } = thread.frame.plan!
  const error = new StateError('States.DataLimitExceeded', tooLargeCause(name), state.node)
  return isCaught ? uncaught(thread, error) : settle(thread, error)
}

/** Decides what an error of the thread's state comes to: another attempt, a Catcher, or the thread's end. */
export function settle(thread: ThreadImpl, error: StateError): Operation {
  const state = thread.frame.plan!
  thread.frame.failure = error
  error.raisedBy ??= state.state
  const index = retrierOf(state, error)
  if (index >= 0) {
    const retried = (thread.frame.retried ??= state.retriers.map(() => 0))
    if (retried[index]! < state.retriers[index]!.maxAttempts) return retry
  }
  if (handled(error)) state.givenUp?.(thread)
  return catcherOf(state, error) === undefined ? failed : caught
}

const retry = doing('retry', 'Retry', (thread) => {
  const { frame, execution } = thread
  const state = frame.plan!
  const index = retrierOf(state, frame.failure!)
  const retrier = state.retriers[index]!
  const attempts = frame.retried!.slice()
  const delay = backoffOf(retrier, attempts[index]!) * (retrier.jitter ? thread.ports.random() : 1)
  attempts[index]!++
  frame.retried = attempts
  return execution.wait(thread, execution.now + Math.round(delay * 1000), again)
})

/** Seconds. Source: ASL specification: the highest that IntervalSeconds may be. */
const longestDelay = 99_999_999

/** Seconds before a Retrier's next attempt, of which jitter takes a part. `made`: its attempts so far. Source: ASL specification, Retrying after error. */
export const backoffOf = ({ interval, backoffRate, maxDelay }: Retrier, made: number): number =>
  Math.min(interval * backoffRate ** made, maxDelay, longestDelay)

/** Whether a thread with this operation waits for its next attempt, or begins it. */
export const isBackoff = (op: Operation): boolean => op === again

/** The next attempt: the state begins anew with its input, without another StateEntered. */
const again = operation('retry', (thread) => {
  thread.frame.again()
  return thread.journal.full ? thread.execution.historyFull(thread) : thread.frame.plan!.enter
})

const caught = doing('caught', 'Catch', (thread) => {
  const { frame } = thread
  const catcher = catcherOf(frame.plan!, frame.failure!)!
  const before = frame.value
  const output = errorOutput(frame.failure!)
  frame.result = undefined
  frame.assigned = undefined
  frame.value = frame.errorOutput = output
  const value = catcher.change === undefined ? output : catcher.change(frame)
  frame.errorOutput = undefined
  frame.value = value instanceof Failure ? before : value
  if (value instanceof Failure) return uncaught(thread, evaluationError(thread, value, thread.frame.before))
  frame.target = catcher.next
  return catcher.after
})

/** A Catcher that itself fails, or gives too much, is not caught again, and the state has told before that it has failed. */
function uncaught(thread: ThreadImpl, error: StateError): Operation {
  error.raisedBy = thread.frame.plan!.state
  thread.frame.failure = error
  return failed
}

/** `failed`: the error is about to leave the state. The execution ends, or the parent's state fails. */
const failed: Operation = operation('failed', (thread) => {
  // a redrive asks what it stood at
  thread.frame.op = failed
  return thread.execution.threadFailed(thread)
})
