import type { History } from '../history/types'
import { machinesOf } from '../model/graph'
import type { Machine } from '../model/machine'

/** A state that is entered, by name, and the id of the event that says so. */
export interface Entered {
  readonly name: string
  readonly event: number
}

/** The states that the machine itself enters, in order: none of branches, iterations and other executions. */
export function enteredAtTop(history: History): Entered[] {
  const entered: Entered[] = []
  for (let i = 0; i < history.length; i++) {
    const { kind, thread, state } = history.info(i)
    if (thread === 0 && state !== undefined && kind.span === 'state' && kind.role === 'opens')
      entered.push({ name: state.name, event: i + 1 })
  }
  return entered
}

/**
 * How often each state of a machine was entered, also in branches and iterations, by name in the order of the first time. `histories`: that of the execution,
 * and of those within it, such as the children of a distributed Map.
 */
export function visitsOf(machine: Machine, histories: readonly History[]): ReadonlyMap<string, number> {
  const own = new Set(machinesOf(machine).flatMap(({ states }) => [...states.values()]))
  const visits = new Map<string, number>()
  for (const history of histories)
    for (let i = 0; i < history.length; i++) {
      const { kind, state } = history.info(i)
      if (state === undefined || kind.span !== 'state' || kind.role !== 'opens' || !own.has(state)) continue
      visits.set(state.name, (visits.get(state.name) ?? 0) + 1)
    }
  return visits
}
