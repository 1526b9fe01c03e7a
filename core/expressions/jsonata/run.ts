import type { ExpressionPorts } from '../evaluation/scope'
import { Budget } from './budget'

/** What the functions of the evaluation that runs now ask. Evaluations are synchronous and call no other, so that one is enough. */
export interface Run {
  /** Set before each evaluation. */
  ports: ExpressionPorts
  readonly budget: Budget
}

/** The one that there is. Before the first evaluation it has no ports. */
export const run: Run = { ports: undefined as never, budget: new Budget() }
