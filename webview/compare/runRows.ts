import { equalWithin } from '../../core/base/equal'
import { kindOf } from '../../core/history/events'
import { detailsOf, payloadValue } from '../../core/history/types'
import type { HistoryRow } from '../../debugger/protocol'
import { threadsOf, type Visit, type VisitThread } from '../table/visit'
import type { Visits } from '../table/visits'

/** What differs of a visit in two runs. `alone`: only one of them was there; `next`: another state comes next. */
export type Differing = 'alone' | 'input' | 'status' | 'error' | 'output' | 'next'

/** A visit of a state as two runs have it. */
export interface RunRow {
  /** The same for the same visit in both. */
  readonly key: string
  readonly name: string
  /** "Machine", "Orders [0]". */
  readonly thread: string
  /** How many branches and items it is within. */
  readonly depth: number
  readonly left: Visit | undefined
  readonly right: Visit | undefined
  readonly differs: readonly Differing[]
}

/** Two runs side by side. */
export interface ComparedRuns {
  readonly rows: readonly RunRow[]
  /** The index of the first row that differs; undefined: none does. */
  readonly first: number | undefined
  readonly different: number
}

/** One of two runs. */
export interface Side {
  readonly visits: Pick<Visits, 'machine'>
  /** The row of an event, by its id. */
  readonly row: (id: number) => HistoryRow | undefined
}

/** Values that are looked at of two payloads that are written differently. */
const patience = 20_000

/**
 * Holds two runs against each other, visit by visit: those of the same state in the same branch or item belong together, the first with the first. In the
 * order of the left run; what only the right one has comes behind what it came behind there.
 */
export function compareRuns(left: Side, right: Side): ComparedRuns {
  const ours = visitsIn(left)
  const theirs = visitsIn(right)
  const rows: RunRow[] = []
  const behind = followers(theirs, ours)
  const alone = (key: string | undefined) => {
    for (let at = behind.get(key); at !== undefined; at = behind.get(at)) rows.push(rowOf(at, undefined, theirs.get(at), left, right))
  }
  alone(undefined)
  for (const [key, visit] of ours) {
    rows.push(rowOf(key, visit, theirs.get(key), left, right))
    if (theirs.has(key)) alone(key)
  }
  const first = rows.findIndex(({ differs }) => differs.length > 0)
  return { rows, first: first < 0 ? undefined : first, different: rows.filter(({ differs }) => differs.length > 0).length }
}

/** What comes next behind each where that is in the other run, and what only this one has: by the key of what is before it. */
function followers(own: ReadonlyMap<string, Placed>, other: ReadonlyMap<string, Placed>): Map<string | undefined, string> {
  const next = new Map<string | undefined, string>()
  let before: string | undefined
  for (const key of own.keys()) {
    if (!other.has(key)) next.set(before, key)
    before = key
  }
  return next
}

interface Placed {
  readonly visit: Visit
  readonly depth: number
  /** The name of the state that its thread goes on with. */
  readonly next: string | undefined
}

/** The visits of a run by their keys, in the order in which they began. */
function visitsIn({ visits: { machine } }: Side): Map<string, Placed> {
  const found: [string, Placed][] = []
  const work: { readonly thread: VisitThread; readonly key: string; readonly depth: number }[] = [{ thread: machine, key: '', depth: 0 }]
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { thread, depth } = at
    const times = new Map<string, number>()
    for (const [i, visit] of thread.visits.entries()) {
      const time = times.get(visit.key) ?? 0
      times.set(visit.key, time + 1)
      const key = `${at.key}\u0000${visit.key}\u0000${time}`
      found.push([key, { visit, depth, next: thread.visits[i + 1]?.name }])
      for (const child of threadsOf(visit)) {
        const attempt = child.attempt === undefined ? 0 : visit.attempts.indexOf(child.attempt)
        work.push({ thread: child, key: `${key}\u0000${attempt}\u0000${child.index}`, depth: depth + 1 })
      }
    }
  }
  return new Map(found.sort(([, a], [, b]) => a.visit.event - b.visit.event))
}

function rowOf(key: string, ours: Placed | undefined, theirs: Placed | undefined, left: Side, right: Side): RunRow {
  const { visit, depth } = (ours ?? theirs)!
  const { name, thread } = visit
  const differs = ours === undefined || theirs === undefined ? (['alone'] as const) : differing(ours, theirs, left, right)
  return { key, name, thread: thread.name, depth, left: ours?.visit, right: theirs?.visit, differs }
}

function differing(ours: Placed, theirs: Placed, left: Side, right: Side): Differing[] {
  const [a, b] = [ours.visit, theirs.visit]
  const differs: Differing[] = []
  if (!samePayload(left.row(a.event), right.row(b.event), 'input')) differs.push('input')
  if (a.status !== b.status) differs.push('status')
  if (a.trouble?.error !== b.trouble?.error || a.trouble?.cause !== b.trouble?.cause) differs.push('error')
  if (!samePayload(exitOf(a, left), exitOf(b, right), 'output')) differs.push('output')
  if (ours.next !== theirs.next) differs.push('next')
  return differs
}

/** The row with which a visit ends; undefined where it has none. */
function exitOf({ events }: Visit, { row }: Side): HistoryRow | undefined {
  const last = row(events.at(-1) ?? 0)
  const kind = last && kindOf(last.event.type)
  return kind?.span === 'state' && kind.role === 'closes' ? last : undefined
}

/** Of payloads that are cut their beginnings, and how large they are. */
function samePayload(a: HistoryRow | undefined, b: HistoryRow | undefined, member: 'input' | 'output'): boolean {
  if (a === undefined || b === undefined) return a === b
  const [one, other] = [detailsOf(a.event)[member], detailsOf(b.event)[member]]
  if (one === other) return a.bytes === b.bytes
  if (one === undefined || other === undefined || a.cut || b.cut) return false
  return equalWithin(payloadValue(one), payloadValue(other), patience)
}
