import type { Json } from '../base/json'
import { type FlowRow, fieldAt, rowsOf, type Stage } from '../model/dataflow'
import type { Thread } from './api'

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

/** Values beside the payload: a Map's items and what becomes of them. */
const beside: ReadonlySet<FlowRow['gives']> = new Set(['items', 'item', 'child'])

/**
 * The payload of the stage before that at which a thread stands, with that stage's name: the state's input is that of `enter`. Undefined at the entry
 * itself. Behind a Catcher it is the input, into which that has put the error.
 */
export function valueBefore(thread: Pick<Thread, 'state' | 'stage' | 'stages' | 'input' | 'wayOut'>): Passed | undefined {
  const { state, stage, stages, input, wayOut } = thread
  if (state === undefined || stage === 'enter') return undefined
  let latest: Passed = { stage: 'enter', value: input }
  if (wayOut?.kind === 'Catch') return latest
  for (const row of rowsOf(state)) {
    if (row.stage === stage) break
    const value = row.stage === undefined || beside.has(row.gives) ? undefined : stages[row.stage]
    if (value !== undefined) latest = { stage: row.stage!, value }
  }
  return latest
}
