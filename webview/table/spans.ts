import { stateEventsOf } from '../../core/history/events'
import type { EventKind, Outcome, Span } from '../../core/history/kind'
import type { HistoryRow } from '../../core/history/rows'
import { type AnyDetails, detailsOf } from '../../core/history/types'
import type { Changes } from './changes'
import { Endings } from './endings'
import { EventPlaces } from './eventPlaces'
import { childrenOf, mapRunOf, newAttempt, newThread, newVisit, noCounts, troubleOf, unknown, visitKey } from './made'
import type { Children, Execution, StateVisits, Trouble, Visit, VisitThread } from './visit'

/** An event, read. */
interface Told {
  readonly id: number
  readonly time: number
  readonly row: HistoryRow
  readonly kind: EventKind
  readonly details: AnyDetails
  readonly thread: VisitThread
}

/** What each event makes of the visits, by what it opens, closes or tells of. */
export class Spans {
  readonly execution: Execution = { start: 0, end: undefined, status: 'running', trouble: undefined, redrives: [] }
  readonly machine: VisitThread = newThread(1, 'Machine', 'machine', 0, undefined, undefined, 1, 0)
  readonly clock = { now: 0 }
  readonly states: ReadonlyMap<string, StateVisits> = new Map()
  readonly places = new EventPlaces()
  private readonly threads: ReadonlyMap<number, VisitThread> = new Map([[1, this.machine]])
  /** How often each thread has been in each state. */
  private readonly times: ReadonlyMap<string, number> = new Map()
  private readonly endings: Endings
  /** The visit that the latest event was about which cut nothing short: what is cut short after it is so because of it. */
  private readonly cause: { visit: Visit | undefined } = { visit: undefined }

  constructor(private readonly changes: Changes) {
    this.endings = new Endings(changes, this.states)
  }

  add(row: HistoryRow, kind: EventKind | undefined, time: number): void {
    const { changes } = this
    const { id } = row.event
    if (this.places.size === 0) changes.set(this.execution, 'start', time)
    changes.set(this.clock, 'now', time)
    const thread = this.threadFor(row, kind, time)
    if (kind !== undefined) this.bySpan[kind.span]({ id, time, row, kind, details: detailsOf(row.event), thread })
    const visit = kind?.span === 'iteration' ? thread.owner : kind?.span === 'execution' ? undefined : thread.visits.at(-1)
    this.places.push(id, thread, visit)
    if (visit === undefined) return
    if (kind?.span !== 'iteration') changes.push(visit.events, id)
    if (kind?.outcome !== 'aborted') changes.set(this.cause, 'visit', visit)
  }

