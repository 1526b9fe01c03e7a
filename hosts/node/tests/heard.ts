import type { History } from '../../../core/history/types'
import type { Execution, TaskCall } from '../../../core/interpreter'
import type { Run } from '../../../core/run/prepare'
import type { Called, Ran, Unanswered } from '../../../core/testFiles/ran'
import type { TestCase } from '../../../core/testFiles/types'
import type { ExecuteOptions } from '../execute'
import type { TestCoverage } from './coverage'

/** What is heard of an execution while it runs, so that it can be judged: `options` are for `execute`. */
export function hear({ expect }: TestCase, coverage: TestCoverage | undefined, reach: boolean) {
  const calls: Called[] = []
  const within: History[] = []
  let unanswered: Unanswered | undefined
  const asked = ({ thread, state, input }: TaskCall, { history }: Execution) => {
    if (thread.nested === undefined) calls.push({ state, input, events: history.length })
  }
  const missed: ExecuteOptions['missed'] = ({ stateName, thread, resource, before, input }, { source, cause }) => {
    const stateMachineName = thread.nested?.stateMachineName
    unanswered ??= { stateName, stateMachineName, resource, before, input, cause: source === 'unmocked' ? undefined : cause }
  }
  const over = (history: History) => {
    within.push(history)
    coverage?.ports.over(history)
  }
  // there may be thousands, and else nobody looks at them
  const counts = reach || expect.visits !== undefined || expect.attempts !== undefined
  return {
    options: { asked, missed, ...coverage?.ports, ...(counts && { over }) },
    ran: (run: Run, execution: Execution): Ran => ({ run, execution, calls, within, unanswered }),
  }
}
