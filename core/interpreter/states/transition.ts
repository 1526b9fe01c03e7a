import { jsonBytes } from '../../base/jsonText'
import { Exit } from '../../history/wire'
import { StateError, settle } from '../handlers'
import { type Operation, operation } from '../operation'
import type { PlanState } from '../planState'
import type { ThreadImpl } from '../thread'

/** `exit`: the output is known. Logs StateExited, assigns the variables and goes on. `kind`: the event, where it says which way was taken. */
export const exitBy = (kind: PlanState['exited']): Operation =>
  operation('exit', (thread) => {
    const plan = thread.plan!
    const { value, assigned } = thread
    // what came in has been measured before
    if (value !== thread.input) {
      const bytes = jsonBytes(value)
      if (bytes > thread.execution.limits.payloadBytes) return tooLarge(thread)
      thread.journal.grow(bytes)
    }
    const exited = (kind ?? plan.exited)!
    if (assigned === undefined) thread.log(exited, value)
    else {
      thread.journal.grow(jsonBytes(assigned))
      thread.log(exited, new Exit(value, assigned))
      thread.assign(assigned)
    }
    return thread.target === undefined ? thread.execution.threadEnded(thread) : enterState(thread, thread.target)
  })

export const exit = exitBy(undefined)

function tooLarge(thread: ThreadImpl): Operation {
  const cause = `The state/task '${thread.plan!.name}' returned a result with a size exceeding the maximum number of bytes service limit.`
  return settle(thread, new StateError('States.DataLimitExceeded', cause, thread.plan!.state.node))
}

/** Logs StateEntered and gives the state's first operation. */
export function enterState(thread: ThreadImpl, plan: PlanState): Operation | undefined {
  const { execution, journal, value } = thread
  if (thread.plan?.simple === false) thread.clear()
  thread.plan = plan
  if (plan.entered === undefined) return plan.enter
  thread.visits[plan.index]!++
  thread.input = value
  thread.before = thread.last
  thread.entered = thread.log(plan.entered, value)
  thread.beginFirst()
  return journal.full ? execution.historyFull(thread) : plan.enter
}
