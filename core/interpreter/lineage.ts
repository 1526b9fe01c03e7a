import { stepName, type ThreadInfo, threadName } from '../history/rows'
import type { NestedExecution, Thread } from './api'

/** Whether it is the thread of the main execution itself, which no text names: it is the only one that needs no name. */
export const isMain = ({ parent, nested }: Thread): boolean => parent === undefined && nested === undefined

/** A thread and the threads that own it, innermost first: the owners' states are its callers. None of no thread. */
export function lineage(thread: Thread | undefined): Thread[] {
  const threads: Thread[] = []
  for (let at = thread; at !== undefined; at = at.parent) threads.push(at)
  return threads
}

/** "Machine", "Both [1]", "Orders [0] > Lines [2]"; in an execution that a task has started, "refund (42) > Both [0]". */
export function nameOfThread(thread: Thread): string {
  const { kind, nested } = thread
  const steps = lineage(thread)
    .filter((each) => each.nested?.executionArn === nested?.executionArn)
    .slice(0, -1)
    .reverse()
    .map(({ parent, index }) => ({ owner: parent?.state?.name ?? '', index }))
  const own = kind === 'execution' ? [] : [threadName(steps)]
  return [...(nested === undefined ? [] : [nameOfNested(nested)]), ...own].join(' > ')
}

/** What rows of the history say of a thread. */
export const threadInfo = (thread: Thread): ThreadInfo => ({
  name: nameOfThread(thread),
  ...(thread.parent && { parent: thread.parent.id, index: thread.index }),
})

/** A branch or iteration by the state that owns it, an execution that a task has started by its names; the main one has none of its own. */
export function ownName({ kind, nested, parent, index }: Thread): string {
  if (kind === 'execution' && nested !== undefined) return nameOfNested(nested)
  return stepName({ owner: parent?.state?.name ?? '', index })
}

/** "refund (42)": by the names of its state machine and of the execution itself. */
const nameOfNested = ({ stateMachineName, executionName }: NestedExecution): string => `${stateMachineName} (${executionName})`
