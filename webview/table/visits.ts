import { kindOf } from '../../core/history/events'
import type { EventKind } from '../../core/history/kind'
import type { HistoryRow } from '../../core/history/rows'
import type { HistoryBody } from '../../debugger/protocol'
import { Changes } from './changes'
import { noCounts } from './made'
import { VisitsModel } from './model'
import { tell } from './spans'
import type { Counts, Execution, StateVisits, Visit, VisitThread } from './visit'

const timestampOf = ({ event }: HistoryRow): number => Date.parse(event.timestamp)

const none: StateVisits = { visits: [], counts: noCounts() }

/**
 * The visits of an execution's states, as its history tells of them: which thread was where from when to when, and what came of it. It grows with the
 * history; going back costs what is gone. Objects stay the same and change in place: who remembers what was made of them asks `version`.
 */
export class Visits {
  /** Another one after each change. */
  version = 0
  private readonly changes = new Changes()
  private readonly model = new VisitsModel(this.changes)

  /** `timeOf`: when an event was; default: its timestamp, in milliseconds since the epoch. */
  constructor(private readonly timeOf: (row: HistoryRow) => number = timestampOf) {}

  /** `from` is below the number of events held after a step back or a restart. */
  apply(body: HistoryBody): void {
    this.version++
    this.changes.rewind(body.from)
    this.model.places.rewind(body.from)
    for (const row of body.events) this.add(row)
  }

  get execution(): Execution {
    return this.model.execution
  }

  /** When the latest event was; 0 before there is one. */
  get now(): number {
    return this.model.clock.now
  }

  /** The id of the latest event that is about a state; undefined before there is one. */
  get latest(): number | undefined {
    return this.model.places.latest
  }

  /** Those of the machine itself. */
  get roots(): readonly Visit[] {
    return this.model.machine.visits
  }

  get machine(): VisitThread {
    return this.model.machine
  }

  /** The visit that an event is about; undefined of the execution's own events, and of an item's start and end where its Map is not known. */
  byEvent(id: number): Visit | undefined {
    return this.model.places.of(id)?.visit
  }

  /** The thread that an event is of: of an item's start and end the item. */
  threadOf(id: number): VisitThread | undefined {
    return this.model.places.of(id)?.thread
  }

  /** The visits of a state by its key, in the order in which they began. */
  ofState(key: string): readonly Visit[] {
    return (this.model.states.get(key) ?? none).visits
  }

  /** How the visits of a state stand. */
  countsOf(key: string): Counts {
    return (this.model.states.get(key) ?? none).counts
  }

  /** The keys of the states that were visited, in the order in which they first were. */
  get keys(): Iterable<string> {
    return this.model.states.keys()
  }

  private add(row: HistoryRow): void {
    this.changes.begin()
    const kind: EventKind | undefined = kindOf(row.event.type)
    tell(this.model, row, kind, this.timeOf(row))
  }
}
