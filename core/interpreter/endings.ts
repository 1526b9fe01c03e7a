import { handled, StateError } from './handlers'
import { abortChildren, childFailed } from './join'
import type { ThreadImpl } from './thread'

/** What AWS says of a history that has as many events as it may have, before their number. */
export const fullHistory = 'The execution reached the maximum number of history events'

/** An error leaves the thread. */
export function threadFailed(thread: ThreadImpl): undefined {
  const error = thread.frame.failure!
  if (error.traits.unanswered) return fail(error, inHistory(thread), thread)
  if (!handled(error)) return endRoot(thread, error)
  thread.execution.remove(thread)
  return rootFailed(thread, error, thread)
}

/** Source: Developer Guide, Quotas related to state machine executions. */
export function historyFull(thread: ThreadImpl): undefined {
  const cause = `${fullHistory} (${thread.journal.limit}).`
  return endRoot(thread, new StateError('States.Runtime', cause, thread.frame.plan?.state.node))
}

/** The execution that the thread is part of runs into its timeout now; on the clock of the main one as late as its definition says. */
export function runOut(thread: ThreadImpl): void {
  const { execution } = thread
  let root = thread
  while (root.parent !== undefined && root.kind !== 'execution') root = root.parent
  if (root === execution.top && execution.plan.timeoutSeconds !== undefined) execution.passTo(root.identity.deadline)
  execution.timeOut(root)
}

/** An error leaves a thread that is no longer live. `from`: the one that has raised it. */
function rootFailed(thread: ThreadImpl, error: StateError, from: ThreadImpl): undefined {
  if (thread.kind === 'execution') return thread.execution.left(thread, { status: 'FAILED', error: error.error, cause: error.cause })
  if (thread.parent !== undefined) return childFailed(thread, error)
  return fail(error, from, from)
}

/** Ends the execution that the thread is part of: the whole, the child execution of a distributed Map, or one that a task has started. */
function endRoot(thread: ThreadImpl, error: StateError): undefined {
  const { execution } = thread
  let root = thread
  while (root.parent !== undefined && root.parent.journal === root.journal) root = root.parent
  if (root === execution.top) return fail(error, thread, thread)
  execution.remove(root)
  abortChildren(root)
  root.frame.failure = error
  return rootFailed(root, error, thread)
}

/** `from` has raised the error; `thread` stands for it in the history. What is wrong in another state machine has its place at the task here. */
function fail(error: StateError, thread: ThreadImpl, from: ThreadImpl): undefined {
  const { execution } = thread
  execution.errorNode = from.nested === undefined ? error.node : thread.ended ? undefined : thread.state?.node
  execution.end(thread, { status: 'FAILED', error: error.error, cause: error.cause })
}

/** The thread itself, or around it the one whose events are in the history of the execution. */
function inHistory(thread: ThreadImpl): ThreadImpl {
  const { history, top } = thread.execution
  let outer = thread
  while (outer.parent !== undefined && outer.journal !== history) outer = outer.parent
  return outer.journal === history ? outer : top
}
