import type { History } from '../../history/types'

/** The events of a visit: those of its own thread from the entry of the state to its exit. */
export interface OwnEvents {
  /** Their indices, in their order: the first is StateEntered. */
  readonly all: readonly number[]
  /** The one that closes the state; undefined: it is not left. */
  readonly exit: number | undefined
}

/** `first`: the index of StateEntered. Of two states that a thread enters without an exit between them the first has been left by a jump. */
export function ownEvents(history: History, first: number): OwnEvents {
  const { thread } = history.info(first)
  const all = [first]
  for (let i = first + 1; i < history.length; i++) {
    const { kind, thread: other } = history.info(i)
    if (other !== thread || kind.span === 'execution' || kind.span === 'iteration') continue
    if (kind.span === 'state' && kind.role === 'opens') break
    all.push(i)
    if (kind.span === 'state' && kind.role === 'closes') return { all, exit: i }
  }
  return { all, exit: undefined }
}
