import type { Machine, State } from './machine'
import { valueAt } from './machine'
import { isOpen, isUnknown } from './unknown'

/** The states of one machine that can be reached from its StartAt. Empty where StartAt names none. */
export function reachableStates(machine: Machine): ReadonlySet<State> {
  const reached = new Set<State>()
  const start = machine.startAt && machine.states.get(machine.startAt.target)
  if (!start) return reached
  reached.add(start)
  // a Set iterates over what is added during the loop
  for (const state of reached) {
    for (const { target } of state.transitions) {
      const next = machine.states.get(target)
      if (next) reached.add(next)
    }
  }
  return reached
}

const leading = new Set(['Next', 'Default', 'Choices', 'Catch'])

/**
 * Whether only the deployment knows where some transition of a state leads, or whether it has one: `"Next": "${Target}"`, `Catch:
 * ${file(catch.yml)}`.
 */
export function leadsAnywhere({ node, transitions }: State): boolean {
  if (isUnknown(valueAt(node, 'Type')) || isOpen(node) || transitions.some((transition) => transition.node.substitutions)) return true
  return node.members.some(({ key, value }) => {
    if (!leading.has(key.value)) return false
    if (isUnknown(value)) return true
    const items = value?.kind === 'array' ? value.items : []
    return items.some((item) => isUnknown(item) || (item.kind === 'object' && (isOpen(item) || isUnknown(valueAt(item, 'Next')))))
  })
}

/** Whether a machine ends in this state whatever else it says: Succeed and Fail. */
export const endsByType = ({ type }: State): boolean => type === 'Succeed' || type === 'Fail'

/** Whether the machine can end in this state: Succeed, Fail, or an End that is not false (a wrong one is an error of its own). */
export function isTerminal(state: State): boolean {
  if (endsByType(state)) return true
  const end = valueAt(state.node, 'End')
  return end !== undefined && !(end.kind === 'boolean' && !end.value)
}

/** The machine and all that are nested in it, outer ones first. */
export function machinesOf(machine: Machine): Machine[] {
  const machines = [machine]
  for (let i = 0; i < machines.length; i++) {
    for (const state of machines[i]!.states.values()) for (const nested of state.machines) machines.push(nested)
  }
  return machines
}
