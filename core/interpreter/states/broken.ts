import type { Machine, State } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { StateError, settle } from '../handlers'
import { operation } from '../operation'
import { emptyState, type PlanState } from '../plan'

/** A state that stands for what is wrong with a definition. Reaching it fails the execution, with the place in the definition. */
export function broken(machine: Machine, cause: string, node: Node): PlanState {
  const plan = emptyState(placeholder(machine), -1)
  plan.enter = operation('enter', (thread) => settle(thread, new StateError('States.Runtime', cause, node)))
  return plan
}

function placeholder(machine: Machine): State {
  const { node } = machine
  const key = { kind: 'string', value: '', offset: node.offset, length: 0, parent: undefined } as const
  const member = { kind: 'member', key, value: node, parent: node, offset: node.offset, length: node.length } as const
  return { name: '', key, member, node, type: undefined, queryLanguage: machine.queryLanguage, machine, transitions: [], machines: [] }
}
