import type { State } from '../model/machine'
import type { History, HistoryEvent } from './api'
import { type EventKind, wireDetails, wireExit } from './events'

/**
 * The log of events, column by column: an event costs a few references and numbers, and is put into AWS's shape when asked
 * for. `cut` leaves what snapshots hold untouched: they keep their own columns.
 */
export class EventLog implements History {
  length = 0
  private kinds: EventKind[] = []
  private previous: number[] = []
  private times: number[] = []
  private states: (State | undefined)[] = []
  private threads: number[] = []
  private values: unknown[] = []

  constructor(
    /** The number of events at which the execution has to fail. */
    public limit: number,
  ) {}

  /** Returns the event's id. `value`: the payload of StateEntered and StateExited, else the details, else undefined. */
  add(kind: EventKind, previous: number, time: number, state: State | undefined, thread: number, value: unknown): number {
    this.kinds.push(kind)
    this.previous.push(previous)
    this.times.push(time)
    this.states.push(state)
    this.threads.push(thread)
    this.values.push(value)
    return ++this.length
  }

  /** The log as it is now, which later events do not change. */
  mark(): LogMark {
    return { length: this.length, columns: this.columns() }
  }

  back({ length, columns }: LogMark): void {
    const unchanged = columns[0] === this.kinds && this.length === length
    if (unchanged) return
    this.length = length
    this.kinds = columns[0].slice(0, length)
    this.previous = columns[1].slice(0, length)
    this.times = columns[2].slice(0, length)
    this.states = columns[3].slice(0, length)
    this.threads = columns[4].slice(0, length)
    this.values = columns[5].slice(0, length)
  }

  private columns() {
    return [this.kinds, this.previous, this.times, this.states, this.threads, this.values] as const
  }

  info(index: number) {
    return {
      type: this.kinds[index]!.type,
      state: this.states[index],
      thread: this.threads[index]!,
      timestamp: this.times[index]!,
    }
  }

  event(index: number): HistoryEvent {
    const kind = this.kinds[index]
    if (kind === undefined) throw new RangeError(`The history has no event ${index + 1}.`)
    const { type, member } = kind
    const head = {
      timestamp: new Date(this.times[index]!).toISOString(),
      type,
      id: index + 1,
      previousEventId: this.previous[index]!,
    }
    return member === undefined ? head : { ...head, [member]: this.details(member, index) }
  }

  private details(member: string, index: number): Record<string, unknown> {
    const value = this.values[index]
    const name = this.states[index]?.name ?? ''
    if (member === 'stateEnteredEventDetails') return wireDetails({ name, input: value })
    if (member === 'stateExitedEventDetails') return wireExit(name, value)
    return wireDetails((value ?? {}) as Record<string, unknown>)
  }
}

export interface LogMark {
  readonly length: number
  readonly columns: ReturnType<EventLog['columns']>
}
