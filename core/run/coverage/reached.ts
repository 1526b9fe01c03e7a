import type { History } from '../../history/types'
import type { State } from '../../model/machine'
import { retrierBefore } from '../retried'
import { type CountedState, count } from './types'

/** Counts what an execution has reached, told by its log. `find`: a state's own count; undefined where it is not counted. */
export function countReached(history: History, find: (state: State) => CountedState | undefined): void {
  /** Threads that have begun an attempt of the state that they are in. */
  const begun = new Set<number>()
  for (let i = 0; i < history.length; i++) {
    const { kind, state, thread } = history.info(i)
    const counted = state && find(state)
    if (counted === undefined) continue
    if (kind.span === 'state' && kind.role === 'opens') {
      counted.entered++
      begun.delete(thread)
    } else if (kind.span === 'state' && kind.outcome === 'succeeded') {
      count(counted, kind.branch?.kind ?? 'Next', kind.branch?.index ?? 0)
    } else if (kind.role === 'opens' && (kind.span === 'task' || kind.span === 'children')) {
      const retrier = begun.has(thread) ? retrierBefore(history, i, state!) : undefined
      if (retrier === -1) counted.unexplained++
      else if (retrier !== undefined) count(counted, 'Retry', retrier)
      begun.add(thread)
    }
  }
}
