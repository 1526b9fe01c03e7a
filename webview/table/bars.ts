import { stateEventsOf } from '../../core/history/events'
import { hasFailed } from './items'
import type { About, TableRow } from './rows'
import type { Attempt, Stretch, Visit, VisitStatus, VisitThread } from './visit'

/**
 * What a part of a bar tells. `work`: somebody works on an attempt; `failed`, `aborted`: on one that has failed, or was cut short; `waiting`: for a time, a job's end, a
 * callback or a worker; `backoff`: for the next attempt; `children`: branches or items run.
 */
export type SegmentKind = 'work' | 'failed' | 'aborted' | 'waiting' | 'backoff' | 'children'

interface Segment {
  readonly kind: SegmentKind
  readonly start: number
  /** Of what goes on it is the latest time that is known. */
  readonly end: number
  readonly goesOn: boolean
}

/** Of a branch or item with more visits than these only their whole is drawn. */
const most = 200

/** The parts of the bar of a row; none of a picker. `now`: the time of the latest event. */
export function segmentsOf(about: About, now: number): Segment[] {
  if (about.kind === 'visit') return ofVisit(about.visit, now)
  if (about.kind === 'attempt') return ofAttempt(about.attempt, now)
  if (about.kind === 'picker') return []
  const { thread } = about
  if (thread.visits.length > most) return [whole(thread, thread.status, 'work', now)]
  return thread.visits.flatMap((visit) => ofVisit(visit, now))
}

function ofVisit(visit: Visit, now: number): Segment[] {
  const { attempts, status, end } = visit
  if (attempts.length === 0) return [whole(visit, status, waits(visit) ? 'waiting' : 'work', now)]
  const segments: Segment[] = []
  for (const [i, attempt] of attempts.entries()) {
    segments.push(...ofAttempt(attempt, now))
    const next = attempts[i + 1]
    const over = attempt.end ?? now
    // between its failure and a redrive nothing has waited
    if (next !== undefined && next.start > over && next.redrives === attempt.redrives)
      segments.push({ kind: 'backoff', start: over, end: next.start, goesOn: false })
    else if (next === undefined && attempt.end !== undefined && end === undefined && now > over)
      segments.push({ kind: hasFailed(attempt.status) ? 'backoff' : 'waiting', start: over, end: now, goesOn: true })
  }
  return segments
}

/** A state that may be cut short while nobody works on it waits; the others take no time but what the computer needs. */
const waits = ({ type }: Visit): boolean => type !== undefined && stateEventsOf[type].aborted !== undefined

function ofAttempt(attempt: Attempt, now: number): Segment[] {
  const { start, started, submitted, end, status, children } = attempt
  if (children !== undefined) return [whole(attempt, status, 'children', now)]
  const segments: Segment[] = []
  const add = (kind: SegmentKind, from: number, to: number, goesOn = false) => {
    if (to > from || goesOn) segments.push({ kind, start: from, end: to, goesOn })
  }
  const begun = started ?? start
  add('waiting', start, begun)
  if (submitted === undefined) segments.push(whole({ start: begun, end }, status, 'work', now))
  else {
    add('work', begun, submitted)
    add('waiting', submitted, end ?? now, end === undefined)
    if (end !== undefined && status !== 'succeeded') segments.push(whole({ start: end, end }, status, 'work', now))
  }
  return segments
}

function whole({ start, end }: Stretch, status: VisitStatus, kind: SegmentKind, now: number): Segment {
  const told = kind === 'children' ? kind : hasFailed(status) ? 'failed' : status === 'aborted' ? 'aborted' : kind
  return { kind: told, start, end: end ?? now, goesOn: end === undefined }
}

/** Rows that are looked at for what the legend has to explain. */
const explained = 400

/** The kinds of parts that the bars have. */
export function kindsIn(rows: readonly TableRow[], now: number): ReadonlySet<SegmentKind> {
  const kinds = new Set<SegmentKind>()
  for (const { about } of rows.slice(0, explained)) for (const { kind } of segmentsOf(about, now)) kinds.add(kind)
  return kinds
}

/** From when to when a row's bar is. */
export function stretchOf(about: About): Stretch {
  if (about.kind === 'visit') return about.visit
  return about.kind === 'thread' ? about.thread : about.attempt
}

/** With more branches than these they are drawn together. */
const mostLanes = 5
const buckets = 48

/**
 * The branches or items that a row folds, as its bar shows them: each by itself where they are few, else how many ran at the same time, by equal parts of
 * the attempt's time, from 0 to 1 (all that ever ran at once).
 */
export type Folded =
  | { readonly kind: 'lanes'; readonly lanes: readonly (Stretch & { readonly status: VisitStatus })[] }
  | {
      readonly kind: 'activity'
      readonly start: number
      readonly end: number
      readonly heights: readonly number[]
      readonly failed: readonly number[]
    }

export function foldedOf(attempt: Attempt, now: number): Folded | undefined {
  const { children, start } = attempt
  if (children === undefined || children.threads.length === 0) return undefined
  const { threads } = children
  if (threads.length <= mostLanes) return { kind: 'lanes', lanes: threads }
  const end = attempt.end ?? now
  if (end <= start) return undefined
  const per = (end - start) / buckets
  const bucket = (time: number) => Math.min(buckets - 1, Math.max(0, Math.floor((time - start) / per)))
  return { kind: 'activity', start, end, heights: activity(threads, now, start, per), failed: failures(threads, bucket) }
}

function activity(threads: readonly VisitThread[], now: number, from: number, per: number): number[] {
  const more = new Array<number>(buckets + 1).fill(0)
  for (const { start, end } of threads) {
    const first = Math.min(buckets - 1, Math.floor((start - from) / per))
    // what ends as another begins does not run beside it, but what takes no time is seen
    const beyond = Math.min(buckets, Math.max(first + 1, Math.ceil(((end ?? now) - from) / per)))
    more[first]!++
    more[beyond]!--
  }
  let running = 0
  const heights = more.slice(0, buckets).map((by) => {
    running += by
    return running
  })
  const peak = Math.max(...heights, 1)
  return heights.map((height) => height / peak)
}

/** The parts in which items have failed. */
function failures(threads: readonly VisitThread[], bucket: (time: number) => number): number[] {
  const failed = new Set<number>()
  for (const { end, status } of threads) if (hasFailed(status) && end !== undefined) failed.add(bucket(end))
  return [...failed].sort((a, b) => a - b)
}
