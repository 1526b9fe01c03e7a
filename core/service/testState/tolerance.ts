import { Failure } from '../../expressions/evaluation/failure'
import { floatOf, integerOf, type NumberField } from '../../interpreter/states/numbers'
import { exceeds } from '../../interpreter/states/tolerance'
import type { ThreadImpl } from '../../interpreter/thread'

/**
 * What a state says of tolerated failures, as far as it says something: a number of items, and a percentage from 0 to 100. Undefined, too,
 * where the expression for one fails.
 */
export function toleranceOf(thread: ThreadImpl): { readonly count: number | undefined; readonly percentage: number | undefined } {
  const state = thread.state!
  const jsonata = state.queryLanguage === 'JSONata'
  const of = (evaluate: NumberField | undefined) => {
    const value = evaluate?.(thread.frame)
    return value instanceof Failure ? undefined : value
  }
  return {
    count: of(integerOf(state.node, 'ToleratedFailureCount', jsonata)),
    percentage: of(floatOf(state.node, 'ToleratedFailurePercentage', jsonata)),
  }
}

/** TestState compares failed iterations with the tolerance where there is one, and else lets any number pass: recorded. */
export function isTooMany(thread: ThreadImpl, failed: number): boolean {
  const tolerance = toleranceOf(thread)
  if (tolerance.count === undefined && tolerance.percentage === undefined) return false
  return exceeds(tolerance, failed, thread.frame.children!.items.length)
}
