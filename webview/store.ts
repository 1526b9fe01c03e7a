import { type Assumptions, usualAssumptions } from '../core/aws/assumptions'
import type { PendingTask, StatePlace } from '../debugger/protocol'
import { Comparing } from './compare/comparing'
import { act } from './debug/actions'
import { DebugModel } from './debug/debugModel'
import { Travel } from './debug/travel'
import { Answers } from './detail/answers'
import { WholeEvents } from './detail/wholeEvents'
import { EventsModel } from './events/eventsModel'
import { Timeline } from './events/timeline'
import { GraphModel } from './graph/model'
import type { Viewport } from './graph/viewport'
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
  /** Of a file with several state machines, the name of the one whose graph is looked at. */
  readonly machine: string | undefined
  /** Whether the graph goes from left to right; undefined: as the view has room. */
  readonly across: boolean | undefined
  /** The keys of states whose machines are not shown in the graph. */
  readonly collapsed: readonly string[]
  /** How the graph of a machine is looked at. */
  readonly viewport: { readonly of: string; readonly at: Viewport } | undefined
  readonly absolute: boolean
  /** The section of a chosen state that is looked at; of a chosen event. */
  readonly section: string
  readonly eventSection: string
  /** The pipeline shows of values only what differs. */
  readonly onlyChanges: boolean
  /** The chosen row of two runs that are compared, by its key; and whether only what differs is listed. */
  readonly pair: string | undefined
  readonly onlyDifferent: boolean
  /** Whether choosing an event takes the debugger there, and the debugger's place is what is chosen. */
  readonly along: boolean
  /** The view's share of the panel, 0 to 1. */
  readonly split: number
  readonly table: TableLook
  /** What is shown, for whoever opens it again after a reload. */
  readonly again: Shown['again']
}

const initially: Kept = {
  view: 'events',
  filter: '',
  selected: undefined,
  state: undefined,
  machine: undefined,
  across: undefined,
  collapsed: [],
  viewport: undefined,
  absolute: false,
  section: 'pipeline',
  eventSection: 'event',
  onlyChanges: false,
  pair: undefined,
  onlyDifferent: false,
  along: true,
  split: 0.55,
  table: initialLook,
  again: undefined,
}

