import { events } from '../history/events'
import type { Cut } from './children'
import type { ExecutionImpl } from './execution'
import { cutChildren } from './join'
import { redrivenContext } from './nested/identity'
import type { ThreadImpl } from './thread'

/**
 * Redriving: an execution that has not succeeded goes on from its states that have not. Sources: Developer Guide, "Redriving executions", "Redriving Map Runs"; recordings of
 * AWS (github.com/radkawar/stackd).
 */

/** Why an execution cannot be redriven, in the words of the service where it has some; undefined: it can. */
export function unredrivable({ status, options, history, isRedrivable }: ExecutionImpl): string | undefined {
  if (options.type === 'EXPRESS') return 'An Express execution cannot be redriven'
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`
  if (!isRedrivable) return 'Nothing is kept of the execution'
  return history.length >= history.limit - 1 ? 'Execution history event limit exceeded' : undefined
}

/**
 * The thread goes on with its state, which has no end in the history: the children that have not succeeded do, where there are any, and else it begins anew. Nothing
 * tells of its beginning: what comes next follows on the event of its entry. `event`: the id of ExecutionRedriven.
 */
export function goOn(thread: ThreadImpl, event: number): void {
  cutChildren(thread)
  const { frame } = thread
  if (continues(thread)) {
    frame.forgive()
    if (frame.children !== undefined) frame.children = frame.children.redriven()
    frame.plan!.join!.again(thread)
  } else beginAnew(thread, event)
}

/** Whether children of the state are what has not succeeded, and not what the state makes of their results. */
function continues({ frame }: ThreadImpl): boolean {
  const { plan, op, failure, mapRun, children } = frame
  const own = op.stage === 'failed' && failure?.raisedBy === plan!.state
  if (mapRun !== undefined) return !own || mapRun.hasFailed
  return plan!.join !== undefined && children?.cut !== undefined
}

/** The state begins anew. `event`: where the end of a Fail state follows on, which does nothing else. */
export function beginAnew(thread: ThreadImpl, event: number): void {
  const { frame, execution } = thread
  const { enter, entered, state } = frame.plan!
  frame.redo()
  if (entered !== undefined) frame.last = state.type === 'Fail' && thread.parent === undefined ? event : frame.entered
  execution.wake(thread, enter)
}

/** A child that has not succeeded goes on. */
export function resume({ thread, copy }: Cut): void {
  thread.execution.revive(thread, copy)
  goOn(thread, thread.frame.entered)
}

/** The same of a child execution, which is redriven in its own history. */
export function resumeExecution({ thread, copy }: Cut): void {
  const { execution, journal } = thread
  execution.revive(thread, copy)
  thread.executionContext = redrivenContext(thread.executionContext!, execution.now)
  const redriveCount = thread.executionContext.RedriveCount as number
  goOn(thread, journal.add(events.executionRedriven, journal.length, undefined, thread.id, { redriveCount }))
}
