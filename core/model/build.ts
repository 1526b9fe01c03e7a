import type { Member, Node, ObjectNode } from '../syntax/node'
import type { Machine, QueryLanguage, State, StateType, Transition } from './machine'
import { stateTypes, valueAt } from './machine'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Path = readonly (string | number)[]

interface Work {
  readonly node: ObjectNode
  readonly machine: NestedMachine
}

/**
 * The state machine of an object node: any object is one, as far as it goes. Never throws, and does not recurse: nested machines
 * wait in a list.
 */
export function buildMachine(root: ObjectNode): Machine {
  const work: Work[] = []
  const top = begin(work, root, undefined, [], asQueryLanguage(valueAt(root, 'QueryLanguage')) ?? 'JSONPath')
  for (let next = work.pop(); next !== undefined; next = work.pop()) fill(work, next)
  return top
}

function begin(work: Work[], node: ObjectNode, owner: State | undefined, steps: Path, queryLanguage: QueryLanguage): Machine {
  const machine = new NestedMachine(node, owner, steps, queryLanguage)
  work.push({ node, machine })
  return machine
}

class NestedMachine implements Machine {
  startAt: Transition | undefined
  readonly states = new Map<string, State>()
  readonly duplicates: State[] = []

  constructor(
    readonly node: ObjectNode,
    readonly owner: State | undefined,
    /** The steps from the owner. */
    private readonly steps: Path,
    readonly queryLanguage: QueryLanguage,
  ) {}

  /** Made when it is asked for: in machines that are nested deep all paths together would be quadratic in the text. */
  get path(): Path {
    const steps: Path[] = []
    let at: Machine = this
    for (; at instanceof NestedMachine && at.owner !== undefined; at = at.owner.machine) steps.push(['States', at.owner.name, ...at.steps])
    return steps.reverse().flat()
  }
}

function fill(work: Work[], { node, machine }: Work): void {
  const { states } = machine
  for (const member of node.members) {
    if (member.key.value === 'StartAt') machine.startAt ??= transition('StartAt', member)
    else if (member.key.value === 'States' && member.value?.kind === 'object')
      for (const each of member.value.members) {
        if (each.value?.kind !== 'object') continue
        const state = buildState(work, machine, each, each.value)
        if (states.has(state.name)) machine.duplicates.push(state)
        else states.set(state.name, state)
      }
  }
}

function buildState(work: Work[], machine: Machine, member: Member, node: ObjectNode): State {
  const transitions: Transition[] = []
  const machines: Machine[] = []
  const state: Mutable<State> = {
    name: member.key.value,
    key: member.key,
    member,
    node,
    type: undefined,
    queryLanguage: machine.queryLanguage,
    machine,
    transitions,
    machines,
  }
  // A nested machine inherits the language of the outermost one, not that of the state around it. ASL spec: Query Languages.
  const nested = (value: Node | undefined, steps: Path) => {
    if (value?.kind === 'object') machines.push(begin(work, value, state, steps, machine.queryLanguage))
  }
  for (const field of node.members) {
    switch (field.key.value) {
      case 'Type':
        state.type ??= asStateType(field.value)
        break
      case 'QueryLanguage':
        state.queryLanguage = asQueryLanguage(field.value) ?? state.queryLanguage
        break
      case 'Next':
      case 'Default':
        add(transitions, transition(field.key.value, field))
        break
      case 'Choices':
        eachNext(field.value, 'Choice', transitions)
        break
      case 'Catch':
        eachNext(field.value, 'Catch', transitions)
        break
      case 'Branches':
        if (field.value?.kind === 'array') for (let i = 0; i < field.value.items.length; i++) nested(field.value.items[i], ['Branches', i])
        break
      case 'ItemProcessor':
      case 'Iterator':
        nested(field.value, [field.key.value])
        break
    }
  }
  return state
}

function eachNext(value: Node | undefined, kind: Transition['kind'], transitions: Transition[]): void {
  if (value?.kind !== 'array') return
  for (const item of value.items)
    if (item.kind === 'object')
      for (const member of item.members) if (member.key.value === 'Next') add(transitions, transition(kind, member))
}

function transition(kind: Transition['kind'], member: Member): Transition | undefined {
  const node = member.value
  return node?.kind === 'string' ? { kind, target: node.value, node, member } : undefined
}

function add<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item)
}

function asQueryLanguage(node: Node | undefined): QueryLanguage | undefined {
  return node?.kind === 'string' && (node.value === 'JSONPath' || node.value === 'JSONata') ? node.value : undefined
}

function asStateType(node: Node | undefined): StateType | undefined {
  return node?.kind === 'string' ? stateTypes.find((type) => type === node.value) : undefined
}
