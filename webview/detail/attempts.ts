import { formatDuration } from '../../core/base/duration'
import { sourceNames } from '../../core/history/sources'
import type { AttemptDetail } from '../../core/run/inspect/types'

/** An attempt as a line with its bar. Shares are of the time from the first beginning to the last end, 0 to 1. */
export interface AttemptRow {
  readonly attempt: number
  readonly title: string
  readonly is: AttemptDetail['is']
  /** What came of it, who answered, what follows. */
  readonly text: string
  readonly bar: Bar
  /** The wait for the next one. */
  readonly backoff: Bar | undefined
}

interface Bar {
  readonly from: number
  readonly to: number
}

const said: { readonly [I in AttemptDetail['is']]: string } = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  'under way': 'Under way',
  'waited for': 'Begins after the wait',
  'to come': 'May follow',
}

/** The attempts of a state with their place in time. `now`: when the latest event was; what is under way reaches to it. */
export function attemptRows(attempts: readonly AttemptDetail[], now: number): AttemptRow[] {
  const first = attempts[0]?.start ?? now
  const last = Math.max(...attempts.map(({ is, start, end }) => end ?? (is === 'under way' ? Math.max(now, start) : start)), first)
  const length = last - first
  const share = (time: number) => (length === 0 ? 0 : Math.min(1, Math.max(0, (time - first) / length)))
  return attempts.map((each) => {
    const { attempt, is, start, end, backoff } = each
    const until = end ?? (is === 'under way' ? Math.max(now, start) : start)
    return {
      attempt,
      title: `Attempt ${attempt + 1}`,
      is,
      text: textOf(each, first),
      bar: { from: share(start), to: share(until) },
      backoff: backoff === undefined || end === undefined ? undefined : { from: share(end), to: share(end + backoff) },
    }
  })
}

function textOf({ is, error, start, end, answeredBy, backoff, retrier }: AttemptDetail, first: number): string {
  const parts = [error === undefined ? said[is] : `${said[is]}: ${error}`]
  if (is === 'waited for' || is === 'to come') parts.push(`${formatDuration(start - first)} after the first`)
  if (end !== undefined && end > start) parts.push(`took ${formatDuration(end - start)}`)
  if (answeredBy !== undefined) parts.push(`answered by ${sourceNames[answeredBy]}`)
  if (backoff !== undefined) parts.push(`then waits ${formatDuration(backoff)}${retrier === undefined ? '' : ` (Retry[${retrier}])`}`)
  else if (retrier !== undefined) parts.push(`taken by Retry[${retrier}]`)
  return parts.join(' · ')
}
