import type { Json } from '../base/json'
import type { Judged } from './expectations/expectation'
import { isStatusExpected } from './expectations/status'
import { expectations } from './expectations/table'
import { unansweredFailure } from './expectations/unanswered'
import type { AssertPorts, Ran } from './ran'
import type { Expectations, Failure } from './types'

/** All in which an execution is not what is expected, in the order of the members of `Expectations`; empty where it is. Never throws. */
export function judge(expect: Expectations, ran: Ran, ports: AssertPorts): Failure[] {
  const unanswered = unansweredFailure(ran)
  if (unanswered !== undefined) return [unanswered]
  const judged = { expect, ran, ports, isEndExpected: isStatusExpected(expect, ran) }
  return expectations.flatMap(([name, { differences }]) => differences(expect[name], judged))
}

/** What has come in the place of a member of `expect`. Without `value`: with nothing there, nothing would be wrong. */
export interface Came {
  readonly what: keyof Expectations
  readonly value?: Json
}

/** For each member of `expect` that does not hold what would have held; nothing for one of which nobody can say. */
export function cameOf(expect: Expectations, ran: Ran, ports: AssertPorts): Came[] {
  if (unansweredFailure(ran) !== undefined) return []
  const isEndExpected = isStatusExpected(expect, ran)
  const came = expectations.flatMap(([what, row]): Came[] => {
    // what the status says already counts here too
    const judged: Judged = { expect, ran, ports, isEndExpected: what === 'status' ? isEndExpected : true }
    if (row.came === undefined || row.differences(expect[what], judged).length === 0) return []
    const value = row.came(expect[what], judged)
    return [{ what, ...(value !== undefined && { value }) }]
  })
  const { status, error } = ran.execution
  if (!isEndExpected && error !== undefined && expect.error === undefined) came.push({ what: 'error', value: error })
  const after = { ...expect, ...Object.fromEntries(came.map(({ what, value }) => [what, value])) }
  return isStatusExpected(after, ran) ? came : [...came, { what: 'status', value: status }]
}
