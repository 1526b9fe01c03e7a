import type { Json } from '../../base/json'
import { events } from '../../history/events'
import { placeNames } from '../../model/places'
import { Children } from '../children'
import { abortChildren, failParent, type Join, logAborted, resumeChildren, waitForChildren } from '../join'
import { doing, type Operation, operation } from '../operation'
import type { Compiled, PlanScope, PlanState } from '../planState'
import { resume } from '../redrive'
import { stage as record } from '../stages'
import type { ThreadImpl } from '../thread'
import { enterFlow, exitFlow } from './dataflow'

/** Source: ASL specification, Parallel State. */
export function parallel(scope: PlanScope): Compiled {
  const { state, machine } = scope
  const branches = state.machines.map((m) => machine(m, false))
  const after = exitFlow(scope)
  const children = operation('children', () => undefined)
  const given = (thread: ThreadImpl, output: Json) => {
    thread.frame.fault = undefined
    thread.logBeside(events.parallelStateSucceeded, thread.frame.last)
    thread.frame.value = thread.frame.result = output
    thread.record(record.result, output)
    return after
  }
  const enter = enterFlow(scope, (from) =>
    doing(from, placeNames.work, (thread) => {
      thread.log(events.parallelStateStarted)
      const { execution } = thread
      const { fault } = thread.frame
      if (fault?.kind === 'result') return given(thread, fault.output)
      const { value, last } = thread.frame
      waitForChildren(thread, new Children([], branches.length, branches.length), children)
      for (const [index, branch] of branches.entries()) execution.spawn(execution.newThread('branch', branch, thread, index, value), last)
      return undefined
    }),
  )
  return { enter, join: join(given, children), afterResult: after, given, givenUp: (thread) => void thread.log(events.parallelStateFailed) }
}

function join(given: NonNullable<PlanState['given']>, children: Operation): Join {
  return {
    again: (parent) => resumeChildren(parent, children, resume),
    ended(parent, child) {
      parent.frame.last = child.frame.last
      const children = parent.frame.children!
      if (children.running > 0) return
      parent.execution.wake(parent, given(parent, children.outputs(children.next)))
    },
    failed(parent, child, error) {
      parent.frame.last = child.frame.last
      // a Fail state and a Wait are over at once, a Task is aborted
      if (child.frame.plan?.state.type === 'Task') logAborted(child)
      abortChildren(parent)
      failParent(parent, error)
    },
  }
}
