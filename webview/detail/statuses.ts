import type { HistoryBody } from '../../debugger/protocol'
import type { VisitStatus } from '../table/visit'

/** How a visit with the status of an execution stands. Source: API reference, DescribeExecution. */
export const executionStatuses: { readonly [S in HistoryBody['status']]: VisitStatus } = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
}
