import { enteredAtTop } from '../../run/visits'
import type { Ran } from '../ran'
import type { Expectations, Status } from '../types'
import { shown } from './compare'
import { type Expectation, endOf } from './expectation'

const unsuccessful: readonly Status[] = ['FAILED', 'TIMED_OUT', 'ABORTED']

const wanted = ({ status, error, cause }: Expectations): readonly Status[] =>
  status !== undefined ? [status] : error !== undefined || cause !== undefined ? unsuccessful : ['SUCCEEDED']

/** Whether an execution has ended as its case expects, said or not. */
export const isStatusExpected = (expect: Expectations, { execution }: Ran): boolean =>
  wanted(expect).some((status) => status === execution.status)

/** It is expected also where the case says nothing of it. */
export const status: Expectation<'status'> = {
  differences: (_, judged) => {
    const { expect, ran, isEndExpected } = judged
    if (isEndExpected) return []
    const { execution } = ran
    const [first, ...others] = wanted(expect)
    const state = execution.status === 'SUCCEEDED' ? undefined : enteredAtTop(execution.history).at(-1)?.name
    const at = state === undefined ? '' : ` at the state ${shown(state)}`
    const expected = others.length === 0 ? first : `${first}, ${others[0]} or ${others[1]}`
    const message = `The execution is ${execution.status}${at}, where ${expected} is expected${why(ran)}`
    return [{ what: 'status', expected: wanted(expect).join('|'), actual: execution.status, message, event: endOf(judged) }]
  },
  came: (given, { ran: { execution }, isEndExpected }) => {
    if (isEndExpected) return given
    // an error says it too
    return given === undefined && (execution.status === 'SUCCEEDED' || execution.error !== undefined) ? undefined : execution.status
  },
}

/** Error and cause behind a colon, or the end of the sentence. */
function why({ execution: { error, cause } }: Ran): string {
  const said = [error, cause].filter((text) => text !== undefined && text !== '').join(': ')
  return said === '' ? '.' : `: ${said.length > 400 ? `${said.slice(0, 400)}…` : said.replace(/\.$/, '')}.`
}
