import type { Json } from '../../base/json'
import { sameJson } from '../../base/jsonText'
import { valueIn } from '../../base/steps'
import { stageIndex } from '../../interpreter/flowValues'
import type { Edit, Hindsight, Visit } from '../../interpreter/hindsight'
import { rowsOf } from '../../model/dataflow'
import type { FlowFrom, OriginStep } from './from'
import type { Step } from './said'

/** All rows of a state, and its exit. */
export const atExit = ({ state }: Visit): number => rowsOf(state).length + 1

/** Somebody in the debugger has changed this part of the value, since it was there and before it was seen. Undefined: nobody has. */
export function editedAt({ edits }: Hindsight, { visit, value, until, steps }: FlowFrom): OriginStep | undefined {
  if (edits.length === 0) return undefined
  const { state, thread, entered, last, way, attempt } = visit
  const rows = rowsOf(state)
  // what was changed before an error is gone with it
  const since = value === 'output' && way?.kind === 'Catch' ? rows.length : rows.findLastIndex(({ gives }) => gives === value)
  const applies = ({ stage, attempt: then }: Edit) => {
    if (stage === undefined) return false
    const index = stageIndex(state, stage)
    return index >= since && (until === undefined ? index <= since : index < until) && (index < 0 || then === attempt)
  }
  const found = edits.some(
    (edit) => edit.thread === thread.id && edit.position >= entered && edit.position <= last && applies(edit) && changes(edit, steps),
  )
  return found ? byPerson(visit) : undefined
}

export function changes({ before, after }: Edit, steps: readonly Step[]): boolean {
  const [was, is]: (Json | undefined)[] = [valueIn(before, steps), valueIn(after, steps)]
  return was === undefined || is === undefined ? was !== is : !sameJson(was, is)
}

export const byPerson = (visit: Visit): OriginStep => ({
  kind: 'edited',
  text: 'changed in the debugger',
  visit,
  node: undefined,
  event: undefined,
})
