import type { ExpressionPorts } from '../core/expressions/evaluation/scope'
import type { Execution } from '../core/interpreter/api'
import type { System } from './system'

/**
 * What an expression of the debugger may ask for: chance of its own, so that a watch with $random() does not change the run; and half
 * a second at most, so that an endless one does not hold it up.
 */
export function expressionPorts(execution: Execution, { random, uuid, hash, clock }: System['ports']): ExpressionPorts {
  return { random, uuid, hash, now: () => execution.now, limits: { jsonataTime: 500 }, ...(clock !== undefined && { clock }) }
}
