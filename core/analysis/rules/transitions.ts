import type { nearest } from '../../base/nearest'
import { isTerminal, leadsAnywhere, reachableStates } from '../../model/graph'
import type { Machine, State, Transition } from '../../model/machine'
import { memberOf } from '../../model/machine'
import { isOpen } from '../../model/unknown'
import { type Report, rules } from '../rule'
import { shown } from '../shown'

/** Rules about the names of states, and about what leads to which. */
export const transitionRules = rules({
  MISSING_TRANSITION_TARGET: {
    severity: 'error',
    sentence: 'StartAt, Next and Default name a state of the same States, in the same upper and lower case.',
    source: 'ASL specification, Transitions; Choice State; Fallback states',
    aws: 'MISSING_TRANSITION_TARGET',
  },
  TRANSITION_OUT_OF_SCOPE: {
    severity: 'error',
    sentence: 'A transition does not lead into or out of a branch, an ItemProcessor or an Iterator.',
    source: 'ASL specification, Parallel State; Map State',
    aws: 'MISSING_TRANSITION_TARGET',
  },
  UNREACHABLE_STATE: {
    severity: 'error',
    sentence: 'Every state can be reached from StartAt.',
    source: 'AWS: State "..." is not reachable; ASL specification, Transitions',
    aws: 'MISSING_TRANSITION_TARGET',
  },
  MISSING_END_STATE: {
    severity: 'error',
    sentence: 'A state machine, and every machine nested in it, has a state that ends it: Succeed, Fail or End.',
    source: 'AWS: Workflow has no terminal state; ASL specification, Transitions',
    aws: 'MISSING_END_STATE',
  },
  MISSING_TRANSITION: {
    severity: 'error',
    sentence: 'A state that does not end the machine has Next or End: true.',
    source: 'ASL specification, Transitions',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  DUPLICATE_STATE_NAME: {
    severity: 'error',
    sentence: "A state's name is unique in the whole state machine, its branches and iterations included.",
    source: 'ASL specification, States',
    aws: 'DUPLICATE_STATE_NAME',
  },
  INVALID_STATE_NAME: {
    severity: 'error',
    sentence: "A state's name has 1 to 80 characters.",
    source: 'ASL specification, States',
    aws: 'INVALID_STATE_NAME',
  },
})

/** The targets of one machine, and whether each state is reached and ends somewhere. `everywhere`: the first state of each name in the document. */
export function checkFlow(machine: Machine, everywhere: ReadonlyMap<string, State>, report: Report, suggest: typeof nearest): void {
  // without States it is these that are missing
  if (machine.startAt && machine.states.size > 0) checkTarget(machine.startAt, machine, everywhere, report, suggest)
  let ends = false
  for (const state of machine.states.values()) {
    for (const transition of state.transitions) checkTarget(transition, machine, everywhere, report, suggest)
    checkEnd(state, report)
    // a state of no known type may be one that ends
    ends ||= state.type === undefined || isTerminal(state)
  }
  ends ||= machine.isOpen || machine.unknown.size > 0 || [...machine.states.values()].some(({ node }) => isOpen(node))
  if (machine.states.size === 0) return
  if (!ends) {
    reportNoEnd(machine, report)
    return
  }
  const start = machine.startAt && machine.states.get(machine.startAt.target)
  // where nobody knows the start, every state would be unreachable
  if (!start) return
  const reached = reachableStates(machine)
  if (reached.size === machine.states.size || machine.isOpen || machine.unknown.size > 0) return
  if ([...machine.states.values()].some(leadsAnywhere)) return
  for (const state of machine.states.values()) {
    if (!reached.has(state)) {
      report(transitionRules.UNREACHABLE_STATE, state.key, `State "${state.name}" is not reachable.`, {
        tags: ['unnecessary'],
        location: state.member,
        data: { state: state.name },
      })
    }
  }
}

function reportNoEnd(machine: Machine, report: Report): void {
  const states = memberOf(machine.node, 'States')
  if (states) report(transitionRules.MISSING_END_STATE, states.key, 'Workflow has no terminal state', { location: null })
}

function checkTarget(
  { kind, target, node, member }: Transition,
  machine: Machine,
  everywhere: ReadonlyMap<string, State>,
  report: Report,
  suggest: typeof nearest,
): void {
  if (machine.states.has(target) || machine.unknown.has(target) || machine.isOpen || node.substitutions) return
  const word = kind === 'StartAt' ? 'StartAt' : 'Next'
  const awsMessage = `Missing '${word}' target: ${target}`
  const elsewhere = everywhere.get(target)
  if (elsewhere) {
    report(transitionRules.TRANSITION_OUT_OF_SCOPE, node, `${awsMessage}. The state of this name belongs to another States object.`, {
      related: [{ offset: elsewhere.key.offset, length: elsewhere.key.length, message: 'The state is here.' }],
      location: member,
      awsMessage,
      data: { suggestion: suggest(target, machine.states.keys()), target },
    })
    return
  }
  const suggestion = suggest(target, machine.states.keys())
  const hint = suggestion === undefined ? '' : `. Did you mean '${suggestion}'?`
  report(transitionRules.MISSING_TRANSITION_TARGET, node, awsMessage + hint, { location: member, awsMessage, data: { suggestion, target } })
}

function checkEnd(state: State, report: Report): void {
  const next = memberOf(state.node, 'Next')
  const end = memberOf(state.node, 'End')
  const needed =
    !isOpen(state.node) && state.type !== undefined && state.type !== 'Choice' && state.type !== 'Succeed' && state.type !== 'Fail'
  if (!needed) return
  if (!next && (!end || (end.value?.kind === 'boolean' && !end.value.value))) {
    report(
      transitionRules.MISSING_TRANSITION,
      end?.key ?? state.key,
      `'${shown(state.name)}' does not end the state machine: it needs "Next" or "End": true`,
      {
        location: state.member,
        awsMessage: 'These fields are required: [Next]',
        data: { missing: ['Next', 'End'] },
      },
    )
  }
}

/** Names of states: unique in the document and not too long. Gives the first state of each name. */
export function checkNames(machines: readonly Machine[], report: Report): ReadonlyMap<string, State> {
  const first = new Map<string, State>()
  for (const machine of machines) {
    for (const state of [...machine.states.values(), ...machine.duplicates]) {
      const other = first.get(state.name)
      if (!other) first.set(state.name, state)
      else {
        report(transitionRules.DUPLICATE_STATE_NAME, state.key, `Duplicate state name: ${state.name}`, {
          related: [{ offset: other.key.offset, length: other.key.length, message: 'The first state of this name.' }],
          location: state.member,
        })
      }
      checkLength(state, report)
    }
  }
  return first
}

function checkLength(state: State, report: Report): void {
  if (state.key.substitutions || (state.name.length > 0 && state.name.length <= 80)) return
  const { length } = [...state.name]
  if (length > 0 && length <= 80) return
  report(
    transitionRules.INVALID_STATE_NAME,
    state.key,
    length === 0 ? 'A state name must not be empty' : `A state name has at most 80 characters; this one has ${length}`,
    {
      location: state.member,
    },
  )
}
