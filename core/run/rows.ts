import { knownBytes } from '../base/jsonText'
import { preview } from '../base/preview'
import { ArchivedText, type Payload, payloadText } from '../history/archive'
import { type HistoryRow, HistoryRows, type RowTexts, type StatePlace } from '../history/rows'
import type { HistoryEvent } from '../history/types'
import type { Execution, Thread } from '../interpreter/api'
import { MetThreads } from '../interpreter/metThreads'
import type { State } from '../model/machine'

/** Of a payload that everybody gets whole, and of the preview of a longer one. */
const short = 1000
const previewed = 500
/** Of longer payloads that are whole all the same, together: an ordinary run is there to look at when its execution is gone. */
const generous = 8 * 1024 * 1024
/** Of a row beside its payloads. */
const rowSize = 400

/** The rows of an execution's history, for whoever shows them. */
export class RunRows {
  private readonly rows: HistoryRows

  constructor(
    private readonly execution: Pick<Execution, 'history' | 'threads'>,
    /** The file that a state is in. */
    fileOf: ConstructorParameters<typeof HistoryRows>[1],
    private readonly threads: Pick<MetThreads, 'meet' | 'of'> = new MetThreads(),
    /** The place of an event's state that no definition has. */
    toldPlace?: (index: number) => StatePlace | undefined,
  ) {
    this.rows = new HistoryRows(execution.history, fileOf, (thread) => this.threads.of(thread, execution), toldPlace)
  }

  /** A thread is known from when it first runs: later it may be gone. */
  meet(thread: Thread): void {
    this.threads.meet(thread)
  }

  /** What a person calls a thread of which there are events. */
  nameOf(thread: number): string {
    return this.threads.of(thread, this.execution).name
  }

  /** Rows from an index on, until they have about `size` characters; at least one where there is one. */
  from(index: number, size: number, allowance: Allowance): HistoryRow[] {
    const { history } = this.execution
    const rows: HistoryRow[] = []
    for (let i = index, room = size; i < history.length && room > 0; i++) {
      allowance.begin()
      rows.push(this.rows.row(i, allowance))
      room -= rowSize + allowance.spent
    }
    return rows
  }

  /** Events with their payloads whole: as many as asked for, or as about `size` characters hold. */
  whole(index: number, count: number, size: number): HistoryEvent[] {
    const { history } = this.execution
    const events: HistoryEvent[] = []
    let room = size
    const text = (payload: Payload): string => {
      const text = payloadText(payload)
      room -= text.length
      return text
    }
    for (let i = index; i < history.length && events.length < count && room > 0; i++) {
      events.push(history.event(i, text))
      room -= rowSize
    }
    return events
  }

  /** Where a state stands in its file, 1-based. */
  place(state: State): StatePlace {
    return this.rows.place(state)
  }
}

/** Decides for each payload whether it is told whole, until the allowance for long ones is used up. */
export class Allowance implements RowTexts {
  private left = generous
  /** Of the present event: characters of its payloads that are sent, whether one is only a preview, and bytes of the largest. */
  spent = 0
  cut = false
  bytes = 0

  begin(): void {
    this.spent = 0
    this.cut = false
    this.bytes = 0
  }

  readonly text = (payload: Payload): string => {
    const archived = payload instanceof ArchivedText
    const bytes = archived ? payload.bytes : knownBytes(payload)
    if (bytes > this.bytes) this.bytes = bytes
    const whole = bytes <= short || bytes <= this.left
    if (whole && bytes > short) this.left -= bytes
    if (!whole) this.cut = true
    const text = whole ? payloadText(payload) : archived ? `${payload.read().slice(0, previewed)}…` : preview(payload, previewed)
    this.spent += text.length
    return text
  }
}
