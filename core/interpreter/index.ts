import type { Execution, ExecutionOptions } from './api'
import { ExecutionImpl } from './execution'
import type { Plan } from './planState'

export type * from './api'
export { plan } from './plan'
export type { Plan } from './planState'

/** Begins an execution: its first state is entered, and nothing has run. */
export const createExecution = (plan: Plan, options: ExecutionOptions): Execution => new ExecutionImpl(plan, options)
