import { once } from '../core/base/once'
import type { History } from '../core/history/types'
import type { Execution } from '../core/interpreter'
import { pathOf, visitsOf } from '../core/run/visits'
import type { Diagnostic, ExecutionStatus, HistoryEvent, Json, RunResult } from './types'

/** What came of an execution that has ended. */
export function resultOf<Output>(execution: Execution, calls: ReadonlyMap<string, readonly Json[]>): RunResult<Output> {
  const { status, output, error, cause, history, now } = execution
  const events = once(() => eventsOf(history))
  const start = history.length === 0 ? now : history.info(0).timestamp
  return {
    status: status as ExecutionStatus,
    ...(status === 'SUCCEEDED' && { output: (output ?? null) as Output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    diagnostics: [],
    duration: (now - start) / 1000,
    path: pathOf(history),
    visits: Object.fromEntries(visitsOf(history)),
    calls: Object.fromEntries(calls),
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
  history: [],
})

const eventsOf = (history: History): HistoryEvent[] =>
  Array.from({ length: history.length }, (_, index) => {
    const answeredBy = history.answeredBy(index)
    return { ...history.event(index), ...(answeredBy !== undefined && { answeredBy }) }
  })
