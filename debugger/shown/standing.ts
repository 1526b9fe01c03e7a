import type { Execution, Thread } from '../../core/interpreter/api'
import type { StandingBody, StandingThread } from '../protocol'
import type { Stop } from '../stop'
import type { HistoryFeed } from './history'
import { shownThreads, toClient } from './threads'

/** Where an execution stands: `stepthrough/standing`. */
export function standingBody(execution: Execution, { reason, thread, description, text }: Stop, history: HistoryFeed): StandingBody {
  return {
    reason,
    ...(description !== undefined && { description }),
    ...(text !== undefined && { text }),
    threadId: toClient(thread.id),
    events: execution.history.length,
    threads: shownThreads(execution, thread.id).map((each) => standingThread(each, history)),
  }
}

function standingThread({ id, state, stage, attempt, entered, waitingFor }: Thread, history: HistoryFeed): StandingThread {
  return {
    threadId: toClient(id),
    name: history.nameOf(id),
    ...(state !== undefined && { state: history.place(state) }),
    stage,
    attempt,
    ...(entered !== undefined && { event: entered }),
    ...(waitingFor !== undefined && { waitsFor: waitingFor.kind }),
  }
}
