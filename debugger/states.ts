import type { AslDocument } from '../core/document'
import type { Thread } from '../core/interpreter/api'
import type { Machine, State } from '../core/model/machine'

/** Every state of a machine and of those nested in it, in the order of the text. */
export function allStates(machine: Machine): State[] {
  const states: State[] = []
  const machines: Machine[] = [machine]
  for (let next = machines.pop(); next !== undefined; next = machines.pop())
    for (const state of next.states.values()) {
      states.push(state)
      machines.push(...state.machines)
    }
  return states.sort((a, b) => a.key.offset - b.key.offset)
}

export const statesOf = (document: AslDocument): State[] =>
  document.definitions.flatMap(({ machine }) => allStates(machine)).sort((a, b) => a.key.offset - b.key.offset)

/** Steps from the root of the definition: ["States", "P", "Branches", 0, "States", "A"]. */
export const statePath = (state: State): (string | number)[] => [...state.machine.path, 'States', state.name]

/** Whether the thread has just entered its state: another attempt of a Retrier begins anew, but enters nothing. */
export const isEntering = ({ stage, state, attempt }: Thread): boolean => stage === 'enter' && attempt === 0 && state !== undefined

/** A thread and the threads that own it, innermost first: the owners' states are its callers. */
export function lineage(thread: Thread): Thread[] {
  const threads: Thread[] = []
  for (let at: Thread | undefined = thread; at !== undefined; at = at.parent) threads.push(at)
  return threads
}

/** "Machine", "Parallel[1] Branch", "Orders[0].Lines[2] Iteration". */
export function threadName(thread: Thread): string {
  if (thread.parent === undefined) return 'Machine'
  const steps = lineage(thread)
    .slice(0, -1)
    .map((t) => `${t.parent?.state?.name ?? ''}[${t.index}]`)
  return `${steps.reverse().join('.')} ${thread.kind === 'iteration' ? 'Iteration' : 'Branch'}`
}
