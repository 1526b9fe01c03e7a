import type { Json } from '../../base/json'
import { sameJson } from '../../base/jsonText'
import type { Edit, Hindsight, Visit } from '../../interpreter/hindsight'
import { isInput, rowsOf } from '../../model/dataflow'
import { type FlowFrom, type OriginStep, valueIn } from './from'
import type { Step } from './said'

/** Somebody in the debugger has changed this part of the value. Undefined: nobody has. */
export function editedAt({ edits }: Hindsight, { visit, value, steps }: FlowFrom): OriginStep | undefined {
  if (edits.length === 0) return undefined
  const { state, thread, entered, last } = visit
  const stages = new Set(rowsOf(state).flatMap((row) => (row.gives === value && row.stage !== undefined ? [row.stage] : [])))
  const isIts = (stage: Edit['stage']) =>
    stage !== undefined && (value === 'input' ? isInput(stage) : value === 'output' ? stage === 'exit' : stages.has(stage as never))
  const found = edits.some(
    (edit) => edit.thread === thread.id && edit.position >= entered && edit.position <= last && isIts(edit.stage) && changes(edit, steps),
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
