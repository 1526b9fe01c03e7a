import { once } from '../core/base/once'
import type { History } from '../core/history/types'
import type { Execution } from '../core/interpreter'
import type { Run } from '../core/run/prepare'
import { enteredAtTop, visitsOf } from '../core/run/visits'
import { variablesAtEnd } from '../core/testFiles/expectations/variables'
import type { Diagnostic, ExecutionStatus, HistoryEvent, Json, JsonObject, RunResult } from './types'

/** What was heard of an execution while it ran: what each call of a state's task received, and the histories of executions within it. */
export interface Heard {
  readonly calls: ReadonlyMap<string, readonly Json[]>
  readonly within: readonly History[]
}

/** What came of an execution that has ended. */
export function resultOf<Output>(run: Run, execution: Execution, { calls, within }: Heard): RunResult<Output> {
  const { status, output, error, cause, history, now } = execution
  const events = once(() => eventsOf(history))
  const variables = once((): JsonObject => variablesAtEnd({ run, execution, calls: [], within, unanswered: undefined }))
  const start = history.length === 0 ? now : history.info(0).timestamp
  return {
    status: status as ExecutionStatus,
    ...(status === 'SUCCEEDED' && { output: (output ?? null) as Output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    diagnostics: [],
    duration: (now - start) / 1000,
    path: enteredAtTop(history).map(({ name }) => name),
    visits: Object.fromEntries(visitsOf(run.definition.machine, [history, ...within])),
    calls: Object.fromEntries(calls),
    get variables() {
      return variables()
    },
    get history() {
      return events()
    },
  }
}

/** The definition cannot be run. */
export const notRun = <Output>(diagnostics: readonly Diagnostic[]): RunResult<Output> => ({
  status: 'INVALID',
  diagnostics,
  duration: 0,
  path: [],
  visits: {},
  calls: {},
  variables: {},
  history: [],
})

const eventsOf = (history: History): HistoryEvent[] =>
  Array.from({ length: history.length }, (_, index) => {
    const answeredBy = history.answeredBy(index)
    const { state } = history.info(index)
    return { ...history.event(index), ...(state && { state: state.name }), ...(answeredBy !== undefined && { answeredBy }) }
  })
