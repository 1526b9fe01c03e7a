import { kindOf } from '../../core/history/events'
import { detailsOf, type HistoryEvent } from '../../core/history/types'
import type { Execution } from '../../core/interpreter'

/** An execution as text to read: how it ended, and an event a line: id, the event before it, seconds since the start, type and what is told of it. */
export function transcript({ status, output, error, cause, history }: Execution): string {
  const events = Array.from({ length: history.length }, (_, i) => history.event(i))
  const start = Date.parse(events[0]!.timestamp)
  const end = status === 'SUCCEEDED' ? JSON.stringify(output) : [error, cause].filter((text) => text !== undefined).join(': ')
  const width = String(events.length).length
  const lines = events.map((event) => {
    const seconds = (Date.parse(event.timestamp) - start) / 1000
    const before = `${String(event.id).padStart(width)} <${String(event.previousEventId).padStart(width)}  ${`${seconds}s`.padStart(8)}  `
    return `${before}${event.type.padEnd(24)} ${told(event)}`.trimEnd()
  })
  return [`${status} ${end}`, ...lines, ''].join('\n')
}

/** The short details of an event; payloads are left out but where they are the result of a task. */
function told(event: HistoryEvent): string {
  const { name, index, length, resource, resourceType, error, cause, output, assignedVariables } = detailsOf(event)
  const result = kindOf(event.type)?.span === 'task' ? output : undefined
  return [
    name,
    index,
    length === undefined ? undefined : `${length} items`,
    resourceType && `${resourceType}:${resource}`,
    error,
    cause,
    result,
    assignedVariables && JSON.stringify(assignedVariables),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
}
