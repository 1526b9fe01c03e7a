import type { ExpressionPorts } from '../evaluation/scope'
import { Budget } from './budget'

/** What the functions of the evaluation that runs now ask. Evaluations are synchronous and call no other, so that one is enough. */
export interface Run {
  /** Set before each evaluation. */
  ports: ExpressionPorts
  readonly budget: Budget
}

export const run: Run = { ports: undefined as never, budget: new Budget() }
