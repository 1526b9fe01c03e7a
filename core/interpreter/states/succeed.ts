import type { Operation } from '../operation'
import type { PlanScope } from '../planState'
import { inputPath, outputFlow, outputPath, pipeline } from './dataflow'

/** Source: ASL specification, Succeed State. */
export function succeed({ state, plan }: PlanScope): Operation {
  return plan.jsonata ? outputFlow(plan, 'enter') : pipeline('enter', inputPath(state), (from) => outputPath(state, from))
}
