import { payloadIs } from '../../interpreter/flowValues'
import type { Visit } from '../../interpreter/hindsight'
import { rowsOf } from '../../model/dataflow'
import { atExit, byPerson } from './edited'
import type { Back, FlowFrom, OriginStep } from './from'

/** One step back from the input of a state: to the output of the one before, to the state that has begun the branch, or out of the execution. */
export function givenTo(from: FlowFrom): Back {
  const { visit, steps } = from
  const { before, around, thread, jumped } = visit
  if (jumped === 'given') return { told: byPerson(visit) }
  if (before !== undefined) return { next: { ...from, visit: before, value: payloadIs(before), until: atExit(before) } }
  if (thread.kind === 'machine' || around === undefined) return { told: executionInput(visit) }
  const handed: OriginStep = {
    kind: 'handed',
    text: textOf(around, thread),
    visit: around,
    node: undefined,
    event: around.told ? around.firstEvent : undefined,
  }
  if (thread.kind === 'iteration') return { told: handed, next: { of: 'flow', visit: around, value: 'child', item: thread.index, steps } }
  const rows = rowsOf(around.state)
  const work = rows.findIndex(({ kind }) => kind === 'work')
  const inner = thread.kind === 'execution' ? ['Input', ...steps] : steps
  return { told: handed, next: { of: 'flow', visit: around, value: rows[work]?.sees ?? 'input', until: work - 0.5, steps: inner } }
}

function textOf({ state }: Visit, { kind, index, nested }: Visit['thread']): string {
  if (kind === 'execution') return `the input of ${nested?.stateMachineName ?? 'the execution'} (${nested?.executionName ?? ''})`
  return kind === 'branch' ? `the input of the branch ${state.name} [${index}]` : `the input of the iteration ${state.name} [${index}]`
}

/** The execution has begun with it. */
export const executionInput = (visit: Visit): OriginStep => ({
  kind: 'given',
  text: 'the input of the execution',
  visit,
  node: undefined,
  event: visit.told ? 1 : undefined,
})
