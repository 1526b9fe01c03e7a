import type { Range } from '../../base/range'
import type { AslDocument, Definition } from '../../model/document'
import type { Machine, State } from '../../model/machine'
import { definitionAt, distinct, placeAt, statesOf } from '../cursor/stateAt'
import { inner, nameAt } from '../names/occurrences'
import type { Call, CallItem } from '../types'
import { detailOf, kindOfState } from './symbols'

/**
 * The call hierarchy is the flow: a state "calls" the states that it goes on with, and the first states of the machines in it; the machine
 * itself calls its first state. An item is found again by the offset of its selection. Undefined outside of a definition, and for a name
 * that no state has. LSP: textDocument/prepareCallHierarchy.
 */
export function prepareCallHierarchy(document: AslDocument, offset: number): CallItem | undefined {
  const node = nodeAtOffset(document, offset)
  return node && itemOf(node)
}

/** Who goes to the state at the offset of an item's selection; nobody goes to the machine itself. LSP: callHierarchy/incomingCalls. */
export function incomingCalls(document: AslDocument, offset: number): Call[] {
  const node = nodeAtOffset(document, offset)
  if (node?.state === undefined) return []
  const { definition, machine, state } = node
  const calls: Call[] = []
  if (machine.startAt?.target === state.name) {
    const from = machine.owner
    const item =
      from === undefined ? itemOf({ definition, machine, state: undefined }) : itemOf({ definition, machine: from.machine, state: from })
    if (item !== undefined) calls.push({ item, ranges: [inner(machine.startAt.node)] })
  }
  for (const each of statesOf(machine)) {
    const ranges = distinct(each.transitions.filter((t) => t.target === state.name).map((t) => inner(t.node)))
    if (ranges.length > 0) calls.push({ item: itemOf({ definition, machine, state: each })!, ranges })
  }
  return calls
}

/** Where the state at the offset goes; transitions to states that are not there are left out. LSP: callHierarchy/outgoingCalls. */
export function outgoingCalls(document: AslDocument, offset: number): Call[] {
  const node = nodeAtOffset(document, offset)
  if (node === undefined) return []
  const { definition, machine, state } = node
  const targets = new Map<State, Range[]>()
  const go = (scope: Machine, transition: Machine['startAt']) => {
    const target = transition && scope.states.get(transition.target)
    if (target === undefined || transition === undefined) return
    const ranges = targets.get(target)
    if (ranges === undefined) targets.set(target, [inner(transition.node)])
    else ranges.push(inner(transition.node))
  }
  if (state === undefined) go(machine, machine.startAt)
  else {
    for (const nested of state.machines) go(nested, nested.startAt)
    for (const transition of state.transitions) go(machine, transition)
  }
  return [...targets].map(([target, ranges]) => ({
    item: itemOf({ definition, machine: target.machine, state: target })!,
    ranges: distinct(ranges),
  }))
}

interface Place {
  readonly definition: Definition
  readonly machine: Machine
  /** Undefined: the machine itself. */
  readonly state: State | undefined
}

/** The state that the name under the cursor stands for, else the state around it, else the machine. */
function nodeAtOffset(document: AslDocument, offset: number): Place | undefined {
  const definition = definitionAt(document, offset)
  if (definition === undefined) return undefined
  const name = nameAt(document, offset)
  if (name?.kind === 'state') {
    const state = name.machine.states.get(name.name)
    return state && { definition, machine: name.machine, state }
  }
  const { machine, state } = placeAt(definition.machine, offset)
  if (state !== undefined) return { definition, machine, state }
  return machine.owner === undefined ? { definition, machine, state } : { definition, machine: machine.owner.machine, state: machine.owner }
}

function itemOf({ definition, machine, state }: Place): CallItem | undefined {
  if (state !== undefined) {
    const range = { offset: state.member.offset, length: state.member.length }
    return { name: state.name, detail: detailOf(state), kind: kindOfState(state), range, selection: inner(state.key) }
  }
  const start = machine.startAt?.member
  if (start === undefined) return undefined
  const selection = { offset: start.key.offset, length: start.key.length }
  return { name: definition.logicalId ?? 'StartAt', detail: 'State machine', kind: 'machine', range: definition.range, selection }
}
