import { isTerminal } from '../../model/graph'
import type { State, Transition } from '../../model/machine'

/** A state on a way, and by which transition the way leaves it. */
interface Step {
  readonly state: State
  readonly by: Transition | undefined
}

/** From the start to a state, without it. */
export function wayTo(state: State): Step[] {
  const { machine } = state
  const first = machine.startAt && machine.states.get(machine.startAt.target)
  return first === undefined ? [] : shortest(first, (each) => each === state).slice(0, -1)
}

/** From a state to an end, with both. */
export const wayOn = (state: State): Step[] => shortest(state, isTerminal)

/** The shortest way, by errors only where there is no other; the first state alone where there is none. */
function shortest(first: State, isThere: (state: State) => boolean): Step[] {
  const from = new Map<State, { readonly state: State; readonly by: Transition } | undefined>([[first, undefined]])
  const later: { readonly state: State; readonly by: Transition }[] = []
  const queue = [first]
  for (;;) {
    let at = queue.shift()
    while (at === undefined && later.length > 0) {
      const { state, by } = later.shift()!
      const next = state.machine.states.get(by.target)
      if (next === undefined || from.has(next)) continue
      from.set(next, { state, by })
      at = next
    }
    if (at === undefined) return [{ state: first, by: undefined }]
    if (isThere(at)) return backFrom(at, from)
    for (const by of at.transitions) {
      const next = at.machine.states.get(by.target)
      if (by.kind === 'Catch') later.push({ state: at, by })
      else if (next !== undefined && !from.has(next)) {
        from.set(next, { state: at, by })
        queue.push(next)
      }
    }
  }
}

function backFrom(last: State, from: ReadonlyMap<State, { readonly state: State; readonly by: Transition } | undefined>): Step[] {
  const way: Step[] = [{ state: last, by: undefined }]
  for (let step = from.get(last); step !== undefined; step = from.get(step.state)) way.unshift(step)
  return way
}