/** The panel's state: the history of one run, and how it is looked at. */
export class Store {
  shown: Shown | undefined
  timeline = new Timeline()
  visits = new Visits()
  graph = new GraphModel()
  debug = new DebugModel()
  readonly travel = new Travel(
    (id) => {
      this.lookFirst(id)
      return this.ask('goTo', { id })
    },
    (message) => this.say(message),
  )
  /** What is chosen is where the debugger stands, and nobody has chosen it. */
  private chosenFor = false
  /** Why something could not be done, in a sentence. */
  said: string | undefined
  pending: readonly PendingTask[] = []
  whole = new WholeEvents()
  answers: Answers
  /** The run that this one is compared with. */
  beside: Store | undefined
  readonly comparing = new Comparing(() => this.changed())
  /** Another one whenever the run may be somewhere else. */
  moved = 0
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
    this.answers = this.noAnswers()
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
      case 'beside':
        this.receiveBeside(message.message)
        break
      case 'shown':
        // The panel that comes back from being hidden gets the same run again: the chosen event stays chosen.
        if (this.shown && this.shown.id !== message.shown?.id)
          this.keepNow({ selected: undefined, state: undefined, table: lookAfresh(this.kept.table) })
        this.questions.forget()
        this.shown = message.shown
        this.keepNow({ again: message.shown?.again })
        this.timeline = new Timeline()
        this.visits = new Visits()
        this.graph = new GraphModel()
        this.debug = new DebugModel()
        this.said = undefined
        this.pending = []
        this.stopped = false
        this.events = this.newEvents()
        this.whole = new WholeEvents()
        this.answers = this.noAnswers()
        this.beside = undefined
        break
      case 'history': {
        const news = this.debug.apply(message.history)
        if (news.from < this.timeline.items.length) {
          this.whole = new WholeEvents()
          this.answers = this.noAnswers()
        }
        this.moved++
        const gone = this.timeline.apply(news)
        this.visits.apply(news)
        this.events.apply(this.timeline.items, news.from, gone)
        // The chosen event is gone after a step back: follow the latest again. One that is yet to come was chosen before the panel was hidden.
        if (gone.length > 0 && (this.kept.selected ?? 0) > this.timeline.items.length) this.keepNow({ selected: undefined })
        break
      }
      case 'choose':
        if (this.timeline.items[message.id - 1] !== undefined) this.keepNow({ selected: message.id, state: undefined })
        break
      case 'graph':
      case 'cursor':
        this.graph.receive(message)
        break
      case 'pending':
        this.moved++
        this.pending = message.tasks
        this.stopped = message.stopped
        break
      case 'standing':
        this.moved++
        this.debug.stands(message.standing)
        this.said = undefined
        // where it stood was chosen for a person, who follows again
        if (message.standing === undefined && this.chosenFor) this.keepNow({ selected: undefined })
        this.chosenFor = this.chosenFor && message.standing !== undefined
        if (message.standing?.reason !== 'goto' || !this.travel.arrived()) this.chooseStanding()
        break
      case 'focus':
        if (this.debug.focus(message.threadId)) this.chooseStanding()
        break
      case 'breakpoints':
        this.debug.breakpoints = message.places
        break
      case 'act':
        act(this, message.action, message.on)
        break
      case 'costs':
        this.costs = message.costs
    }
    this.changed()
  }

  /** Remembers how the panel is looked at. */
  set(change: Partial<Kept>): void {
    const { selected } = this.kept
    this.keepNow(change)
    if ('selected' in change) this.chosenFor = false
    if (change.selected !== undefined && change.selected !== selected && this.goesAlong) this.travel.start(change.selected)
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
    const latest = () => (view === 'events' ? this.events.fitting.findLast((index) => index < this.debug.now) : this.debug.now - 1)
    const index = selected === undefined || selected > items.length ? latest() : selected - 1
    return index === undefined ? undefined : items[index]
  }

  /** Whether the debugger goes where something is chosen: it stands. */
  get goesAlong(): boolean {
    return this.kept.along && this.debug.standing !== undefined
  }

  /** The visits of states as of the event that is looked at, which the debugger stands behind. */
  get visitsNow(): Visits {
    return this.debug.visits(this.visits, (from, to) => this.timeline.items.slice(from, to).map(({ row }) => row))
  }

  /** Goes to an event: the debugger where it stands; else a run that is over is looked at as it was then. */
  goTo(id: number): void {
    if (this.debug.standing !== undefined) this.travel.start(id)
    else if (this.isOver) this.debug.lookAt(id < this.timeline.items.length ? id : undefined)
    this.keepNow({ selected: id, state: undefined })
    this.chosenFor = false
    this.changed()
  }

  /** The event at which one is: where the debugger stands, else what is chosen, else the latest. */
  get place(): number {
    const { debug, kept } = this
    if (debug.standing === undefined) return debug.isPast ? debug.now : this.isOver ? (kept.selected ?? debug.now) : debug.now
    const { selected } = kept
    const { event } = debug.thread ?? {}
    // an entry is told before the thread has its turn there
    return selected !== undefined && selected <= debug.now && this.visits.byEvent(selected)?.event === event ? selected : debug.now
  }

  /** Whether nothing will come any more. */
  get isOver(): boolean {
    return this.timeline.status !== 'RUNNING' || this.shown?.kind !== 'session'
  }

  /** Looks at a run that is over as it has ended again. */
  lookAtAll(): void {
    this.debug.lookAt(undefined)
    this.changed()
  }

  /** Sets a breakpoint on a state, or takes away those that are there. */
  toggleBreakpoint(place: StatePlace): void {
    this.send({ type: 'breakpoint', place, offsets: this.debug.breakpointsOn(place).map(({ offset }) => offset) })
  }

  say(message: string): void {
    this.said = message
    this.changed()
  }

  private chooseStanding(): void {
    const event = this.debug.thread?.event
    if (!this.goesAlong || event === undefined) return
    this.keepNow({ selected: event, state: undefined })
    this.chosenFor = true
  }

  /** Remembers what is not drawn anew. */
  keepNow(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change }
    this.keep(this.kept)
  }

  private receiveBeside(message: Exclude<ToPanel, { readonly type: 'beside' }>): void {
    if (this.beside === undefined) {
      const ask = (said: FromPanel) => this.send(said.type === 'ask' ? { type: 'askBeside', question: said } : said)
      this.beside = new Store(undefined, () => {}, ask)
      this.beside.subscribe(() => this.changed())
      this.keepNow({ view: 'compare' })
    }
    this.beside.receive(message)
  }

  /** The debugger is about to go back into a visit that is over: what came of it is asked before. */
  private lookFirst(id: number): void {
    const visit = this.visits.byEvent(id)
    if (visit?.end !== undefined && !this.debug.isAhead(visit.events.at(-1) ?? 0)) this.answers.want('visit', { event: visit.event })
  }

  private noAnswers(): Answers {
    const answers: Answers = new Answers(this.ask, () => {
      if (answers === this.answers) this.changed()
    })
    return answers
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
