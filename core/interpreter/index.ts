import type { Execution, ExecutionOptions } from './api'
import { ExecutionImpl } from './execution'
import type { Journal } from './journal'
import type { Plan } from './planState'
import { replay } from './replay'

export type * from './api'
export type { Journal, JournalEntry } from './journal'
export { plan } from './plan'
export type { Plan } from './planState'

/** Begins an execution: its first state is entered, and nothing has run. */
export const createExecution = (plan: Plan, options: ExecutionOptions): Execution => new ExecutionImpl(plan, options)

/** Makes an execution anew, as its journal says, to go on from where it stood. The plan, the input and the other options have to be what they were. */
export function resumeExecution(plan: Plan, options: ExecutionOptions, journal: Journal): Execution {
  const execution = new ExecutionImpl(plan, { ...options, remember: true })
  replay(execution, journal)
  return execution
}
