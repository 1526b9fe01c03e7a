import type { Execution, ExecutionOptions, Thread } from './api'
import { create } from './create'
import { GuidedExecution } from './guided/execution'
import type { Journal } from './journal'
import type { Plan } from './planState'
import { replay } from './replay'

export type * from './api'
export { Hindsight, hindsightOf, type Visit } from './hindsight'
export type { Journal, JournalEntry, Keeper } from './journal'
export { plan } from './plan'
export type { Plan } from './planState'

/** Begins an execution: its first state is entered, and nothing has run. */
export const createExecution = (plan: Plan, options: ExecutionOptions): Execution => create(plan, options)

/**
 * Makes an execution anew, as its journal says, to go on from where it stood. The plan, the input and the other options have to be what they were. `look` is called with each thread that is about to
 * go on.
 */
export function resumeExecution(plan: Plan, options: ExecutionOptions, journal: Journal, look?: (next: Thread) => void): Execution {
  const execution = create(plan, { ...options, remember: true })
  replay(execution, journal, look)
  return execution
}

/** Lets an execution that has left its recording follow it again: its guide has changed, so that what was different is taken from there. */
export function followOn(execution: Execution): void {
  if (execution instanceof GuidedExecution) execution.follow()
}
