import type { PendingTask } from '../debugger/protocol'
import type { ExecutionInfo, ToPanel } from './messages'
import { fits, Timeline, wordsOf } from './timeline'
import { WholeEvents } from './wholeEvents'

/** What VS Code keeps of the panel while it is hidden; everything else is sent again. */
export interface Kept {
  readonly filter: string
  /** The chosen event's id; undefined follows the latest. */
  readonly selected: number | undefined
  readonly absolute: boolean
  /** The list's share of the panel, 0 to 1. */
  readonly split: number
}

const initially: Kept = { filter: '', selected: undefined, absolute: false, split: 0.55 }

/** The panel's state: the timeline of one execution, and how it is looked at. */
export class Store {
  execution: ExecutionInfo | undefined
  timeline = new Timeline()
  pending: readonly PendingTask[] = []
  whole = new WholeEvents()
  /** The debugger stands. */
  stopped = false
  kept: Kept
  /** Indices into the timeline's items that the filter lets through. */
  shown: number[] = []
  private words: readonly string[]
  private readonly listeners = new Set<() => void>()

  constructor(
    kept: Partial<Kept> | undefined,
    private readonly keep: (kept: Kept) => void,
  ) {
    this.kept = { ...initially, ...kept }
    this.words = wordsOf(this.kept.filter)
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'execution':
        // The panel that comes back from being hidden gets the same execution again: the chosen event stays chosen.
        if (this.execution && this.execution.id !== message.execution?.id) this.keepNow({ selected: undefined })
        this.execution = message.execution
        this.timeline = new Timeline()
        this.pending = []
        this.stopped = false
        this.shown = []
        this.whole = new WholeEvents()
        break
      case 'history': {
        if (message.history.from < this.timeline.items.length) this.whole = new WholeEvents()
        this.timeline.apply(message.history)
        while (this.shown.length && this.shown[this.shown.length - 1]! >= message.history.from) this.shown.pop()
        this.show(message.history.from)
        // The chosen event is gone after a step back: follow the latest again.
        if ((this.kept.selected ?? 0) > this.timeline.items.length) this.keepNow({ selected: undefined })
        break
      }
      case 'choose':
        if (this.timeline.items[message.id - 1] !== undefined) this.keepNow({ selected: message.id })
        break
      case 'whole':
        this.whole.set(message.id, message.event)
        break
      case 'pending':
        this.pending = message.tasks
        this.stopped = message.stopped
    }
    this.changed()
  }

  set(change: Partial<Kept>): void {
    this.keepNow(change)
    if (change.filter !== undefined) {
      this.words = wordsOf(change.filter)
      this.shown = []
      this.show(0)
    }
    this.changed()
  }

  /** The chosen item: by its id, else the latest that is shown. */
  get selected() {
    const { selected } = this.kept
    const index = selected === undefined ? this.shown[this.shown.length - 1] : selected - 1
    return index === undefined ? undefined : this.timeline.items[index]
  }

  private keepNow(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change }
    this.keep(this.kept)
  }

  private show(from: number): void {
    const { items } = this.timeline
    for (let i = from; i < items.length; i++) if (fits(items[i]!, this.words)) this.shown.push(i)
  }

  private changed(): void {
    for (const listener of this.listeners) listener()
  }
}
