import { events } from '../../history/events'
import type { EventLog } from '../../history/log'
import { concluded } from '../states/taskEnds'
import type { ThreadImpl } from '../thread'
import { type Ending, outcomeOf } from './described'
import { startFormOf } from './forms'

/** An execution that a task has started has come to its end: the tasks that wait for it go on. It is no longer live. Whether there are any. */
export function executionEnded(child: ThreadImpl, ending: Ending): boolean {
  const { execution } = child
  logEnd(child.journal, child.id, child.frame.last, ending)
  const waiting = execution.waitingFor(child)
  for (const thread of waiting) {
    execution.touch(thread)
    const outcome = outcomeOf(startFormOf(thread.frame.plan!.resource!)!, child.identity, ending, execution.now)
    execution.wake(thread, concluded(thread, { ...outcome, source: 'execution' }))
  }
  return waiting.length > 0
}

/** The history of an execution tells its end. `thread`: the id of its thread; `last`: that of the event before. */
export function logEnd(journal: EventLog, thread: number, last: number, { status, output, error, cause }: Ending): void {
  switch (status) {
    case 'SUCCEEDED':
      return void journal.add(events.executionSucceeded, last, undefined, thread, { output: output ?? null })
    case 'FAILED':
      return void journal.add(events.executionFailed, last, undefined, thread, { error, cause })
    case 'TIMED_OUT':
      return void journal.add(events.executionTimedOut, 0, undefined, thread, { error: 'States.Timeout' })
    case 'ABORTED':
      return void journal.add(events.executionAborted, 0, undefined, thread, { error, cause })
  }
}
