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
  const { status, output, error, cause, history } = execution
  const events = once(() => Array.from({ length: history.length }, (_, index) => eventOf(history, index)))
  const variables = once((): JsonObject => variablesAtEnd({ run, execution }))
  const result: RunResult<Output> = {
    status: status as ExecutionStatus,
    ...(status === 'SUCCEEDED' && { output: (output ?? null) as Output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    diagnostics: [],
    duration: history.length === 0 ? 0 : (history.info(history.length - 1).timestamp - history.info(0).timestamp) / 1000,
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
  logs.set(result, history)
  return result
}

const logs = new WeakMap<object, History>()

/** The log behind a result: an event is made when it is asked for, so that a long history costs nothing. Undefined where nothing has run. */
export const logOf = (result: object): History | undefined => logs.get(result)

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

/** An event as `RunResult.history` has it. */
export function eventOf(history: History, index: number): HistoryEvent {
  const answeredBy = history.answeredBy(index)
  const { state } = history.info(index)
  return { ...history.event(index), ...(state && { state: state.name }), ...(answeredBy !== undefined && { answeredBy }) }
}
