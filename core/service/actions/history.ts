import type { HistoryEvent } from '../../history/types'
import { action } from '../action'
import { executionArn } from '../arns'
import { refusals } from '../errors'
import { flag, integer, text } from '../shapes'

interface Request {
  readonly executionArn: string
  readonly maxResults?: number
  readonly reverseOrder?: boolean
  readonly nextToken?: string
  readonly includeExecutionData?: boolean
}

const shapes = {
  executionArn: text(256, 1),
  'maxResults?': integer(1000),
  'reverseOrder?': flag,
  'nextToken?': text(1024, 1),
  'includeExecutionData?': flag,
}

/** Events of a page where nobody says how many. Source: API reference, GetExecutionHistory. */
const usual = 100

/**
 * The events so far, also of an execution that still runs; times are seconds since the epoch. A token says which events come next, and is
 * good for the same request alone: any other is refused with InvalidToken. `includeExecutionData: false` leaves the payloads out. Refuses
 * with InvalidArn and ExecutionDoesNotExist, too. Source: API reference, GetExecutionHistory.
 */
export const getExecutionHistory = action<Request>('GetExecutionHistory', shapes, (memory, request) => {
  const arn = executionArn(request.executionArn)
  const { history } = memory.execution(arn).execution
  const { reverseOrder = false, includeExecutionData = true } = request
  const tokenOf = (from: number) => `${reverseOrder ? 'latest' : 'first'}.${from}.${arn}`
  const from = Number(/^\w+\.(\d{1,9})\./.exec(request.nextToken ?? '')?.[1] ?? 0)
  if (request.nextToken !== undefined && (request.nextToken !== tokenOf(from) || from > history.length)) throw refusals.token()
  const to = Math.min(from + (request.maxResults || usual), history.length)
  const events: object[] = []
  for (let n = from; n < to; n++) {
    const index = reverseOrder ? history.length - 1 - n : n
    const event = { ...history.event(index), timestamp: history.info(index).timestamp / 1000 }
    events.push(includeExecutionData ? event : withoutData(event))
  }
  return { events, ...(to < history.length && { nextToken: tokenOf(to) }) }
})

const data = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters', 'assignedVariables', 'assignedVariablesDetails'])

/** Without the payloads, of which nothing is left: what the service leaves in their place has not been recorded. */
const withoutData = (event: Omit<HistoryEvent, 'timestamp'>): object =>
  Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      name.endsWith('EventDetails') ? Object.fromEntries(Object.entries(value as object).filter(([member]) => !data.has(member))) : value,
    ]),
  )
