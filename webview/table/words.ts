import { formatDuration } from '../../core/base/duration'
import { sourceNames } from '../../core/history/sources'
import { formatTime } from '../shared/format'
import type { IconName } from '../shared/icons'
import type { SegmentKind } from './bars'
import { hasFailed, toCome } from './items'
import type { About, TableRow } from './rows'
import type { Attempt, Children, Counts, Stretch, Trouble, Visit, VisitStatus } from './visit'

/** How a status is called, and its icon. */
export const statusNames: { readonly [S in VisitStatus]: readonly [name: string, icon: IconName] } = {
  running: ['Running', 'scheduled'],
  succeeded: ['Succeeded', 'succeeded'],
  failed: ['Failed', 'failed'],
  caught: ['Caught', 'caught'],
  timedOut: ['Timed out', 'timedOut'],
  aborted: ['Aborted', 'aborted'],
}

/** What the parts of bars mean, in the order of the legend. */
export const segmentNames: { readonly [K in SegmentKind]: string } = {
  work: 'Work',
  failed: 'Failed attempt',
  aborted: 'Aborted',
  backoff: 'Backoff',
  waiting: 'Waiting',
  children: 'Branches, items',
}

/** What a row is called. */
export function nameOf({ about }: TableRow): string {
  if (about.kind === 'visit') return about.visit.name
  if (about.kind === 'attempt') return `Attempt ${about.number}`
  if (about.kind === 'picker') return 'Items'
  return `${about.thread.kind === 'item' ? 'Item' : 'Branch'} ${about.thread.index}`
}

/** What stands quietly beside its name; an empty text where there is nothing. */
export function asideOf({ about }: TableRow): string {
  if (about.kind === 'visit') {
    const { nth, mapRun, redrives } = about.visit
    return [nth > 1 ? `visit ${nth}` : '', mapRun === undefined ? '' : mapRunText(about.visit), redrives > 0 ? 'redriven' : '']
      .filter(Boolean)
      .join(' · ')
  }
  if (about.kind === 'attempt')
    return about.attempt.trouble?.error ?? (about.attempt.answeredBy ? `by ${sourceNames[about.attempt.answeredBy]}` : '')
  if (about.kind === 'picker') return ''
  const { visits } = about.thread
  return visits.at(-1)?.name ?? ''
}

/** Its items have histories of their own: how many there are is told where the state has them, and not a file. */
function mapRunText({ attempts }: Visit): string {
  const items = attempts.at(-1)?.children?.length ?? 0
  return items > 0 ? `Map Run, ${items.toLocaleString('en')} items` : 'Map Run'
}

export const statusOf = (about: About): VisitStatus =>
  about.kind === 'visit' ? about.visit.status : about.kind === 'thread' ? about.thread.status : about.attempt.status

/** "8 of 10 succeeded, 1 failed, 1 running". */
export function countsText({ counts, length, threads }: Children): string {
  const parts = (Object.keys(statusNames) as VisitStatus[]).flatMap((status) =>
    counts[status] > 0 ? [`${counts[status].toLocaleString('en')} ${statusNames[status][0].toLowerCase()}`] : [],
  )
  const left = toCome({ counts, length, threads }) ?? 0
  return [...parts, ...(left > 0 ? [`${left.toLocaleString('en')} to come`] : [])].join(', ')
}

/** Of a count: how many have succeeded, failed and run. Others are with those that failed: they have no result. */
export const badges = (counts: Counts): readonly (readonly [status: VisitStatus, count: number])[] =>
  (['succeeded', 'failed', 'timedOut', 'aborted', 'running'] as const).flatMap((status) =>
    counts[status] > 0 ? [[status, counts[status]] as const] : [],
  )

/** "+1.5 s", or the time of day. */
export const whenText = (time: number, start: number, absolute: boolean): string =>
  absolute ? formatTime(time) : `+${formatDuration(time - start)}`

export const durationText = ({ start, end }: Stretch, now: number): string =>
  end === undefined ? `${formatDuration(now - start)}…` : formatDuration(end - start)

