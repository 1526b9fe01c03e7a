import { isObject, type Json } from '../../base/json'
import { isTerminal, machinesOf } from '../../model/graph'
import type { Machine, State } from '../../model/machine'
import { parseDocument } from '../../model/parse'
import { invalid, Refused } from '../errors'
import { type AwsDiagnostic, invalidDefinition, unreadable, validateStateMachineDefinition } from '../validate'
import type { TestStateRequest } from './types'

/** What AWS calls the state that is tested, whatever its name is. */
export const anonymous = 'StateName'

/**
 * The state that is tested, in a machine that begins with it. The definition is checked as CreateStateMachine does. Throws Refused: an
 * InvalidDefinition, or a ValidationException where no state has the name.
 */
export function testedState({ definition, stateName }: TestStateRequest): { readonly state: State; readonly machine: Machine } {
  const wrong = unreadable(definition)
  if (wrong !== undefined) throw refused([wrong])
  const text = stateName === undefined ? wrapped(definition) : definition
  const machine = machineOf(text)
  const diagnostics = validateStateMachineDefinition(text).diagnostics.filter(
    // where a state leads is no matter of that state alone
    ({ code }) => code !== 'MISSING_END_STATE' || stateName !== undefined || hasEnd(machine),
  )
  if (machine === undefined || diagnostics.some(({ severity }) => severity === 'ERROR')) throw refused(diagnostics)
  return startingAt(machine, stateName ?? anonymous)
}

const hasEnd = (machine: Machine | undefined): boolean => [...(machine?.states.values() ?? [])].some(isTerminal)

const refused = (diagnostics: readonly AwsDiagnostic[]): Refused => new Refused('InvalidDefinition', invalidDefinition(diagnostics)!)

const machineOf = (text: string): Machine | undefined =>
  parseDocument(text, { format: 'json', content: 'definition' }).definitions[0]?.machine

/** A single state as a machine: states that it leads to are there too, so that they can be entered. */
function wrapped(text: string): string {
  if (!isObject(JSON.parse(text) as Json))
    throw refused([{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' }])
  const machine = (states: string) => `{"StartAt":"${anonymous}","States":{"${anonymous}":${states}}}`
  const state = machineOf(machine(text))?.states.get(anonymous)
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

/** The state of this name in a machine or in those nested in it, outer ones first; undefined where there is none. */
export function findState(machine: Machine, name: string): State | undefined {
  for (const { states } of machinesOf(machine)) {
    const state = states.get(name)
    if (state) return state
  }
  return undefined
}
