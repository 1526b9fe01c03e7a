import type { Json } from '../base/json'
import type { History } from '../history/types'
import type { Execution, Ports } from '../interpreter'
import type { State } from '../model/machine'
import type { Run } from '../run/prepare'

/** A call of a task: what it received, and how many events there were before its answer. */
export interface Called {
  readonly state: State
  readonly input: Json
  readonly events: number
}

/** A task that nobody has answered. */
export interface Unanswered {
  readonly stateName: string
  /** The name of the state machine that a task has started, where the state is of one. */
  readonly stateMachineName: string | undefined
  readonly resource: string
  /** How many calls of the state there were before. */
  readonly before: number
  readonly input: Json
  /** Why, in a sentence; undefined: nobody was there who might have. */
  readonly cause: string | undefined
}

/** An execution that has ended, and what is known of it. */
export interface Ran {
  readonly run: Run
  readonly execution: Execution
  /** Of its tasks, in order, without those of executions that they have started. */
  readonly calls: readonly Called[]
  /** The histories of the executions within it: children of distributed Maps, and what tasks have started. Empty where no counts are expected. */
  readonly within: readonly History[]
  /** The first. */
  readonly unanswered: Unanswered | undefined
}

/** What the functions of JSONata in `assert` ask for. */
export type AssertPorts = Pick<Ports, 'random' | 'uuid' | 'hash' | 'clock'>
