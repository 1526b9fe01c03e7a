import type { Json } from '../../base/json'
import { sameJson } from '../../base/jsonText'
import type { Recording } from '../../history/recordings/read'
import type { Divergence, Execution } from '../../interpreter'
import type { SavedEnd } from './format'
import type { SavedRun } from './read'
import { redactionOf } from './redact'

/** What an execution has come to so far, as a recording that others are held against. */
export function recordedBy({ history, status }: Execution, arn?: string): Recording {
  return { events: Array.from({ length: history.length }, (_, i) => history.event(i)), arn, isWhole: status !== 'RUNNING' }
}

const members = ['status', 'output', 'error', 'cause', 'events'] as const

/** Where a saved run that was made anew has not come to what it had come to. */
export function endDifference({ header, journal, end }: SavedRun, execution: Execution): Divergence | undefined {
  const { history, status } = execution
  const at = { event: history.length, type: history.info(history.length - 1).kind.type, state: execution.threads[0]?.state?.name }
  if (execution.position < journal.position) return { ...at, path: 'position', expected: journal.position, actual: execution.position }
  if (end === undefined || end.status === 'RUNNING') return undefined
  const now: Pick<SavedEnd, (typeof members)[number]> = { ...ending(execution), status, events: history.length }
  const redaction = redactionOf(header.redacted ?? [])
  for (const path of members) {
    const made = now[path] as Json | undefined
    const [expected, actual] = [end[path] as Json | undefined, made === undefined ? undefined : (redaction?.value(made) ?? made)]
    const same = expected === undefined || actual === undefined ? expected === actual : sameJson(expected, actual)
    if (!same) return { ...at, path, expected, actual }
  }
  return undefined
}

const ending = ({ output, error, cause }: Execution) => ({
  ...(output !== undefined && { output }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
})
