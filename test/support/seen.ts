import type { Execution } from '../../core/interpreter'
import { eventsOf } from '../core/interpreter/run'

/** All that can be seen of an execution. */
export const seen = (execution: Execution) => ({
  status: execution.status,
  output: execution.output,
  error: execution.error,
  cause: execution.cause,
  now: execution.now,
  position: execution.position,
  events: eventsOf(execution),
  threads: execution.threads.map(
    ({ id, kind, index, state, stage, input, payload, scopes, visit, attempt, stages, error, context, fault }) => ({
      ...{ id, kind, index, state: state?.name, stage, input, payload, scopes, visit, attempt, stages, context, fault },
      error: error && { error: error.error, cause: error.cause },
    }),
  ),
})
