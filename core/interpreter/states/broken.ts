import type { Machine, State } from '../../model/machine'
import type { Node, SubstitutionNode } from '../../syntax/node'
import { descendants } from '../../syntax/walk'
import { StateError, settle } from '../handlers'
import { type Operation, operation } from '../operation'
import { emptyState, type PlanState } from '../plan'

/** A state that stands for what is wrong with a definition. Reaching it fails the execution, with the place in the definition. */
export function broken(machine: Machine, cause: string, node: Node): PlanState {
  const plan = emptyState(placeholder(machine), -1)
  plan.enter = failing(cause, node)
  return plan
}

export const failing = (cause: string, node: Node): Operation =>
  operation('enter', (thread) => settle(thread, new StateError('States.Runtime', cause, node)))

/** Fields that hold states, which are looked at on their own. */
const nested = new Set(['Branches', 'ItemProcessor', 'Iterator'])

/** A `${Name}` that is a whole value of the state: what it stands for is not known here. */
export function substitutionOf(state: State): SubstitutionNode | undefined {
  for (const { key, value } of state.node.members) {
    if (value === undefined || nested.has(key.value)) continue
    for (const node of descendants(value)) if (node.kind === 'substitution') return node
  }
  return undefined
}

function placeholder(machine: Machine): State {
  const { node } = machine
  const key = { kind: 'string', value: '', offset: node.offset, length: 0, parent: undefined } as const
  const member = { kind: 'member', key, value: node, parent: node, offset: node.offset, length: node.length } as const
  return { name: '', key, member, node, type: undefined, queryLanguage: machine.queryLanguage, machine, transitions: [], machines: [] }
}
