import type { Machine, State } from '../model/machine'
import { parseDocument } from '../syntax/parse'
import { invalid, Refused, type TestStateRequest } from './types'

/** What AWS calls a state whose definition has no name. */
const anonymous = 'StateName'

/** The state that is tested, in a machine that begins with it. */
export function testedState({ definition, stateName }: TestStateRequest): { readonly state: State; readonly machine: Machine } {
  if (stateName === undefined) return startingAt(machineOf(wrapped(definition)), anonymous)
  return startingAt(machineOf(definition), stateName)
}

function machineOf(text: string): Machine {
  const document = parseDocument(text, { format: 'json', content: 'definition' })
  const [problem] = document.syntaxProblems
  const machine = document.definitions[0]?.machine
  if (problem || !machine) {
    throw new Refused(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${problem?.message ?? 'no object'}'`,
    )
  }
  return machine
}

/** A single state as a machine: states that it leads to are there too, so that they can be entered. */
function wrapped(text: string): string {
  const machine = (states: string) => `{"StartAt":"${anonymous}","States":{"${anonymous}":${states}}}`
  const alone = machineOf(machine(text))
  const state = alone.states.get(anonymous)
  const targets = new Set(state?.transitions.map((t) => t.target))
  targets.delete(anonymous)
  return machine([text, ...[...targets].map((target) => `${JSON.stringify(target)}:{"Type":"Succeed"}`)].join(','))
}

function startingAt(root: Machine, name: string): { state: State; machine: Machine } {
  const state = findState(root, name)
  if (!state) throw invalid('State not found in definition')
  const { machine } = state
  return {
    state,
    machine: { ...machine, path: machine.path, startAt: { kind: 'StartAt', target: name, node: state.key, member: state.member } },
  }
}

export function findState(machine: Machine, name: string): State | undefined {
  const state = machine.states.get(name)
  if (state) return state
  for (const { machines } of machine.states.values()) {
    for (const nested of machines) {
      const found = findState(nested, name)
      if (found) return found
    }
  }
  return undefined
}
