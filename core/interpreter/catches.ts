import { type State, valueAt } from '../model/machine'
import { matches } from './handlers'

/**
 * Whether a Retrier or Catcher of the state names the error, should it come from a branch or iteration of the state. Whether the
 * Retrier has attempts left is not asked. Source: ASL specification, Errors.
 */
export function catches(state: State, error: string | undefined): boolean {
  if (error === 'States.Runtime') return false
  return ['Retry', 'Catch'].some((field) => {
    const rows = valueAt(state.node, field)
    return rows?.kind === 'array' && rows.items.some((row) => matches(errorEquals(valueAt(row, 'ErrorEquals')), error))
  })
}

const errorEquals = (names: ReturnType<typeof valueAt>): string[] =>
  names?.kind === 'array' ? names.items.flatMap((name) => (name.kind === 'string' ? [name.value] : [])) : []
