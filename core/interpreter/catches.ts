import type { AslError } from '../expressions/evaluation/failure'
import { type State, valueAt } from '../model/machine'
import { errorsOf, handled, matches } from './handlers'

/** What any error of an execution is to the task that waits for it. Source: recordings of startExecution.sync. */
export const executionFailed: AslError = { error: 'States.TaskFailed', cause: undefined, node: undefined }

/**
 * Whether a Retrier or Catcher of the state names the error, should it come from a branch or iteration of the state. Whether the
 * Retrier has attempts left is not asked. Source: ASL specification, Errors.
 */
export function catches(state: State, error: AslError): boolean {
  if (!handled(error)) return false
  return ['Retry', 'Catch'].some((field) => {
    const rows = valueAt(state.node, field)
    return rows?.kind === 'array' && rows.items.some((row) => matches(errorsOf(row), error))
  })
}
