import type { Machine, State } from '../model/machine'
import type { ObjectNode } from '../syntax/node'
import type { Resolution, VariableDefinition } from './variables'

/**
 * Which variables of a scope have a value when a state of it begins, over all paths from StartAt: two bits per variable and state, one for
 * "on every path" and one for "on some path", moved along the transitions until nothing changes. `definitions`: those of this scope by
 * name; of no other name may be asked. In a state that nothing leads to all are `assigned`.
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
  const order = inFlowOrder(machine)
  const [start] = order
  if (start) {
    always.set(start, new Uint32Array(words))
    sometimes.set(start, new Uint32Array(words))
  }
  // in this order a machine without loops is done after one round
  const waiting = new Set(order)
  while (waiting.size > 0) {
    for (const state of order) {
      if (!waiting.delete(state)) continue
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
  }
  return (state, name) => {
    const i = index.get(name)!
    const bits = always.get(state)
    // nobody ever comes to an unreachable state, so that nothing can be said
    if (!bits || has(bits, i)) return 'assigned'
    return has(sometimes.get(state)!, i) ? 'maybe' : 'later'
  }
}

/** The states that are reached, each before those that it leads to as far as loops allow: reverse postorder. Not recursive. */
function inFlowOrder(machine: Machine): State[] {
  const start = machine.startAt && machine.states.get(machine.startAt.target)
  if (!start) return []
  const done: State[] = []
  const seen = new Set([start])
  const stack = [{ state: start, next: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const transition = top.state.transitions[top.next++]
    const target = transition && machine.states.get(transition.target)
    if (!transition) done.push(stack.pop()!.state)
    else if (target && !seen.has(target)) {
      seen.add(target)
      stack.push({ state: target, next: 0 })
    }
  }
  return done.reverse()
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
