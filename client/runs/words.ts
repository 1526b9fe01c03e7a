import { formatDuration } from '../../core/base/duration'
import type { RunGlance } from '../../core/run/saved/glance'

/** How a run stands, as a list says it: in words, by an icon, and by a colour of the theme. */
export interface Standing {
  readonly word: string
  readonly icon: string
  readonly color?: string
}

const rows = {
  RUNNING: { word: 'Running', icon: 'play-circle', color: 'charts.blue' },
  paused: { word: 'Paused', icon: 'debug-pause', color: 'charts.blue' },
  SUCCEEDED: { word: 'Succeeded', icon: 'pass', color: 'testing.iconPassed' },
  FAILED: { word: 'Failed', icon: 'error', color: 'testing.iconFailed' },
  TIMED_OUT: { word: 'Timed out', icon: 'watch', color: 'testing.iconFailed' },
  ABORTED: { word: 'Aborted', icon: 'circle-slash' },
  unfinished: { word: 'Not finished', icon: 'debug-disconnect' },
  damaged: { word: 'Damaged', icon: 'warning', color: 'list.warningForeground' },
} as const satisfies Record<string, Standing>

export const standings: Record<keyof typeof rows, Standing> = rows

/** Of a run that nobody writes any more. A status that nobody knows is none. */
export const standingOf = ({ status }: Pick<RunGlance, 'status'>): Standing =>
  status === undefined || status === 'RUNNING' || !Object.hasOwn(rows, status) ? rows.unfinished : standings[status]

/** Characters of a name or an input in a row. */
const most = 120

/** What somebody else has written, in one line and as nothing but text: no line breaks, no turning of the direction in which one reads. */
export function inLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()
  return plain.length > most ? `${plain.slice(0, most)}…` : plain
}

/** When something was: the time of a day that is today, else the day too. In the reader's own time and language. */
export function whenText(time: number, now: number): string {
  const at = new Date(time)
  const clock = at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  return at.toDateString() === new Date(now).toDateString() ? clock : `${at.toLocaleDateString()} ${clock}`
}

/** "Failed: Refused · {"n":1} · 12:00:00 · 1.5 s"; a run of no time has none. */
export const summaryOf = (
  standing: Standing,
  { error, duration = 0, input }: Pick<RunGlance, 'error' | 'duration' | 'input'>,
  when?: string,
): string =>
  [
    error === undefined ? standing.word : `${standing.word}: ${inLine(error)}`,
    inLine(input),
    ...(when === undefined ? [] : [when]),
    ...(duration > 0 ? [formatDuration(duration)] : []),
  ].join(' · ')
