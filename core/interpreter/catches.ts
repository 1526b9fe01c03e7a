import { type State, valueAt } from '../model/machine'
import { errorsOf, matches } from './handlers'

/**
 * Whether a Retrier or Catcher of the state names the error, should it come from a branch or iteration of the state. Whether the
 * Retrier has attempts left is not asked. Source: ASL specification, Errors.
 */
export function catches(state: State, error: string | undefined): boolean {
  if (error === 'States.Runtime') return false
  return ['Retry', 'Catch'].some((field) => {
    const rows = valueAt(state.node, field)
    return rows?.kind === 'array' && rows.items.some((row) => matches(errorsOf(row), error))
  })
}
