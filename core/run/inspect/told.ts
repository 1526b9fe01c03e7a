import type { Json } from '../../base/json'
import { detailsOf, type History, payloadValue } from '../../history/types'
import type { FlowRow } from '../../model/dataflow'
import { rowsOf } from '../../model/dataflow'
import type { State } from '../../model/machine'
import type { OwnEvents } from './events'
import type { Flown } from './pipeline'
import type { AttemptDetail } from './types'

/** What the events alone tell of a visit: what AWS keeps of it. */
interface Told {
  readonly input: Json | undefined
  readonly output: Json | undefined
  /** What the task was called with, and what it gave, in the last attempt. */
  readonly arguments: Json | undefined
  readonly result: Json | undefined
  readonly assigned: Json | undefined
}

const parsed = (text: string | undefined): Json | undefined => (text === undefined ? undefined : payloadValue(text))

/** Reads the payloads of the events of a visit. `last`: of the attempt that is looked at. */
export function toldOf(history: History, { all, exit }: OwnEvents, last: readonly number[]): Told {
  const entered = detailsOf(history.event(all[0]!))
  const exited = exit === undefined ? {} : detailsOf(history.event(exit))
  let called: string | undefined
  let given: string | undefined
  for (const index of last) {
    const { kind } = history.info(index)
    if (kind.span !== 'task') continue
    const details = detailsOf(history.event(index))
    if (kind.role === 'opens') called = details.parameters ?? details.input
    if (kind.role === 'closes' && kind.outcome === 'succeeded') given = details.output
  }
  const { assignedVariables } = exited
  return {
    input: parsed(entered.input),
    output: parsed(exited.output),
    arguments: parsed(called),
    result: parsed(given),
    assigned: assignedVariables && Object.fromEntries(Object.entries(assignedVariables).map(([name, text]) => [name, payloadValue(text)])),
  }
}

/** The way through a state as far as events tell it: what a task was called with and gave; what lies between is not known. */
export function flownTold(state: State, told: Told, attempt: AttemptDetail | undefined, note: Flown['note']): Flown {
  const rows = rowsOf(state)
  const known: { readonly [value: string]: Json | undefined } = { arguments: told.arguments, result: told.result }
  const last = (row: FlowRow) => rows.findLast(({ gives }) => gives === row.gives) === row
  const error = attempt?.is === 'failed' ? { error: attempt.error, cause: attempt.cause } : undefined
  const work = rows.findIndex(({ kind }) => kind === 'work')
  // where the task was not called, nobody says which field it was
  const failed = error !== undefined && (told.arguments !== undefined || told.output !== undefined) ? work : undefined
  return {
    state,
    input: told.input,
    output: told.output,
    value: (row) => (row.gives !== undefined && last(row) ? known[row.gives] : undefined),
    reached: failed === undefined ? (told.output === undefined ? -1 : rows.length) : failed - 1,
    failed,
    error,
    errorOutput: error && { Error: error.error ?? null, Cause: error.cause ?? null },
    way: undefined,
    assigned: told.assigned,
    note,
    eventsAlone: true,
    over: told.output !== undefined || failed !== undefined,
  }
}
