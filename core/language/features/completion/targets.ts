import type { Machine, State } from '../../../model/machine'
import type { CompletionItem } from '../../types'
import { describeState } from '../describeState'
import type { Writer } from './item'

/** The states that a transition can go to: those of its own machine, a self-loop too; first those that nothing leads to yet. */
export function completeTarget(writer: Writer): CompletionItem[] {
  const { machine, state, token } = writer.cursor
  if (machine === undefined) return []
  const targeted = targetsOf(machine, token.node)
  const items: CompletionItem[] = []
  let index = 0
  for (const candidate of machine.states.values()) {
    const rank = candidate === state ? '2' : targeted.has(candidate.name) ? '1' : '0'
    const sort = rank + String(index++).padStart(5, '0')
    const detail = candidate.type === undefined ? undefined : `${candidate.type} state`
    items.push(
      writer.string({ label: candidate.name, kind: 'state', detail, sort, documentation: () => describeState(candidate) }, candidate.name),
    )
  }
  for (const name of machine.unknown.keys())
    items.push(
      writer.string({ label: name, kind: 'state', sort: `${targeted.has(name) ? '1' : '0'}${String(index++).padStart(5, '0')}` }, name),
    )
  return items
}

/** The names that a transition of the machine leads to, but for the transition at `except`. */
export function targetsOf(machine: Machine, except?: unknown): ReadonlySet<string> {
  const names = new Set<string>()
  if (machine.startAt !== undefined && machine.startAt.node !== except) names.add(machine.startAt.target)
  const add = (state: State) => {
    for (const { target, node } of state.transitions) if (node !== except) names.add(target)
  }
  for (const state of machine.states.values()) add(state)
  for (const state of machine.duplicates) add(state)
  return names
}
