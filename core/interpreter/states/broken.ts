import { type FieldValue, fields } from '../../model/fields'
import type { Machine, State } from '../../model/machine'
import type { Node, SubstitutionNode } from '../../syntax/node'
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

/**
 * What is not looked into: states within the state, and payloads, in which `${Name}` is a text until it is deployed. A task's Resource too: a
 * mock can answer for a function whose ARN nobody knows yet.
 */
const leftKinds: readonly FieldValue['kind'][] = ['template', 'json', 'variables', 'list', 'resource']
const left = new Set([
  ...['Branches', 'ItemProcessor', 'Iterator'],
  ...fields.filter(({ value }) => leftKinds.includes(value.kind)).map(({ name }) => name),
])

/** A `${Name}` that is a whole value, and that the state cannot run without: a number of seconds, a path, a list of errors. */
export function substitutionOf(state: State): SubstitutionNode | undefined {
  const open: Node[] = [state.node]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'substitution') return node
    if (node.kind === 'array') open.push(...node.items.toReversed())
    else if (node.kind === 'object')
      open.push(...node.members.toReversed().flatMap(({ key, value }) => (value && !left.has(key.value) ? value : [])))
  }
  return undefined
}

function placeholder(machine: Machine): State {
  const { node } = machine
  const key = { kind: 'string', value: '', offset: node.offset, length: 0, parent: undefined } as const
  const member = { kind: 'member', key, value: node, parent: node, offset: node.offset, length: node.length } as const
  return { name: '', key, member, node, type: undefined, queryLanguage: machine.queryLanguage, machine, transitions: [], machines: [] }
}
