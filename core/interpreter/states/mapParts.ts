import type { Json } from '../../base/json'
import type { Failure } from '../../expressions/evaluation/failure'
import type { Stage } from '../../model/dataflow'
import { itemContext, itemInput } from '../items/items'
import type { Join } from '../join'
import type { Operation, Transform } from '../operation'
import type { ThreadImpl } from '../thread'
import type { NumberField } from './numbers'

/** The parts that inline and distributed Maps have in common. */
export interface MapParts {
  /** Of the concurrently running iterations; 0: as many as there may be. */
  readonly concurrency: NumberField
  /** What is made of each item. */
  readonly selector: Transform | undefined
  /** From stage `result` on. */
  readonly after: Operation
}

/** A way to run a Map: from the stage at which its items are known, or are still to be read. */
export interface Mapping {
  readonly run: (from: Stage) => Operation
  readonly join: Join
  /** See PlanState. */
  readonly given: (thread: ThreadImpl, output: Json) => Operation
}

/** The input of the iteration for an item: what the ItemSelector makes of it. */
export function selected(thread: ThreadImpl, selector: Transform | undefined, index: number): Json | Failure {
  const items = thread.frame.items!
  if (selector === undefined) return itemInput(items, index)
  thread.frame.selecting = itemContext(items, index)
  thread.frame.cachedContext = undefined
  const value = selector(thread.frame)
  thread.frame.selecting = undefined
  thread.frame.cachedContext = undefined
  return value
}
