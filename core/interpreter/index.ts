import type { Execution, ExecutionOptions } from './api'
import { ExecutionImpl } from './execution'
import type { Plan } from './plan'

export type * from './api'
export { type Plan, plan } from './plan'

/** Begins an execution: its first state is entered, and nothing has run. */
export const createExecution = (plan: Plan, options: ExecutionOptions): Execution => new ExecutionImpl(plan, options)
