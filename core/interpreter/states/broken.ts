import { type FieldValue, fields } from '../../model/fields'
import { type Machine, type State, valueAt } from '../../model/machine'
import { isOpen, isUnknown } from '../../model/unknown'
import type { Node, StringNode } from '../../syntax/node'
import { StateError, settle } from '../handlers'
import { type Operation, operation } from '../operation'
import { emptyState, type PlanState } from '../planState'

/** A state that stands for what is wrong with a definition. Reaching it fails the execution, with the place in the definition. */
export function broken(machine: Machine, cause: string, node: Node): PlanState {
  return { ...emptyState(placeholder(machine), -1), enter: failing(cause, node) }
}

/** An operation that fails the execution with States.Runtime, at a node of the definition. */
export const failing = (cause: string, node: Node): Operation =>
  operation('enter', (thread) => settle(thread, new StateError('States.Runtime', cause, node)))

/**
 * What is not looked into: states within the state, and payloads, in which `${Name}` is a text until it is deployed. A task's Resource too: a
 * mock can answer for a function whose ARN nobody knows yet.
 */
const leftKinds: readonly FieldValue['kind'][] = ['template', 'json', 'variables', 'list', 'resource']
const machines = new Set(['Branches', 'ItemProcessor', 'Iterator'])
const left = new Set([...machines, ...fields.filter(({ value }) => leftKinds.includes(value.kind)).map(({ name }) => name)])

/** A value that only the deployment knows. */
interface Unknown {
  readonly node: Node
  readonly name: string | undefined
}

const unknownOf = (node: Node): Unknown | undefined => {
  if (node.kind === 'substitution') return { node, name: node.name }
  return node.kind === 'string' && node.substitutions !== undefined ? { node, name: node.substitutions[0]?.name } : undefined
}

const causeOf = ({ name }: Unknown): string =>
  `${name === undefined ? 'A value' : `The value of \${${name}}`} is known only after deployment.`

/** What reaching a state says that cannot run before its deployment; undefined where nothing is missing. */
export function notDeployed(state: State): Operation | undefined {
  const type = valueAt(state.node, 'Type')
  const unknown = (type && unknownOf(type)) ?? neededIn(state.node)
  return unknown && failing(causeOf(unknown), unknown.node)
}

/** What is wrong with a name that no state has, or whose state only the deployment knows. */
export function noState(machine: Machine, name: StringNode): string {
  const unknown = unknownOf(name)
  if (unknown !== undefined) return causeOf(unknown)
  const states = valueAt(machine.node, 'States')
  const known = states?.kind === 'object' && !isOpen(states) && !isUnknown(valueAt(states, name.value))
  return `The state '${name.value}' ${known || states === undefined ? 'does not exist' : 'is known only after deployment'}.`
}

/** In YAML a `${Name}` for a number is a text. */
const neverTexts = new Set(['Seconds', 'Timestamp'])

/** A `${Name}` that is a whole value, and that the state cannot run without: a number of seconds, a path, a list of errors, a branch. */
function neededIn(root: Node): Unknown | undefined {
  const open: Node[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'substitution') return unknownOf(node)
    if (node.kind === 'array') open.push(...node.items.toReversed())
    if (node.kind !== 'object') continue
    for (const { key, value } of node.members.toReversed()) {
      if (value === undefined) continue
      if (neverTexts.has(key.value) && value.kind === 'string' && !value.value.startsWith('{%')) {
        const unknown = unknownOf(value)
        if (unknown !== undefined) return unknown
      }
      if (!left.has(key.value)) open.push(value)
      else if (machines.has(key.value)) open.push(...[value, ...(value.kind === 'array' ? value.items : [])].filter(isSubstitution))
    }
  }
  return undefined
}

const isSubstitution = ({ kind }: Node): boolean => kind === 'substitution'

function placeholder(machine: Machine): State {
  const { node } = machine
  const key = { kind: 'string', value: '', offset: node.offset, length: 0, parent: undefined } as const
  const member = { kind: 'member', key, value: node, parent: node, offset: node.offset, length: node.length } as const
  return { name: '', key, member, node, type: undefined, queryLanguage: machine.queryLanguage, machine, transitions: [], machines: [] }
}
