import type { Json } from '../../base/json'
import type { Failure } from '../../expressions/evaluation/failure'
import type { Evaluate } from '../../expressions/evaluation/scope'
import { itemContext, itemInput } from '../items/items'
import type { Operation } from '../operation'
import type { PlanState } from '../planState'
import type { ThreadImpl } from '../thread'

/** The parts that inline and distributed Maps have in common. */
export interface MapParts {
  readonly plan: PlanState
  /** Of the concurrently running iterations; 0: as many as there may be. */
  readonly concurrency: (thread: ThreadImpl) => number | Failure
  readonly selector: Evaluate | undefined
  /** From stage `result` on. */
  readonly after: Operation
}

/** The input of the iteration for an item: what the ItemSelector makes of it. */
export function selected(thread: ThreadImpl, selector: Evaluate | undefined, index: number): Json | Failure {
  const items = thread.items!
  if (selector === undefined) return itemInput(items, index)
  thread.selecting = itemContext(items, index)
  thread.cachedContext = undefined
  const value = selector(thread.plan!.jsonata ? thread.input : thread.value, thread)
  thread.selecting = undefined
  thread.cachedContext = undefined
  return value
}
