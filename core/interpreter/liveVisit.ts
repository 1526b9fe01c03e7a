import type { History } from '../history/types'
import type { Thread } from './api'
import { ThreadImpl } from './thread'

/** The thread that is in the state which it has entered with an event of a history, by the event's id; undefined: none is any more. */
export const liveVisit = (threads: readonly Thread[], history: History, event: number): Thread | undefined =>
  threads.find(
    (thread) => thread instanceof ThreadImpl && thread.state !== undefined && thread.frame.entered === event && thread.journal === history,
  )
