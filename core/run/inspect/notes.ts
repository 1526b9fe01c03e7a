import { formatDuration } from '../../base/duration'
import { sourceNames } from '../../history/sources'
import type { History } from '../../history/types'
import type { FlowRow } from '../../model/dataflow'
import { bareDetails } from './attempts'

/** What the events of an attempt tell of the rows that give no value: how long it waits, who answered, what it was allowed to take. */
export function notesOf(
  history: History,
  events: readonly number[],
  start: number,
  end: number | undefined,
): (row: FlowRow) => string | undefined {
  const opened = events.find((index) => history.info(index).kind.role === 'opens')
  const details = opened === undefined ? {} : bareDetails(history, opened)
  const answered = events.findLast((index) => history.answeredBy(index) !== undefined)
  const source = answered === undefined ? undefined : history.answeredBy(answered)
  const seconds = (count: number | undefined) => (count === undefined ? undefined : `${count} ${count === 1 ? 'second' : 'seconds'}`)
  return ({ kind, field = '' }) => {
    if (field.startsWith('TimeoutSeconds')) return seconds(details.timeoutInSeconds)
    if (field.startsWith('HeartbeatSeconds')) return seconds(details.heartbeatInSeconds)
    if (kind !== 'work') return undefined
    if (source !== undefined) return `answered by ${sourceNames[source]}`
    return end !== undefined && end > start ? `took ${formatDuration(end - start)}` : undefined
  }
}