  private readonly bySpan: { readonly [S in Span]: (told: Told) => void } = {
    execution: ({ id, kind, time, details, row }) => {
      const { changes, execution, machine } = this
      if (kind.role === 'closes') {
        const trouble = kind.outcome === 'succeeded' ? undefined : troubleOf(id, kind.outcome!, details)
        changes.set(execution, 'trouble', trouble)
        changes.set(execution, 'end', time)
        changes.set(execution, 'status', kind.outcome!)
        this.endings.thread(machine, kind.outcome!, time, { guilty: this.before(row), trouble })
        return
      }
      changes.set(execution, 'status', 'running')
      changes.set(execution, 'end', undefined)
      changes.set(execution, 'trouble', undefined)
      const last = machine.visits.at(-1)
      if (last === undefined) return
      changes.push(execution.redrives, { event: id, time })
      if (last.status !== 'succeeded' && last.status !== 'caught') this.endings.revive(last)
    },

    iteration: ({ kind, thread, time, id, row }) => {
      if (kind.role === 'opens') this.endings.goOn(thread)
      else
        this.endings.thread(thread, kind.outcome!, time, { guilty: this.before(row), trouble: this.troubleOf(thread, id, kind.outcome!) })
    },

    state: (told) => {
      const { kind, thread, time, id, details, row } = told
      const visit = thread.visits.at(-1)
      if (kind.role === 'opens') return this.enter(told)
      if (visit === undefined) return
      if (kind.role === 'point') return this.fails(visit, time, troubleOf(id, kind.outcome ?? 'failed', details), true)
      if (kind.outcome === 'aborted') {
        const guilty = visit.trouble !== undefined && this.cause.visit === visit
        this.endings.visit(visit, guilty ? visit.trouble!.outcome : 'aborted', time, {})
        if (thread.kind === 'branch') this.endings.leave(thread, guilty ? visit.trouble!.outcome : 'aborted', time)
        return
      }
      this.endings.revive(visit)
      const { way, last } = row
      this.changes.set(visit, 'way', way)
      this.endings.visit(visit, visit.trouble !== undefined || way?.kind === 'Catch' ? 'caught' : 'succeeded', time, {})
      if (last && thread.kind === 'branch') this.endings.leave(thread, 'succeeded', time)
    },

    children: ({ kind, thread, time, id, details, row }) => {
      const visit = thread.visits.at(-1)
      if (visit === undefined) return
      this.endings.revive(visit)
      const attempt = visit.attempts.at(-1)
      if (attempt?.children !== undefined) {
        // the service does not tell that an attempt has failed which is followed by another
        const outcome = kind.role === 'closes' ? kind.outcome! : 'failed'
        const guilty = this.before(row)
        this.endings.attempt(attempt, outcome, time, { guilty, trouble: guilty?.visits.at(-1)?.trouble })
      }
      if (kind.role === 'opens') this.begin(visit, id, time, childrenOf(details.length))
      else if (kind.outcome === 'succeeded') this.changes.set(visit, 'trouble', undefined)
      else this.changes.set(visit, 'trouble', { ...(attempt?.trouble ?? visit.trouble ?? unknown), event: id, outcome: kind.outcome! })
    },

    mapRun: ({ kind, thread, time, id, details }) => {
      const visit = thread.visits.at(-1)
      if (visit === undefined) return
      this.endings.revive(visit)
      const { mapRun } = visit
      if (kind.role === 'opens') {
        this.changes.set(visit, 'mapRun', mapRunOf(id, time, details, mapRun))
        return
      }
      const trouble = kind.outcome === 'succeeded' ? undefined : troubleOf(id, kind.outcome!, details)
      if (mapRun !== undefined) this.changes.set(visit, 'mapRun', { ...mapRun, end: time, status: kind.outcome!, trouble })
      if (trouble !== undefined) this.fails(visit, time, trouble, false)
    },

    task: ({ kind, thread, time, id, details, row }) => {
      const { changes } = this
      const visit = thread.visits.at(-1)
      if (visit === undefined) return
      this.endings.revive(visit)
      if (kind.role === 'opens') return this.begin(visit, id, time, undefined)
      const attempt = visit.attempts.at(-1)
      if (kind.role === 'point') {
        if (attempt !== undefined) changes.set(attempt, answers(kind) ? 'submitted' : 'started', time)
        return
      }
      if (attempt !== undefined) changes.set(attempt, 'answeredBy', row.answeredBy)
      if (kind.outcome !== 'succeeded') return this.fails(visit, time, troubleOf(id, kind.outcome!, details), false)
      changes.set(visit, 'trouble', undefined)
      if (attempt !== undefined) this.endings.attempt(attempt, 'succeeded', time, {})
    },
  }

  private enter({ time, row, kind, details, thread }: Told): void {
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

  /** `inBetween`: it comes from the state itself, whether an attempt is under way or none has begun. */
  private fails(visit: Visit, time: number, trouble: Trouble, inBetween: boolean): void {
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

  private begin(visit: Visit, event: number, time: number, children: Children | undefined): void {
    this.changes.set(visit, 'trouble', undefined)
    this.changes.push(visit.attempts, newAttempt(event, time, children, visit.redrives))
  }

  private threadFor(row: HistoryRow, kind: EventKind | undefined, time: number): VisitThread {
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
  private before({ event }: HistoryRow): VisitThread | undefined {
    return this.places.of(event.previousEventId)?.thread
  }

  private troubleOf(thread: VisitThread, event: number, outcome: Outcome): Trouble | undefined {
    if (outcome === 'succeeded') return undefined
    return { ...(thread.visits.at(-1)?.trouble ?? unknown), event, outcome }
  }
}

/** Whether a point of a task has what the service answered to the request. */
const answers = ({ members }: EventKind): boolean => members.includes('output')
