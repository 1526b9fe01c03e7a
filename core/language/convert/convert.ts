import { maxDepth } from '../../base/depth'
import type { Machine, State } from '../../model/machine'
import { isOpen } from '../../model/unknown'
import type { Node, ObjectNode } from '../../syntax/node'
import { isDeeperThan } from '../../syntax/walk'
import type { Refusal } from '../types'
import { Unconvertible } from './convertExpression'
import { convertStateNode } from './convertState'
import { type Draft, DraftArray, DraftObject, Kept } from './draft'

/** What takes the place of a state or of a whole definition; `rewrite` makes edits of it. */
export interface Converted {
  readonly draft: DraftObject
}

/**
 * A JSONPath state as a JSONata state that behaves the same, with `"QueryLanguage": "JSONata"`. States inside of a Map or Parallel stay as they
 * are: their language is the machine's. The refusal names what JSONata cannot say.
 */
export function convertState(state: State): Converted | Refusal {
  if (state.queryLanguage === 'JSONata') return { error: 'The state is a JSONata state already' }
  return attempt(state.name, state.node, () => convertStateNode(state, ({ node }) => new Kept(node), true))
}

/**
 * A JSONPath machine as a JSONata machine, with all its states, also those inside of Maps and Parallels. The refusal names the state, and
 * what JSONata cannot say of it.
 */
export function convertMachine(machine: Machine): Converted | Refusal {
  if (machine.queryLanguage === 'JSONata') return { error: 'The state machine is a JSONata machine already' }
  return attempt('', machine.node, () => machineOf(machine, true))
}

function machineOf(machine: Machine, top: boolean): DraftObject {
  const { node } = machine
  if (isOpen(node) || machine.isOpen || machine.unknown.size > 0)
    throw new Unconvertible('some of its states are only known to its template')
  if (machine.duplicates.length > 0) throw new Unconvertible('two of its states have one name')
  const members: [string, Draft][] = top ? [['QueryLanguage', 'JSONata']] : []
  for (const { key, value } of node.members) {
    if (value === undefined || key.value === 'QueryLanguage') continue
    members.push([key.value, key.value === 'States' && value.kind === 'object' ? statesOf(machine, value) : new Kept(value)])
  }
  return new DraftObject(members, node)
}

const statesOf = (machine: Machine, node: ObjectNode): DraftObject =>
  new DraftObject(
    [...machine.states.values()].map((state) => [state.name, stateOf(state)]),
    node,
  )

function stateOf(state: State): Draft {
  if (state.queryLanguage === 'JSONPath') return within(state, () => convertStateNode(state, (inner) => machineOf(inner, false), false))
  // A JSONata state needs to say so no more; what is inside of it may still be JSONPath.
  const members = state.node.members.flatMap(({ key, value }): [string, Draft][] => {
    if (value === undefined || key.value === 'QueryLanguage') return []
    const inner = (node: Node): Draft => {
      const machine = state.machines.find((each) => each.node === node)
      return machine === undefined ? new Kept(node) : machineOf(machine, false)
    }
    if (key.value === 'Branches' && value.kind === 'array') return [[key.value, new DraftArray(value.items.map(inner), value)]]
    return [[key.value, inner(value)]]
  })
  return new DraftObject(members, state.node)
}

/** Says of which state it is, the innermost one, that it cannot be converted. */
function within<T>({ name }: State, convert: () => T): T {
  try {
    return convert()
  } catch (error) {
    throw error instanceof Unconvertible && error.state === undefined ? new Unconvertible(error.reason, name) : error
  }
}

function attempt(name: string, node: Node, convert: () => DraftObject): Converted | Refusal {
  if (isDeeperThan(node, maxDepth)) return { error: 'Cannot convert to JSONata: the states are nested too deep' }
  try {
    return { draft: convert() }
  } catch (error) {
    if (!(error instanceof Unconvertible)) throw error
    const where = error.state === undefined ? '' : `State ${error.state}: `
    return { error: `Cannot convert${name && ` ${name}`} to JSONata: ${where}${error.reason}` }
  }
}
