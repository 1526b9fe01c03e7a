import type { UnheardEnd } from '../interpreter/api'

const ends: Readonly<Record<UnheardEnd['status'], string>> = { FAILED: 'failed', TIMED_OUT: 'timed out', ABORTED: 'was aborted' }

/** A sentence for the person whose run has started an execution that failed without anybody's hearing of it. */
export function unheardText({ stateMachineName, executionName, status, error, cause }: UnheardEnd): string {
  const why = [error, cause].filter((part) => part !== undefined).join(': ')
  return `The execution "${executionName}" of the state machine "${stateMachineName}", which no task waits for, ${ends[status]}${why && `: ${why}`}`
}
