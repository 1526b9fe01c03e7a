import type { Machine, State } from '../model/machine'
import type { ObjectNode } from '../syntax/node'
import type { Resolution, VariableDefinition } from './variables'

/**
 * Which variables of a scope have a value when a state of it begins, over all paths from StartAt: two bits per variable and state,
 * one for "on every path" and one for "on some path", moved along the transitions until nothing changes.
 */
export function assignedBefore(
  machine: Machine,
  definitions: ReadonlyMap<string, readonly VariableDefinition[]>,
): (state: State, name: string) => Extract<Resolution, 'assigned' | 'maybe' | 'later'> {
  const index = new Map([...definitions.keys()].map((name, i) => [name, i]))
  const words = Math.ceil(index.size / 32)
  const given = new Map<ObjectNode, Uint32Array>()
  for (const list of definitions.values()) {
    for (const { name, holder } of list) {
      const bits = given.get(holder) ?? new Uint32Array(words)
      given.set(holder, bits)
      set(bits, index.get(name)!)
    }
  }
  const always = new Map<State, Uint32Array>()
  const sometimes = new Map<State, Uint32Array>()
  const start = machine.startAt && machine.states.get(machine.startAt.target)
  if (start) {
    always.set(start, new Uint32Array(words))
    sometimes.set(start, new Uint32Array(words))
  }
  const waiting = new Set(start ? [start] : [])
  for (const state of waiting) {
    waiting.delete(state)
    for (const { target, member } of state.transitions) {
      const next = machine.states.get(target)
      if (!next) continue
      // the Assign that counts stands beside the Next or Default: the state's, the Choice Rule's, the Catcher's
      const bits = given.get(member.parent)
      const every = meet(always, next, always.get(state)!, bits, (a, b) => a & b)
      const some = meet(sometimes, next, sometimes.get(state)!, bits, (a, b) => a | b)
      if (every || some) waiting.add(next)
    }
  }
  return (state, name) => {
    const i = index.get(name)!
    const bits = always.get(state)
    // nobody ever comes to an unreachable state, so that nothing can be said
    if (!bits || has(bits, i)) return 'assigned'
    return has(sometimes.get(state)!, i) ? 'maybe' : 'later'
  }
}

/** Joins what is known at the end of a transition into its target. True where that changed the target. */
function meet(
  known: Map<State, Uint32Array>,
  target: State,
  from: Uint32Array,
  given: Uint32Array | undefined,
  join: (a: number, b: number) => number,
): boolean {
  const before = known.get(target)
  if (!before) {
    known.set(
      target,
      from.map((word, i) => (word | (given?.[i] ?? 0)) >>> 0),
    )
    return true
  }
  let changed = false
  for (let i = 0; i < before.length; i++) {
    const joined = join(before[i]!, from[i]! | (given?.[i] ?? 0)) >>> 0
    changed ||= joined !== before[i]
    before[i] = joined
  }
  return changed
}

const set = (bits: Uint32Array, i: number): void => {
  bits[i >>> 5]! |= 1 << (i & 31)
}

const has = (bits: Uint32Array, i: number): boolean => (bits[i >>> 5]! & (1 << (i & 31))) !== 0