const troubleText = (trouble: Trouble | undefined): string =>
  trouble === undefined ? '' : [trouble.error, trouble.cause].filter(Boolean).join(': ').slice(0, 200)

/** The clock on which times are told. */
export interface TableClock {
  /** When the execution began, and when its latest event was. */
  readonly origin: number
  readonly now: number
  /** It is that of this computer, of which only the time since the beginning is known. */
  readonly isReal: boolean
}

/** A line of what a row says when one looks closer. */
export interface Line {
  readonly name: string
  readonly text: string
  /** It is told where there is room for one line alone. */
  readonly isShort?: true
}

/** Attempts that are told one by one. */
const mostAttempts = 6

/** What the row's bar says in words. */
export function linesOf(row: TableRow, { origin, now, isReal }: TableClock): Line[] {
  const { about } = row
  const stretch = about.kind === 'visit' ? about.visit : about.kind === 'thread' ? about.thread : about.attempt
  const when = (time: number) => `+${formatDuration(time - origin)}${isReal ? '' : ` (${formatTime(time)})`}`
  const lines: Line[] = [
    { name: 'Status', text: statusNames[statusOf(about)][0], isShort: true },
    { name: 'Start', text: when(stretch.start), isShort: true },
    ...(stretch.end === undefined ? [] : [{ name: 'End', text: when(stretch.end) }]),
    { name: stretch.end === undefined ? 'So far' : 'Duration', text: formatDuration((stretch.end ?? now) - stretch.start), isShort: true },
  ]
  if (about.kind === 'thread' || about.kind === 'picker') return lines
  const attempts = about.kind === 'visit' ? about.visit.attempts : [about.attempt]
  if (about.kind === 'visit' && attempts.length > 1) lines.push(...attemptLines(attempts, now))
  else for (const attempt of attempts) lines.push(...partLines(attempt, now))
  const trouble = troubleText(about.kind === 'visit' ? about.visit.trouble : about.attempt.trouble)
  if (trouble !== '') lines.push({ name: 'Error', text: trouble, isShort: true })
  return lines
}

function attemptLines(attempts: readonly Attempt[], now: number): Line[] {
  const lines = attempts.slice(0, mostAttempts).map((attempt, i): Line => {
    const before = attempts[i - 1]
    const since = before === undefined ? 0 : attempt.start - (before.end ?? attempt.start)
    const isRedrive = before !== undefined && attempt.redrives > before.redrives
    const began = isRedrive ? 'redriven, ' : since > 0 ? `after ${formatDuration(since)} of backoff, ` : ''
    const [name] = statusNames[attempt.status]
    const error = hasFailed(attempt.status) && attempt.trouble?.error ? ` with ${attempt.trouble.error}` : ''
    const took = formatDuration((attempt.end ?? now) - attempt.start)
    return {
      name: `Attempt ${i + 1}`,
      text: `${began}${name.toLowerCase()}${error}, ${took}`,
    }
  })
  const more = attempts.length - mostAttempts
  return more > 0 ? [...lines, { name: 'Attempts', text: `${more} more` }] : lines
}

function partLines({ start, started, submitted, end, children, answeredBy }: Attempt, now: number): Line[] {
  const lines: Line[] = []
  if (children !== undefined) {
    const counted = countsText(children)
    return counted === '' ? [] : [{ name: children.threads[0]?.kind === 'branch' ? 'Branches' : 'Items', text: counted }]
  }
  if (started !== undefined && started > start) lines.push({ name: 'Scheduled', text: `started after ${formatDuration(started - start)}` })
  if (submitted !== undefined) lines.push({ name: 'Submitted', text: `waited ${formatDuration((end ?? now) - submitted)} for the result` })
  if (answeredBy !== undefined) lines.push({ name: 'Answered', text: `by ${sourceNames[answeredBy]}` })
  return lines
}

/** The same in one line, for those who do not see the bar. */
export const barText = (row: TableRow, clock: TableClock): string =>
  linesOf(row, clock)
    .map(({ name, text }) => `${name}: ${text}`)
    .join('; ')
