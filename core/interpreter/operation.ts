import type { Json } from '../base/json'
import type { Failure } from '../expressions/evaluation/failure'
import type { Stage } from '../model/dataflow'
import type { Frame } from './frame'
import type { ThreadImpl } from './thread'

/**
 * One step of a state's data flow, compiled once. `stage` is where a thread stands before it; `run` does the step and gives the
 * next operation, or undefined when the thread now waits for something or has ended.
 */
export interface Operation {
  readonly stage: Stage
  readonly run: (thread: ThreadImpl) => Operation | undefined
  /** An operation that changes nothing but the stage: where it leads. Only a debugger stops at such a stage. */
  readonly leads: Operation | undefined
  /** Of the entry of a state, which does what the state begins with: that by itself, for who looks at each stage. */
  readonly first: Operation | undefined
  /** The place of the state (`StatePlace.at`) that it does: who stops before it has come to that place. */
  readonly at: string | undefined
  /** The place that another operation has begun and this one goes on with: what is read, called, written. Undefined: the state's work. */
  readonly amid: string | undefined
}

/** An operation that does something. All have one shape, since the loop that runs them sees many. */
export const operation = (stage: Stage, run: Operation['run']): Operation => doing(stage, undefined, run)

/** One that does a place of its state. */
export const doing = (stage: Stage, at: string | undefined, run: Operation['run']): Operation => ({
  stage,
  run,
  leads: undefined,
  first: undefined,
  at,
  amid: undefined,
})

/** One that goes on with what has begun at a place. */
export const amid = (stage: Stage, at: string, run: Operation['run']): Operation => ({ ...operation(stage, run), amid: at })

/** One that does nothing itself. */
export const leading = (stage: Stage, leads: Operation, at?: string): Operation => ({
  stage,
  run: () => leads,
  leads,
  first: undefined,
  at,
  amid: undefined,
})

/** Where an operation leads on: past what does nothing itself, where nobody looks. It counts all the same, so that a position is the same however the execution is driven. */
export function passing({ execution }: ThreadImpl, next: Operation): Operation {
  if (execution.recording || next.leads === undefined) return next
  execution.position++
  return next.leads
}

/** Makes a value of what a thread has: the payload after a step, an evaluated field. */
export type Transform = (frame: Frame) => Json | Failure
