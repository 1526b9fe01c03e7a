import { knownBytes } from '../../core/base/jsonText'
import { ArchivedText, type Payload, payloadText } from '../../core/history/archive'
import { HistoryRows, type RowTexts, type ThreadInfo } from '../../core/history/rows'
import type { HistoryEvent } from '../../core/history/types'
import type { Execution, Thread } from '../../core/interpreter/api'
import { threadInfo } from '../../core/interpreter/lineage'
import type { State } from '../../core/model/machine'
import type { Programs } from '../program/programs'
import type { EventsBody, HistoryBody, HistoryRow, StatePlace } from '../protocol'
import { preview } from '../values/preview'

/** Characters of a message, about: a client shows the first while the next are on their way. */
const batch = 256 * 1024
/** Of a payload that every client gets whole, and of the preview of a longer one. */
const short = 1000
const previewed = 500
/** Of longer payloads that are sent whole all the same, together: an ordinary run is there to look at when its session has ended. */
const generous = 8 * 1024 * 1024
/** Of a row beside its payloads. */
const rowSize = 400
/** Of the answer to one request. */
const page = 8 * 1024 * 1024

/** Sends the history to the panel: what is new, or what is gone. */
export class HistoryFeed {
  private sent = 0
  private status: Execution['status'] | undefined
  private readonly threads = new Map<number, ThreadInfo>([[0, { name: 'Machine' }]])
  private readonly rows: HistoryRows
  private readonly allowance = new Allowance()

  constructor(
    private readonly execution: Execution,
    programs: Programs,
    private readonly send: (body: HistoryBody) => void,
  ) {
    this.rows = new HistoryRows(
      execution.history,
      (state) => programs.fileOf(state),
      (thread) => this.threadOf(thread),
    )
  }

  /** A thread is known from when it first runs: later it may be gone. */
  meet(thread: Thread): void {
    if (!this.threads.has(thread.id)) this.threads.set(thread.id, threadInfo(thread))
  }

  /** What a person calls a thread of which there are events. */
  nameOf(thread: number): string {
    return this.threadOf(thread).name
  }

  private threadOf(thread: number): ThreadInfo {
    // A branch or iteration that has not run yet has an event all the same.
    if (!this.threads.has(thread)) for (const live of this.execution.threads) this.meet(live)
    return this.threads.get(thread) ?? { name: `Thread ${thread}` }
  }

  /** Sends what the client does not know yet. Gives the range of new events. */
  flush(): { readonly from: number; readonly to: number } {
    const { history, status } = this.execution
    const from = Math.min(this.sent, history.length)
    const cut = history.length < this.sent
    if (cut || (status !== this.status && from === history.length)) this.send({ from, events: [], status })
    for (let at = from; at < history.length; ) {
      const body = this.part(at, batch, this.allowance)
      this.send(body)
      at += body.events.length
    }
    this.sent = history.length
    this.status = status
    return { from, to: history.length }
  }

  /** `stepthrough/getHistory` */
  body(from = 0): HistoryBody & { readonly next?: number } {
    const start = placeIn(this.execution.history.length, from)
    const body = this.part(start, page, new Allowance())
    const next = start + body.events.length
    return next < this.execution.history.length ? { ...body, next } : body
  }

  /** `stepthrough/getEvents` */
  events({ from, count = Number.POSITIVE_INFINITY }: { from: number; count?: number }): EventsBody {
    const { history } = this.execution
    const start = placeIn(history.length, from)
    const events: HistoryEvent[] = []
    let size = 0
    for (let i = start; i < history.length && events.length < count && size < page; i++) {
      events.push(
        history.event(i, (payload) => {
          const text = payloadText(payload)
          size += text.length
          return text
        }),
      )
      size += rowSize
    }
    return { from: start, events, total: history.length }
  }

  /** Rows from one on, as many as a message of a size holds; at least one where there is one. */
  private part(from: number, size: number, allowance: Allowance): HistoryBody {
    const { history, status } = this.execution
    const events: HistoryRow[] = []
    for (let i = from, room = size; i < history.length && room > 0; i++) {
      allowance.begin()
      events.push(this.rows.row(i, allowance))
      room -= rowSize + allowance.spent
    }
    return { from, events, status }
  }

  /** Where a state stands in its file, 1-based. */
  place(state: State): StatePlace {
    return this.rows.place(state)
  }
}

/** Decides for each payload whether it is sent whole, until the allowance for long ones is used up. */
class Allowance implements RowTexts {
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

const placeIn = (length: number, index: number): number => (Number.isSafeInteger(index) && index > 0 ? Math.min(index, length) : 0)
