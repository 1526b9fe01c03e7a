import { jsonBytes } from '../../base/jsonText'
import { Exit } from '../../history/wire'
import { placeNames } from '../../model/places'
import { tooLarge } from '../handlers'
import { doing, type Operation } from '../operation'
import type { PlanState } from '../planState'
import type { ThreadImpl } from '../thread'
import { leavesBy } from '../wayOut'

/** `exit`: the output is known. Logs StateExited, assigns the variables and goes on. `kind`: the event, where it says which way was taken. */
export const exitBy = (kind: PlanState['exited']): Operation =>
  leavesBy(doing('exit', placeNames.exitBy(kind?.branch), leave(kind)), kind?.branch)

const leave =
  (kind: PlanState['exited']): Operation['run'] =>
  (thread) => {
    const { frame } = thread
    const { value, assigned } = frame
    const plan = frame.plan!
    // what came in has been measured before
    if (value !== thread.input) {
      const bytes = jsonBytes(value)
      if (bytes > thread.execution.limits.payloadBytes) return tooLarge(thread, kind?.branch?.kind === 'Catch')
      thread.journal.grow(bytes)
    }
    const exited = (kind ?? plan.exited)!
    if (assigned === undefined) thread.log(exited, value)
    else {
      thread.journal.grow(jsonBytes(assigned))
      thread.log(exited, new Exit(value, assigned))
      thread.frame.assign(assigned)
    }
    return frame.target === undefined ? thread.execution.threadEnded(thread) : enterState(thread, frame.target)
  }

/** The exit of a state that has one way out. */
export const exit = exitBy(undefined)

/** Logs StateEntered and gives the state's first operation. */
export function enterState(thread: ThreadImpl, plan: PlanState): Operation | undefined {
  const { frame, journal } = thread
  if (plan.entered === undefined) {
    frame.plan = plan
    return plan.enter
  }
  frame.enter(plan)
  frame.visits[plan.index]!++
  frame.before = frame.last
  frame.entered = thread.log(plan.entered, frame.value)
  return journal.full ? thread.execution.historyFull(thread) : plan.enter
}
