import type { Json } from '../base/json'
import { fieldAt, rowsOf, type Stage } from '../model/dataflow'
import type { Thread } from './api'

interface EffectiveInput {
  /** That leaves it. */
  readonly stage: Stage
  /** Undefined until it has been evaluated. */
  readonly value: Json | undefined
}

/** What a state works on, of its input. Undefined where that is the input itself. */
export function effectiveInput({ state, stages }: Pick<Thread, 'state' | 'stages'>): EffectiveInput | undefined {
  if (state === undefined) return undefined
  const last = rowsOf(state).findLast(
    (row) => (row.gives === 'effective' || row.gives === 'arguments') && fieldAt(state, row) !== undefined,
  )
  return last?.stage && { stage: last.stage, value: stages[last.stage] }
}
