import type { PendingTask } from '../debugger/protocol'

/** "Price waits for its result (Orders [3], attempt 2)": which call of which state it is. */
export function taskTitle({
  stateName,
  threadId,
  threadName,
  attempt,
}: Pick<PendingTask, 'stateName' | 'threadId' | 'threadName' | 'attempt'>): string {
  const which = [...(threadId === 1 ? [] : [threadName]), ...(attempt > 0 ? [`attempt ${attempt + 1}`] : [])]
  return `${stateName} waits for its result${which.length ? ` (${which.join(', ')})` : ''}`
}
