import { events } from '../../history/events'
import { Children } from '../children'
import { abortChildren, failParent, type Join, logAborted, waitForChildren } from '../join'
import { type Operation, operation } from '../operation'
import type { Compiled, PlanScope } from '../planState'
import { stage as record } from '../stages'
import { enterFlow, exitFlow } from './dataflow'

/** Source: ASL specification, Parallel State. */
export function parallel(scope: PlanScope): Compiled {
  const { state, machine } = scope
  const branches = state.machines.map((m) => machine(m, false))
  const after = exitFlow(scope)
  const children = operation('children', () => undefined)
  const enter = enterFlow(scope, (from) =>
    operation(from, (thread) => {
      thread.log(events.parallelStateStarted)
      const { execution } = thread
      const { value, last } = thread.frame
      waitForChildren(thread, new Children([], branches.length, branches.length), children)
      for (const [index, branch] of branches.entries()) execution.spawn(execution.newThread('branch', branch, thread, index, value), last)
      return undefined
    }),
  )
  return { enter, join: join(after), afterResult: after, givenUp: (thread) => void thread.log(events.parallelStateFailed) }
}

function join(after: Operation): Join {
  return {
    ended(parent, child) {
      parent.frame.last = child.frame.last
      const children = parent.frame.children!
      if (children.running > 0) return
      parent.logBeside(events.parallelStateSucceeded, parent.frame.last)
      parent.frame.value = parent.frame.result = children.outputs(children.next)
      parent.record(record.result, parent.frame.value)
      parent.execution.wake(parent, after)
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
