import type { HistoryBody, HistoryRow, StandingBody, StandingThread, StatePlace } from '../../debugger/protocol'
import type { BreakpointPlace } from '../messages'
import { Visits } from '../table/visits'
import { Way } from './way'

/** Where the debugger is in the run, and as of which event the run is looked at. */
export class DebugModel {
  standing: StandingBody | undefined
  /** The thread that is looked at in the debugger, where it is not the one that has stopped. */
  private threadId: number | undefined
  breakpoints: readonly BreakpointPlace[] = []
  private readonly way = new Way()
  /** As of which event a run is looked at that nobody debugs. */
  private moment: number | undefined
  /** The visits as they were after the first events, for who looks at less than all. */
  private past: { readonly visits: Visits; events: number } | undefined

  /** The breakpoints on a state itself: on the line of its name, or at it. Those on its fields are theirs. */
  breakpointsOn({ key, column }: StatePlace): readonly BreakpointPlace[] {
    const line = key.offset - (column - 1)
    return this.breakpoints.filter(({ offset }) => offset >= line && offset <= key.offset + key.length)
  }

  breaksOn(place: StatePlace): boolean {
    return this.breakpointsOn(place).length > 0
  }

  /** What is new for who holds all events, those ahead too. */
  apply(body: HistoryBody): HistoryBody {
    const news = this.way.apply(body)
    if (this.past !== undefined && news.from < this.past.events) this.rewind(this.past, news.from)
    if (this.moment !== undefined && this.moment > this.way.held) this.moment = undefined
    return news
  }

  stands(standing: StandingBody | undefined): void {
    this.standing = standing
    this.threadId = undefined
  }

  /** Gives whether that is another thread than before. */
  focus(threadId: number): boolean {
    const before = this.thread
    this.threadId = threadId
    return this.thread !== before
  }

  /** A run that is over is looked at as of an event; undefined: as it has ended. */
  lookAt(moment: number | undefined): void {
    this.moment = moment
  }

  /** How many events have happened where the debugger stands, or as of the event that is looked at. */
  get now(): number {
    return this.moment ?? this.way.happened
  }

  /** Whether an event is yet to come. */
  isAhead(id: number): boolean {
    return id > this.now
  }

  /** Whether a run that is over is looked at as it was before its end. */
  get isPast(): boolean {
    return this.moment !== undefined
  }

  /** Where the thread stands that is looked at; undefined while the execution runs. */
  get thread(): StandingThread | undefined {
    const { standing, threadId } = this
    const of = (id: number | undefined) => standing?.threads.find((each) => each.threadId === id)
    return of(threadId) ?? of(standing?.threadId)
  }

  /** The visits as of now. `whole`: those of all rows. They are brought up to date step by step. */
  visits(whole: Visits, rows: (from: number, to: number) => readonly HistoryRow[]): Visits {
    const { now } = this
    if (now >= this.way.held) return whole
    this.past ??= { visits: new Visits(), events: 0 }
    const { past } = this
    if (now < past.events) this.rewind(past, now)
    else if (now > past.events) {
      past.visits.apply({ from: past.events, events: rows(past.events, now), status: 'RUNNING' })
      past.events = now
    }
    return past.visits
  }

  private rewind(past: { readonly visits: Visits; events: number }, to: number): void {
    past.visits.apply({ from: to, events: [], status: 'RUNNING' })
    past.events = to
  }
}
