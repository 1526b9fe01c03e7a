import { nearest } from '../base/nearest'
import type { Member, Node, ObjectNode } from '../syntax/node'
import type { Machine, ProcessorMode, QueryLanguage, State, StateType, Transition } from './machine'
import { stateTypes, valueAt } from './machine'
import { isOpen, isUnknown, isUnknownKey } from './unknown'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Path = readonly (string | number)[]

interface Work {
  readonly node: ObjectNode
  readonly machine: NestedMachine
}

/**
 * The state machine of an object node: any object is one, as far as it goes. Never throws, and does not recurse: nested machines
 * wait in a list. What is missing or of a wrong kind is left out, and for the rules to say.
 */
export function buildMachine(root: ObjectNode): Machine {
  const work: Work[] = []
  const top = begin(work, root, undefined, [], queryLanguageOf(root))
  for (let next = work.pop(); next !== undefined; next = work.pop()) fill(work, next)
  return top
}

function begin(work: Work[], node: ObjectNode, owner: State | undefined, steps: Path, queryLanguage: QueryLanguage): Machine {
  const machine = new NestedMachine(
    node,
    owner,
    steps,
    queryLanguage,
    typeof steps[0] === 'string' && steps[0] !== 'Branches' ? modeOf(node) : undefined,
  )
  work.push({ node, machine })
  return machine
}

class NestedMachine implements Machine {
  startAt: Transition | undefined
  readonly states = new Map<string, State>()
  readonly duplicates: State[] = []
  readonly unknown = new Map<string, Member>()
  isOpen = false

  constructor(
    readonly node: ObjectNode,
    readonly owner: State | undefined,
    /** The steps from the owner. */
    private readonly steps: Path,
    readonly queryLanguage: QueryLanguage,
    readonly processorMode: ProcessorMode | undefined,
  ) {}

  /** Made when it is asked for: in machines that are nested deep all paths together would be quadratic in the text. */
  get path(): Path {
    const steps: Path[] = []
    let at: Machine = this
    for (; at instanceof NestedMachine && at.owner !== undefined; at = at.owner.machine) steps.push(['States', at.owner.name, ...at.steps])
    return steps.reverse().flat()
  }
}

/** The mode that a processor's ProcessorConfig says. */
function modeOf(processor: ObjectNode): ProcessorMode | undefined {
  const config = valueAt(processor, 'ProcessorConfig')
  const mode = valueAt(config, 'Mode')
  const word = mode?.kind === 'string' ? mode.value : undefined
  if (word === 'DISTRIBUTED') return word
  const open = isOpen(processor) || isUnknown(config) || (config?.kind === 'object' && isOpen(config))
  return !open && (mode === undefined || word === 'INLINE') ? 'INLINE' : undefined
}

function fill(work: Work[], { node, machine }: Work): void {
  const { states, unknown } = machine
  machine.isOpen = isOpen(node)
  for (const member of node.members) {
    if (member.key.value === 'StartAt') machine.startAt ??= transition('StartAt', member)
    else if (member.key.value !== 'States') continue
    else if (member.value?.kind !== 'object') machine.isOpen ||= isUnknown(member.value)
    else
      for (const each of member.value.members) {
        machine.isOpen ||= isUnknownKey(each.key)
        if (isUnknown(each.value)) unknown.set(each.key.value, each)
        if (each.value?.kind !== 'object' || each.key.value.startsWith('Fn::')) continue
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
        state.queryLanguage = meantLanguage(field.value) ?? (hasJsonataField(node) ? 'JSONata' : state.queryLanguage)
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

const queryLanguages: readonly QueryLanguage[] = ['JSONPath', 'JSONata']

/** The language that is named, or most likely meant: what is misspelt is one problem, and no reason for others. */
const meantLanguage = (node: Node | undefined): QueryLanguage | undefined =>
  node?.kind === 'string'
    ? (queryLanguages.find((each) => each === node.value) ?? (nearest(node.value, queryLanguages) as QueryLanguage))
    : undefined

/** That of a machine. One that only the deployment knows, or that nobody knows, is what its states are written in. */
function queryLanguageOf(root: ObjectNode): QueryLanguage {
  const node = valueAt(root, 'QueryLanguage')
  if (node === undefined) return 'JSONPath'
  return meantLanguage(node) ?? (writtenInJsonata(valueAt(root, 'States')) ? 'JSONata' : 'JSONPath')
}

const fieldsOfJsonata = new Set(['Arguments', 'Output', 'Items'])

const hasJsonataField = (state: Node | undefined): boolean =>
  state?.kind === 'object' && state.members.some(({ key }) => fieldsOfJsonata.has(key.value))

const writtenInJsonata = (states: Node | undefined): boolean =>
  states?.kind === 'object' && states.members.some(({ value }) => hasJsonataField(value))

function asStateType(node: Node | undefined): StateType | undefined {
  return node?.kind === 'string' ? stateTypes.find((type) => type === node.value) : undefined
}
