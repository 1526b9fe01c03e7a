import type { Json } from '../base/json'
import { type FlowRow, type FlowValue, type FlowValues, fieldAt, isInput, rowsOf, type Stage, throughFlow } from '../model/dataflow'
import type { State } from '../model/machine'
import type { Thread } from './api'
import { errorOutput } from './errorOutput'

/** What a person calls the values that a state has between its input and its output, in their order. */
export const passedNames = { effective: 'Effective Input', arguments: 'Arguments', result: 'Result' } as const
/** A word of `passedNames`. */
export type PassedName = keyof typeof passedNames

/** A value of a state's data flow, and the stage that leaves it. */
interface Passed<V = Json> {
  readonly stage: Stage
  readonly value: V
}

/**
 * What InputPath, Parameters or Arguments, and the state's work have given, with the value undefined until it has been evaluated. Undefined where the state has no such field, or no work that gives
 * anything: the value before passes through then.
 */
export function flowValue({ state, stages }: Pick<Thread, 'state' | 'stages'>, name: PassedName): Passed<Json | undefined> | undefined {
  if (state === undefined) return undefined
  const own = (row: FlowRow) => row.gives === name && (row.kind === 'work' || fieldAt(state, row) !== undefined)
  const stage = rowsOf(state).findLast((row) => row.stage !== undefined && own(row))?.stage
  return stage && { stage, value: stages[stage] }
}

/**
 * All values of a state's data flow that there are at a thread's stage, those that pass through too. Of `items`, `item` and `child` all that there are
 * together.
 */
export function flowValuesOf(thread: Pick<Thread, 'state' | 'stage' | 'stages' | 'input' | 'payload' | 'error'>): FlowValues<Json> {
  const { state, stage, stages, input, payload, error } = thread
  if (state === undefined) return {}
  const values: FlowValues<Json> = throughFlow<Json>(state, { input }, (row, node, before) => {
    if (row.gives === 'output') return stage === 'exit' ? payload : undefined
    // without an ItemSelector the items are what the iterations begin with
    if (row.kind === 'each' && node === undefined) return before.items
    return row.stage === undefined ? stages.result : stages[row.stage]
  })
  if (stage === 'exit') values.output = payload
  if (error !== undefined) values.errorOutput = errorOutput(error)
  return values
}

/** Which value of the data flow the record of a stage is. */
export const valueAtStage = ({ state }: Pick<Thread, 'state'>, stage: string): FlowValue =>
  (state === undefined ? undefined : rowsOf(state).findLast((row) => row.stage === stage && row.gives !== undefined)?.gives) ?? 'input'

/**
 * How far a stage is along the rows of a state: -1 where nothing has been done, the index of the last row that is done, behind all at the exit. While the work is under way
 * it is a little before that.
 */
export function stageIndex(state: State, stage: Stage): number {
  const rows = rowsOf(state)
  if (stage === 'exit') return rows.length
  if (stage === 'waiting' || stage === 'children') return rows.findIndex(({ kind }) => kind === 'work') - 0.25
  return rows.findLastIndex((row) => row.stage === stage)
}

/** Which value of the data flow the payload of a thread is at its stage. */
export function payloadIs({ state, stage }: Pick<Thread, 'state' | 'stage'>): FlowValue {
  if (state === undefined) return 'input'
  if (stage === 'exit') return 'output'
  const index = stageIndex(state, stage)
  return rowsOf(state).findLast((row, i) => i <= index && row.gives !== undefined && !beside.has(row.gives))?.gives ?? 'input'
}

/** Values beside the payload: a Map's items and what becomes of them. */
const beside: ReadonlySet<FlowRow['gives']> = new Set(['items', 'item', 'child'])

/**
 * The payload of the stage before that at which a thread stands, with that stage's name: the state's input is that of `enter`. Undefined at the entry
 * itself. Behind a Catcher it is the input, into which that has put the error.
 */
export function valueBefore(thread: Pick<Thread, 'state' | 'stage' | 'stages' | 'input' | 'wayOut'>): Passed | undefined {
  const { state, stage, stages, input, wayOut } = thread
  if (state === undefined || isInput(stage)) return undefined
  let latest: Passed = { stage: 'enter', value: input }
  if (wayOut?.kind === 'Catch') return latest
  for (const row of rowsOf(state)) {
    if (row.stage === stage) break
    const value = row.stage === undefined || beside.has(row.gives) ? undefined : stages[row.stage]
    if (value !== undefined) latest = { stage: row.stage!, value }
  }
  return latest
}
