import type { Json } from '../../base/json'
import type { Thread } from '../../interpreter/api'
import { errorOutput } from '../../interpreter/errorOutput'
import { stageIndex } from '../../interpreter/flowValues'
import { type FlowRow, fieldAt, rowsOf } from '../../model/dataflow'
import type { State } from '../../model/machine'
import type { Flown } from './pipeline'

/** What has gone through the state of a thread that stands at the end of an attempt, or where it has come to. `note`: what the events tell of a row. */
export function flownOf(thread: Thread, note: Flown['note'], items: () => Json | undefined): Flown | undefined {
  const { state, stage, stages, input, payload, error, wayOut, assigned } = thread
  if (state === undefined) return undefined
  const caught = wayOut?.kind === 'Catch'
  const hasFailed = caught || stage === 'failed' || stage === 'caught' || stage === 'retry'
  const failed = hasFailed ? failedRow(thread, state) : undefined
  const left = stage === 'exit'
  return {
    state,
    input,
    output: left ? payload : undefined,
    value: (row) => (row.kind === 'each' ? (stages[row.stage!] ?? items()) : row.stage === undefined ? stages.result : stages[row.stage]),
    reached: failed === undefined ? stageIndex(state, stage) : failed - 1,
    failed,
    error: hasFailed ? error : undefined,
    errorOutput: hasFailed && error !== undefined ? errorOutput(error) : undefined,
    way: wayOut,
    assigned,
    note,
    eventsAlone: false,
    over: hasFailed || left,
  }
}

/** The row that has raised the error of a thread's state: that of the field with its place, else the first that has nothing to show behind the last that has. */
function failedRow({ error, raisedBy, stages }: Thread, state: State): number {
  const rows = rowsOf(state)
  const work = rows.findIndex(({ kind }) => kind === 'work')
  const node = error?.node
  if (raisedBy !== state || node === undefined) return work
  const within = (row: FlowRow): boolean => {
    const field = fieldAt(state, row)
    return field !== undefined && node.offset >= field.offset && node.offset + node.length <= field.offset + field.length
  }
  const own = rows.findIndex(within)
  if (own >= 0) return own
  return stages.result === undefined || work < 0 ? work : rows.length - 1
}
