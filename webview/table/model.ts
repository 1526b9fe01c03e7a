import { stateEventsOf } from '../../core/history/events'
import type { EventKind } from '../../core/history/kind'
import type { HistoryRow } from '../../core/history/rows'
import type { AnyDetails } from '../../core/history/types'
import type { Changes } from './changes'
import { Endings } from './endings'
import { EventPlaces } from './eventPlaces'
import { childrenOf, newAttempt, newThread, newVisit, noCounts, visitKey } from './made'
import type { Children, Execution, StateVisits, Trouble, Visit, VisitThread } from './visit'

/** An event, read. */
export interface Told {
  readonly id: number
  readonly time: number
  readonly row: HistoryRow
  readonly kind: EventKind
  readonly details: AnyDetails
  readonly thread: VisitThread
}

/** The visits, threads and attempts so far, and what happens to them, whatever event tells of it. */
export class VisitsModel {
  readonly execution: Execution = { start: 0, end: undefined, status: 'running', trouble: undefined, redrives: [] }
  readonly machine: VisitThread = newThread(1, 'Machine', 'machine', 0, undefined, undefined, 1, 0)
  readonly clock = { now: 0 }
  readonly states: ReadonlyMap<string, StateVisits> = new Map()
  readonly places = new EventPlaces()
  private readonly threads: ReadonlyMap<number, VisitThread> = new Map([[1, this.machine]])
  /** How often each thread has been in each state. */
  private readonly times: ReadonlyMap<string, number> = new Map()
  readonly endings: Endings
  /** The visit that the latest event was about which cut nothing short: what is cut short after it is so because of it. */
  readonly cause: { visit: Visit | undefined } = { visit: undefined }

  constructor(readonly changes: Changes) {
    this.endings = new Endings(changes, this.states)
  }

  /** A thread has come to a state. */
  enter({ row, kind, details, thread, time }: Told): void {
    const { changes, endings } = this
    const before = thread.visits.at(-1)
    // a debugger's jump leaves a state without an event
    if (before?.status === 'running') endings.visit(before, 'aborted', time, {})
    if (thread.owner !== undefined) endings.revive(thread.owner)
    endings.goOn(thread)
    const visit = newVisit(row, kind.stateType, details.name, thread, this.times, time)
    const { key } = visit
    changes.push(thread.visits, visit)
    changes.put(this.times, visitKey(thread, key), visit.nth)
    if (!this.states.has(key)) changes.put(this.states, key, { visits: [], counts: noCounts() })
    const of = this.states.get(key)!
    changes.push(of.visits, visit)
    changes.set(of.counts, 'running', of.counts.running + 1)
    // nothing tells of the end of one that is over as it is entered: it fails what it is in
    if (kind.stateType === undefined || stateEventsOf[kind.stateType].exited !== undefined) return
    endings.visit(visit, 'failed', time, {})
    if (thread.kind === 'branch') endings.leave(thread, 'failed', time)
  }

  /** A state has come across an error. `inBetween`: it comes from the state itself, whether an attempt is under way or none has begun. */
  fails(visit: Visit, time: number, trouble: Trouble, inBetween: boolean): void {
    this.endings.revive(visit)
    this.changes.set(visit, 'trouble', trouble)
    const attempt = visit.attempts.at(-1)
    if (attempt?.status === 'running') this.endings.attempt(attempt, trouble.outcome, time, { trouble })
    // the parameters of a call that was never made
    else if (inBetween && attempt?.status !== 'succeeded') {
      this.begin(visit, trouble.event, time, undefined)
      this.changes.set(visit, 'trouble', trouble)
      this.endings.attempt(visit.attempts.at(-1)!, trouble.outcome, time, { trouble })
    }
  }

  /** An attempt begins. */
  begin(visit: Visit, event: number, time: number, children: Children | undefined): void {
    this.changes.set(visit, 'trouble', undefined)
    this.changes.push(visit.attempts, newAttempt(event, time, children, visit.redrives))
  }

  /** The thread of an event, which may be its first. */
  threadFor(row: HistoryRow, kind: EventKind | undefined, time: number): VisitThread {
    const { event, threadId, threadName, index } = row
    const known = this.threads.get(threadId)
    if (known !== undefined) return known
    const owner = this.ownerOf(row)
    if (owner !== undefined && owner.attempts.at(-1)?.children === undefined) this.begin(owner, event.id, time, childrenOf(undefined))
    const attempt = owner?.attempts.at(-1)
    const is = kind?.span === 'iteration' ? 'item' : 'branch'
    const thread = newThread(threadId, threadName, is, index ?? 0, owner, attempt, event.id, time)
    this.changes.put(this.threads, threadId, thread)
    if (attempt?.children === undefined) return thread
    const { threads, counts } = attempt.children
    this.changes.push(threads, thread)
    this.changes.set(counts, 'running', counts.running + 1)
    return thread
  }

  /** One that was begun and ended at once has been seen by nobody: then the event that it follows on has begun it. */
  private ownerOf(row: HistoryRow): Visit | undefined {
    if (row.parentId !== undefined) return this.threads.get(row.parentId)?.visits.at(-1)
    const visit = this.before(row)?.visits.at(-1)
    const attempt = visit?.attempts.at(-1)
    return attempt?.children !== undefined && attempt.event === row.event.previousEventId ? visit : undefined
  }

  /** The thread of the event that one follows on: the end of what is around a thread follows on the event by which that has failed. */
  before({ event }: HistoryRow): VisitThread | undefined {
    return this.places.of(event.previousEventId)?.thread
  }
}
