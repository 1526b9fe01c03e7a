import { changesBetween } from '../base/changes'
import type { Json } from '../base/json'
import { valuePath } from '../expressions/valuePath'
import type { Execution } from '../interpreter'
import type { State } from '../model/machine'
import type { Expectations, Failure, Status } from './types'

/** A call of a task: what it received, and how many events there were before it. */
export interface Called {
  readonly state: State
  readonly input: Json
  readonly events: number
}

/** An execution that has ended. `calls`: of its tasks, in order, without those of executions that they have started. */
export interface Ran {
  readonly execution: Execution
  readonly calls: readonly Called[]
}

/** All in which an execution is not what is expected; empty where it is. */
export const judge = (expect: Expectations, ran: Ran): Failure[] => rows.flatMap((row) => row(expect, ran))

type Row = (expect: Expectations, ran: Ran) => readonly Failure[]

const failedStatus: readonly Status[] = ['FAILED', 'TIMED_OUT', 'ABORTED']

const statusRow: Row = ({ status, error, cause }, { execution }) => {
  const wanted = status !== undefined ? [status] : error !== undefined || cause !== undefined ? failedStatus : (['SUCCEEDED'] as const)
  if (wanted.includes(execution.status as Status)) return []
  const why = execution.error === undefined ? '' : `: ${execution.error}${execution.cause === undefined ? '' : `: ${execution.cause}`}`
  const message = `The execution is ${execution.status}, not ${wanted.join(', ')}${why}`
  return [{ what: 'status', expected: wanted.join('|'), actual: execution.status, message, event: execution.history.length }]
}

const outputRow: Row = ({ output }, { execution }) => {
  if (output === undefined || execution.output === undefined) return []
  return changesBetween(output, execution.output).list.map(({ steps, before, after }) => ({
    what: 'output',
    path: valuePath('JSONPath', '$', steps),
    ...(before !== undefined && { expected: before }),
    ...(after !== undefined && { actual: after }),
    message: `The output differs at ${valuePath('JSONPath', '$', steps)}`,
    event: execution.history.length,
  }))
}

const rows: readonly Row[] = [statusRow, outputRow]
