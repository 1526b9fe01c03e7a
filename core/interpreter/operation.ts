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
  readonly leads?: Operation
}

/** An operation that does something. */
export const operation = (stage: Stage, run: Operation['run']): Operation => ({ stage, run })

/** Makes a value of what a thread has: the payload after a step, an evaluated field. */
export type Transform = (frame: Frame) => Json | Failure
