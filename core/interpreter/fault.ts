import type { Json } from '../base/json'
import type { TaskCall, TaskOutcome } from './api'
import { tooLargeCause } from './handlers'
import type { ThreadImpl } from './thread'

/** What somebody lets happen to a state, in the place of what would. Plain JSON: journals have it. */
export type Fault =
  /** An error. Both members are those of a Fail state: either may be missing. */
  | { readonly kind: 'error'; readonly error?: string; readonly cause?: string }
  /** The task runs into its timeout, on the execution's clock at once; of any other state the execution does that it is part of. */
  | { readonly kind: 'timeout' }
  /** The result of a Task, Parallel or Map; of a Pass, Wait or Succeed the output. */
  | { readonly kind: 'result'; readonly output: Json }
  /** What the state gives is larger than a payload may be. */
  | { readonly kind: 'limit' }

/** One that somebody has sent, without what does not belong to it; undefined for what is none. */
export function readFault({
  kind,
  ...given
}: {
  readonly kind: string
  readonly error?: string
  readonly cause?: string
  readonly output?: Json
}): Fault | undefined {
  const { error, cause, output } = given
  switch (kind) {
    case 'error':
      return { kind, ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
    case 'result':
      return output === undefined ? undefined : { kind, output }
    case 'timeout':
    case 'limit':
      return { kind }
    default:
      return undefined
  }
}

/** What a task comes to by it. `submits`: its job or callback has not been submitted yet. */
export function faultOutcome(fault: Fault, thread: ThreadImpl, call: TaskCall, submits: boolean): TaskOutcome {
  const resource = thread.frame.plan!.resource!
  const more = { source: 'edit', ...(submits && resource.pattern !== 'requestResponse' && { submitted: {} }) } as const
  switch (fault.kind) {
    case 'result':
      return { kind: 'succeeded', output: fault.output, ...more }
    case 'limit': {
      const cause = tooLargeCause(resource.resourceType ?? call.resource)
      return { kind: 'failed', error: 'States.DataLimitExceeded', cause, ...more }
    }
    case 'timeout':
      return timedOut(call, more)
    case 'error':
      // the service says it with an event of its own
      if (fault.error === 'States.Timeout' && !fault.cause) return timedOut(call, more)
      return { ...fault, ...more, kind: 'failed' }
  }
}

/** Nobody waits for the time that it takes; where the state has no timeout it takes none. */
function timedOut({ timeoutSeconds, heartbeatSeconds }: TaskCall, more: Pick<TaskOutcome, 'source' | 'submitted'>): TaskOutcome {
  const limits = [timeoutSeconds, heartbeatSeconds].filter((each) => each !== undefined)
  return { kind: 'timedOut', duration: limits.length === 0 ? 0 : Math.min(...limits), spent: true, ...more }
}
