import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { kindOf } from '../events'

/** A log event that tells of an execution: which one, and AWS's event made of it. */
export interface LoggedEvent {
  readonly arn: string
  readonly event: JsonObject
}

/**
 * The history event of a log event that Step Functions has written to CloudWatch Logs: `id`, `type`, `details`, `previous_event_id`, `event_timestamp` (ms since
 * the epoch) and `execution_arn`; numbers are texts there. Undefined: it is none. Source: Developer Guide, "Using CloudWatch Logs to log execution history".
 */
export function loggedEvent(value: Json | undefined): LoggedEvent | undefined {
  if (!isObject(value)) return undefined
  const type = member(value, 'type')
  const id = numberOf(member(value, 'id'))
  const timestamp = numberOf(member(value, 'event_timestamp'))
  const arn = member(value, 'execution_arn')
  if (typeof type !== 'string' || typeof arn !== 'string' || id === undefined || timestamp === undefined) return undefined
  const name = kindOf(type)?.member
  const details = member(value, 'details')
  return {
    arn,
    event: {
      timestamp: timestamp / 1000,
      type,
      id,
      previousEventId: numberOf(member(value, 'previous_event_id')) ?? 0,
      ...(name !== undefined && isObject(details) && { [name]: details }),
    },
  }
}

const numberOf = (value: Json | undefined): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/**
 * The messages in what a tool of CloudWatch Logs answers: FilterLogEvents and GetLogEvents (`events` with `message`), GetQueryResults (`results`, rows of `field`
 * and `value`), the JSON that the console exports of a query (rows with `@message`), a log event itself.
 */
export function messagesIn(value: Json): Json[] {
  if (isArray(value)) return value.flatMap(messagesOfRow)
  if (!isObject(value)) return []
  for (const name of ['events', 'logEvents', 'results']) {
    const rows = member(value, name)
    if (isArray(rows)) return rows.flatMap(messagesOfRow)
  }
  return messagesOfRow(value)
}

function messagesOfRow(row: Json): Json[] {
  if (isArray(row)) {
    const field = row.find((each) => isObject(each) && member(each, 'field') === '@message')
    return isObject(field) ? read(member(field, 'value')) : []
  }
  if (!isObject(row)) return []
  const message = member(row, 'message') ?? member(row, '@message')
  if (message !== undefined) return read(message)
  return loggedEvent(row) === undefined ? [] : [row]
}

/** A message is a JSON text, or what a tool has made of one. */
function read(message: Json | undefined): Json[] {
  if (typeof message !== 'string') return message === undefined ? [] : [message]
  try {
    return [JSON.parse(message) as Json]
  } catch {
    return []
  }
}

/** The messages of the CSV that the console exports of a query. */
export function messagesOfCsv(rows: readonly (readonly string[])[]): Json[] {
  const [header, ...rest] = rows
  const at = header?.findIndex((name) => name === '@message' || name === 'message') ?? -1
  return at < 0 ? [] : rest.flatMap((row) => read(row[at]))
}
