import { type Assumptions, usualAssumptions } from '../core/aws/assumptions'
import type { PendingTask } from '../debugger/protocol'
import { WholeEvents } from './detail/wholeEvents'
import { EventsModel } from './events/eventsModel'
import { Timeline } from './events/timeline'
import type { FromPanel, Shown, ToPanel } from './messages'
import { Questions } from './questions'
import { initialLook, lookAfresh, type TableLook } from './table/look'
import { Visits } from './table/visits'

/** What VS Code keeps of the panel while it is hidden, and over a reload; everything else is sent again. */
export interface Kept {
  /** The view that is looked at. */
  readonly view: string
  readonly filter: string
  /** The chosen event's id; undefined follows the latest. A visit of a state is chosen by the event with which it was entered. */
  readonly selected: number | undefined
  /** The chosen state, by its `stateKey`, where no event of it is chosen. */
  readonly state: string | undefined
  readonly absolute: boolean
  /** The view's share of the panel, 0 to 1. */
  readonly split: number
  readonly table: TableLook
}

const initially: Kept = {
  view: 'events',
  filter: '',
  selected: undefined,
  state: undefined,
  absolute: false,
  split: 0.55,
  table: initialLook,
}

/** The panel's state: the history of one run, and how it is looked at. */
export class Store {
  shown: Shown | undefined
  timeline = new Timeline()
  visits = new Visits()
  pending: readonly PendingTask[] = []
  whole = new WholeEvents()
  /** The debugger stands. */
  stopped = false
  /** What an estimate of costs assumes. */
  costs: Assumptions = usualAssumptions
  kept: Kept
  /** What the filter lets through of the timeline. */
  events: EventsModel
  private readonly questions: Questions
  private readonly listeners = new Set<() => void>()

  constructor(
    kept: Partial<Kept> | undefined,
    private readonly keep: (kept: Kept) => void,
    readonly send: (message: FromPanel) => void,
  ) {
    this.kept = { ...initially, ...kept }
    this.questions = new Questions(send)
    this.events = this.newEvents()
  }

  get ask() {
    return this.questions.ask
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  receive(message: ToPanel): void {
    if (this.questions.receive(message)) return
    switch (message.type) {
      case 'shown':
        // The panel that comes back from being hidden gets the same run again: the chosen event stays chosen.
        if (this.shown && this.shown.id !== message.shown?.id)
          this.keepNow({ selected: undefined, state: undefined, table: lookAfresh(this.kept.table) })
        this.questions.forget()
        this.shown = message.shown
        this.timeline = new Timeline()
        this.visits = new Visits()
        this.pending = []
        this.stopped = false
        this.events = this.newEvents()
        this.whole = new WholeEvents()
        break
      case 'history': {
        if (message.history.from < this.timeline.items.length) this.whole = new WholeEvents()
        const gone = this.timeline.apply(message.history)
        this.visits.apply(message.history)
        this.events.apply(this.timeline.items, message.history.from, gone)
        // The chosen event is gone after a step back: follow the latest again.
        if ((this.kept.selected ?? 0) > this.timeline.items.length) this.keepNow({ selected: undefined })
        break
      }
      case 'choose':
        if (this.timeline.items[message.id - 1] !== undefined) this.keepNow({ selected: message.id, state: undefined })
        break
      case 'pending':
        this.pending = message.tasks
        this.stopped = message.stopped
        break
      case 'costs':
        this.costs = message.costs
    }
    this.changed()
  }

  /** Remembers how the panel is looked at. */
  set(change: Partial<Kept>): void {
    this.keepNow(change)
    if (change.filter !== undefined) this.events.setFilter(change.filter)
    this.changed()
  }

  /** Fetches the payloads of an event that came cut. */
  async fetch(id: number): Promise<void> {
    const { whole } = this
    const event = await this.ask('whole', { id }).catch(() => undefined)
    if (whole !== this.whole) return
    whole.set(id, event)
    this.changed()
  }

  /** The chosen item: by its id, else the latest, in the events the latest that the filter lets through. */
  get selected() {
    const { selected, view } = this.kept
    const { items } = this.timeline
    const index = selected === undefined ? (view === 'events' ? this.events.fitting.at(-1) : items.length - 1) : selected - 1
    return index === undefined ? undefined : items[index]
  }

  private keepNow(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change }
    this.keep(this.kept)
  }

  private newEvents(): EventsModel {
    const events = new EventsModel(
      (args) => this.ask('search', args),
      () => this.changed(),
    )
    events.setFilter(this.kept.filter)
    return events
  }

  private changed(): void {
    for (const listener of this.listeners) listener()
  }
}
