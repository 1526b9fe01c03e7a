import { memberOf } from '../../model/machine'
import { toJson } from '../../syntax/walk'
import type { Operation } from '../operation'
import type { PlanScope } from '../planState'
import { stage as record } from '../stages'
import { inputSteps, outputFlow, pipeline, type Step } from './dataflow'

/** Source: ASL specification, Pass State. */
export function pass({ state, plan }: PlanScope): Operation {
  const result = memberOf(state.node, 'Result')?.value
  const steps: Step[] = inputSteps(plan)
  if (result !== undefined && !plan.jsonata) {
    const value = toJson(result)
    steps.push({ to: 'result', record: record.result, change: () => value })
  }
  return pipeline('enter', steps, (from) => outputFlow(plan, from))
}
