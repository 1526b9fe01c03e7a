import type { Json } from '../json'
import type { Machine, State } from '../model/machine'
import { toJson } from '../syntax/walk'
import { Unconvertible } from './convert/expression'
import { objectOf } from './convert/flow'
import { convertStateNode } from './convert/state'
import type { Refusal } from './types'

/** The JSON that takes the place of a state or of a whole definition. */
export interface Converted {
  readonly value: Json
}

/**
 * A JSONPath state as a JSONata state that behaves the same, with `"QueryLanguage": "JSONata"`. States inside of a Map or Parallel stay as they
 * are: their language is the machine's. The refusal names what JSONata cannot say.
 */
export function convertState(state: State): Converted | Refusal {
  if (state.queryLanguage === 'JSONata') return { error: 'The state is a JSONata state already' }
  return attempt(state.name, () => convertStateNode(state, (machine) => toJson(machine.node), true))
}

/** A JSONPath machine as a JSONata machine, with all its states, also those inside of Maps and Parallels. */
export function convertMachine(machine: Machine): Converted | Refusal {
  if (machine.queryLanguage === 'JSONata') return { error: 'The state machine is a JSONata machine already' }
  return attempt('', () => machineOf(machine, true))
}

function machineOf(machine: Machine, top: boolean): Json {
  const members: [string, Json][] = top ? [['QueryLanguage', 'JSONata']] : []
  for (const { key, value } of machine.node.members) {
    if (value === undefined || key.value === 'QueryLanguage') continue
    members.push([key.value, key.value === 'States' ? statesOf(machine) : toJson(value)])
  }
  return objectOf(members)
}

function statesOf(machine: Machine): Json {
  return objectOf([...machine.states.values()].map((state) => [state.name, stateOf(state)]))
}

function stateOf(state: State): Json {
  try {
    if (state.queryLanguage === 'JSONPath') return convertStateNode(state, (inner) => machineOf(inner, false), false)
  } catch (error) {
    if (error instanceof Unconvertible && !error.reason.startsWith('State '))
      throw new Unconvertible(`State ${state.name}: ${error.reason}`)
    throw error
  }
  // A JSONata state needs to say so no more; what is inside of it may still be JSONPath.
  const members = state.node.members.flatMap(({ key, value }): [string, Json][] => {
    if (value === undefined || key.value === 'QueryLanguage') return []
    if (key.value === 'Branches') return [[key.value, state.machines.map((inner) => machineOf(inner, false))]]
    const [processor] = state.machines
    return [[key.value, key.value === 'ItemProcessor' && processor ? machineOf(processor, false) : toJson(value)]]
  })
  return objectOf(members)
}

function attempt(name: string, convert: () => Json): Converted | Refusal {
  try {
    return { value: convert() }
  } catch (error) {
    if (error instanceof RangeError) return { error: 'Cannot convert to JSONata: the states are nested too deep' }
    if (error instanceof Unconvertible) return { error: `Cannot convert${name && ` ${name}`} to JSONata: ${error.reason}` }
    throw error
  }
}
