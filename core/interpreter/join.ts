import type { Json } from '../base/json'
import { events } from '../history/events'
import type { Children, Cut } from './children'
import type { StateError } from './handlers'
import { settle } from './handlers'
import { executionEnded } from './nested/ends'
import type { Operation } from './operation'
import type { ThreadImpl, Waiting } from './thread'

/** How a state with children (Parallel, Map) goes on when one of them ends or fails. The child is no longer live. */
export interface Join {
  /** What the parent's result has of a child, where it is not the child's output. */
  readonly output?: (child: ThreadImpl) => Json
  readonly ended: (parent: ThreadImpl, child: ThreadImpl) => void
  readonly failed: (parent: ThreadImpl, child: ThreadImpl, error: StateError) => void
  /** A redrive goes on with those of its children that have not succeeded: all of them are pending. */
  readonly again: (parent: ThreadImpl) => void
}

/** A branch or iteration has come to its end: its output is the parent's, which goes on where it was the last. */
export function childEnded(child: ThreadImpl): undefined {
  const parent = child.parent!
  const { children } = parent.frame
  if (children === undefined) return
  const { join } = parent.frame.plan!
  const output = join!.output === undefined ? child.frame.value : join!.output(child)
  parent.frame.children = children.ended(child.index, output)
  join!.ended(parent, child)
}

/** An error leaves a branch or iteration: the parent's state fails, or counts it (a Map Run that tolerates failures). */
export function childFailed(child: ThreadImpl, error: StateError): undefined {
  keep(child)
  child.parent!.frame.plan!.join!.failed(child.parent!, child, error)
}

/** A child that is over and has not succeeded is kept where there may be a redrive, but for an execution that a task has started: that begins anew. */
function keep(child: ThreadImpl): void {
  const { execution, parent, kind } = child
  if (!execution.isRedrivable || kind === 'execution' || parent?.frame.children === undefined) return
  execution.touch(parent)
  parent.frame.children = parent.frame.children.kept(child, child.hold())
}

/** Goes on with all pending children of a parent, which waits for them at stage `children`. */
export function resumeChildren(parent: ThreadImpl, at: Operation, goOn: (cut: Cut) => void): void {
  const { pending } = parent.frame.children!
  waitForChildren(parent, parent.frame.children!, at)
  for (let cut = pending; cut !== undefined; cut = cut.rest) {
    parent.frame.children = parent.frame.children!.resumed()
    goOn(cut)
  }
}

const forChildren: Waiting = { kind: 'children' }

/** The parent waits for its children at stage `children`. */
export function waitForChildren(parent: ThreadImpl, children: Children, at: Operation): void {
  parent.frame.children = children
  parent.kids = new Set()
  parent.frame.waiting = forChildren
  parent.frame.op = at
}

/** The error of a child becomes that of the parent's state. */
export function failParent(parent: ThreadImpl, error: StateError): void {
  parent.execution.wake(parent, settle(parent, error))
}

/** Ends all threads below `parent`, logging what AWS logs of those that were under way. */
export function abortChildren(parent: ThreadImpl): void {
  const { execution } = parent
  const below = parent.tree.slice(1)
  // the innermost first, as their ends are what their parents' ends follow from
  for (const thread of below.reverse()) {
    if (thread.journal === parent.journal) logAborted(thread)
    execution.remove(thread)
    keep(thread)
  }
  for (const thread of below) if (thread.kind === 'execution') executionEnded(thread, { status: 'ABORTED' })
}

/** Ends all threads below `parent`, as the execution has ended. */
export function cutChildren(parent: ThreadImpl): void {
  for (const thread of parent.tree.slice(1).reverse()) {
    parent.execution.remove(thread)
    keep(thread)
  }
}

/** What a state that is cut short logs. The others take no time, so that they are never cut short. */
export function logAborted(thread: ThreadImpl): void {
  const aborted = thread.frame.plan?.aborted
  if (aborted !== undefined) thread.logBeside(aborted, thread.frame.last)
  if (thread.kind === 'iteration')
    thread.execution.log(events.mapIterationAborted, thread.frame.last, thread, thread.index, thread.parent!.frame.plan!.state)
}
