import type { ExecutionOptions } from './api'
import { ExecutionImpl } from './execution'
import { GuidedExecution } from './guided/execution'
import type { Plan } from './planState'

/** An execution at its beginning, which follows a recording where it has one. */
export const create = (plan: Plan, options: ExecutionOptions): ExecutionImpl =>
  options.guide === undefined ? new ExecutionImpl(plan, options) : new GuidedExecution(plan, { ...options, guide: options.guide })
