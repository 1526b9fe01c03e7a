import type { History } from '../../history/types'
import type { Definition } from '../../model/document'
import { machinesOf } from '../../model/graph'
import type { RunEvent } from '../mockFiles/recordRun'

/** The events of a history with the names of their states. */
export const runEvents = (history: History): RunEvent[] =>
  Array.from({ length: history.length }, (_, i) => {
    const { state } = history.info(i)
    return { event: history.event(i), ...(state && { state: state.name }) }
  })

/** The same of the executions that are children of a definition's own distributed Maps: not of those that its tasks have started. */
export function childEvents(within: readonly History[], { machine }: Definition): RunEvent[][] {
  const machines = new Set(machinesOf(machine))
  const isChild = (history: History): boolean => {
    for (let i = 0; i < history.length; i++) {
      const { state } = history.info(i)
      if (state !== undefined) return machines.has(state.machine)
    }
    return false
  }
  return within.filter(isChild).map(runEvents)
}
