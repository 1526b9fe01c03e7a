import type { Execution, Thread } from '../../core/interpreter/api'
import type { State } from '../../core/model/machine'
import { Allowance, RunRows } from '../../core/run/rows'
import type { Programs } from '../program/programs'
import type { EventsBody, HistoryBody, HistoryRow, StatePlace } from '../protocol'
import { RealTimes } from './realTimes'

/** Characters of a message, about: a client shows the first while the next are on their way. */
const batch = 256 * 1024
/** Of the answer to one request. */
const page = 8 * 1024 * 1024

/** Sends the history to the panel: what is new, or what is gone. */
export class HistoryFeed {
  private sent = 0
  private status: Execution['status'] | undefined
  private ahead: number | undefined
  private readonly rows: RunRows
  private readonly allowance = new Allowance()
  private readonly real: RealTimes

  constructor(
    private readonly execution: Execution,
    programs: Programs,
    private readonly send: (body: HistoryBody) => void,
    /** Real milliseconds, from any beginning. */
    clock: () => number,
  ) {
    this.real = new RealTimes(execution.history, clock)
    this.rows = new RunRows(execution, (state) => programs.fileOf(state))
  }

  /** A thread is known from when it first runs: later it may be gone. */
  meet(thread: Thread): void {
    this.rows.meet(thread)
    this.real.note()
  }

  /** What a person calls a thread of which there are events. */
  nameOf(thread: number): string {
    return this.rows.nameOf(thread)
  }

  /** Sends what the client does not know yet. Gives the range of new events. */
  flush(): { readonly from: number; readonly to: number } {
    const { history, status } = this.execution
    this.real.note()
    const from = Math.min(this.sent, history.length)
    const cut = history.length < this.sent
    const body = this.bodyOf(from, [])
    const isNew = status !== this.status || body.ahead !== this.ahead
    if (cut || (isNew && from === history.length)) this.send(body)
    for (let at = from; at < history.length; ) {
      const part = this.part(at, batch, this.allowance)
      this.send(part)
      at += part.events.length
    }
    this.told(body)
    return { from, to: history.length }
  }

  /** The execution has gone over events that the client knows: they are not sent again. */
  travelled(): void {
    const { length } = this.execution.history
    const body = { ahead: length, ...this.bodyOf(length, []) }
    this.send(body)
    this.told(body)
  }

  private told(body: HistoryBody): void {
    this.sent = this.execution.history.length
    this.status = body.status
    this.ahead = body.ahead
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
    const events = this.rows.whole(start, count, page)
    return { from: start, events, total: history.length }
  }

  /** Rows from one on, as many as a message of a size holds; at least one where there is one. */
  private part(from: number, size: number, allowance: Allowance): HistoryBody {
    const rows = this.rows.from(from, size, allowance)
    return this.bodyOf(
      from,
      rows.map((row, i) => withTime(row, this.real.of(from + i))),
    )
  }

  private bodyOf(from: number, events: readonly HistoryRow[]): HistoryBody {
    const { status, history, ahead } = this.execution
    return { from, events, status, ...(ahead !== undefined && ahead.events > history.length && { ahead: ahead.events }) }
  }

  /** Where a state stands in its file, 1-based. */
  place(state: State): StatePlace {
    return this.rows.place(state)
  }
}

const withTime = (row: HistoryRow, realTime: number | undefined): HistoryRow => (realTime === undefined ? row : { ...row, realTime })

const placeIn = (length: number, index: number): number => (Number.isSafeInteger(index) && index > 0 ? Math.min(index, length) : 0)
