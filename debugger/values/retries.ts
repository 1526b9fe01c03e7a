import type { Thread } from '../../core/interpreter/api'
import type { Attempt } from '../../core/interpreter/retryTimeline'
import { isoTime } from '../../core/interpreter/time'
import type { Rows, TextRow } from '../breakpoints/slots'
import type { Looking } from './scopes'

/** "2 of 3" for the second of three attempts; undefined where nothing has been tried again. */
export const attemptText = ({ retries, attempt }: Pick<Thread, 'retries' | 'attempt'>): string | undefined =>
  attempt === 0 ? undefined : counted(attempt + 1, retries?.of)

const counted = (attempt: number, of: number | undefined): string => (of === undefined ? String(attempt) : `${attempt} of ${of}`)

/** What a thread lets time pass for; undefined where it does not. */
export function waitText({ stage, waitingFor, retries, attempt }: Thread): string | undefined {
  if (waitingFor?.kind !== 'time') return undefined
  return stage === 'retry' ? `waits for attempt ${counted(attempt + 2, retries?.of)}` : 'waits'
}

/** "failed, begun at 00:00:02: E", "may come, at the earliest at 00:00:06". */
export function attemptLine({ is, at, from, error }: Attempt): string {
  const time = timeOfDay(at)
  switch (is) {
    case 'failed':
      return `failed, begun at ${time}${error === undefined ? '' : `: ${error}`}`
    case 'under way':
      return `under way since ${time}`
    case 'waited for':
      return `begins at ${time}`
    case 'to come':
      return `may come, at the earliest ${from === undefined ? `at ${time}` : `between ${timeOfDay(from)} and ${time}`}`
  }
}

const timeOfDay = (time: number): string => isoTime(time).slice(11, -1)

/** What the Retriers of the state have done, and what comes next. */
export function retriesShown({ thread, now }: Looking): Rows | undefined {
  const { retries, error, waitingFor } = thread
  if (retries === undefined) return undefined
  const { attempt, of, current, backoff, retriers } = retries
  const used = current === undefined ? undefined : retriers[current]
  const waits = thread.stage === 'retry' && waitingFor?.kind === 'time' ? waitingFor.until - now : undefined
  const seconds = (value: number, jitter = false) => `${jitter ? 'up to ' : ''}${Number(value.toFixed(3))} s`
  return {
    rows: [
      row('attempt', counted(attempt, of)),
      ...(error === undefined ? [] : [row('error', error.error ?? 'none')]),
      ...(used === undefined ? [] : [row('interval', `${seconds(used.interval)}, times ${used.backoffRate} for each further attempt`)]),
      ...(waits === undefined ? [] : [row('waits', `${seconds(waits / 1000)} for attempt ${attempt + 1}`)]),
      ...(backoff === undefined ? [] : [row('next backoff', seconds(backoff, used?.jitter))]),
      ...(thread.retryTimeline?.attempts ?? []).map((each) => row(`attempt ${each.number}`, attemptLine(each))),
      ...retriers.map(({ errors, used, maxAttempts }, i) => row(`Retry[${i}]`, `${errors.join(', ')}: ${used} of ${maxAttempts} used`)),
    ],
  }
}

const row = (name: string, text: string): TextRow => ({ name, text })
