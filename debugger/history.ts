import type { Execution, Thread } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import type { SourceFile } from './documents'
import type { HistoryBody, HistoryRow, StatePlace } from './protocol'
import { statePath, threadName } from './states'

/** Events in one message: a client shows the first while the next are on their way. */
const batch = 500

/** Sends the history to the panel: what is new, or what is gone. */
export class HistoryFeed {
  private sent = 0
  private status: Execution['status'] | undefined
  private readonly names = new Map<number, string>([[0, 'Machine']])
  private readonly places = new Map<State, StatePlace>()

  constructor(
    private readonly execution: Execution,
    private readonly program: SourceFile,
    private readonly send: (body: HistoryBody) => void,
  ) {}

  /** A thread is known by name from when it first runs: later it may be gone. */
  meet(thread: Thread): void {
    if (!this.names.has(thread.id)) this.names.set(thread.id, threadName(thread))
  }

  private nameOf(thread: number): string {
    // A branch or iteration that has not run yet has an event all the same.
    if (!this.names.has(thread)) for (const live of this.execution.threads) this.meet(live)
    return this.names.get(thread) ?? `Thread ${thread}`
  }

  /** Sends what the client does not know yet. Gives the range of new events. */
  flush(): { readonly from: number; readonly to: number } {
    const { history, status } = this.execution
    const from = Math.min(this.sent, history.length)
    const cut = history.length < this.sent
    if (cut || (status !== this.status && from === history.length)) this.send({ from, events: [], status })
    for (let at = from; at < history.length; at += batch) this.send(this.body(at, Math.min(history.length, at + batch)))
    this.sent = history.length
    this.status = status
    return { from, to: history.length }
  }

  /** A part of the history; without an end all from there on. */
  body(from: number, to = this.execution.history.length): HistoryBody {
    const events: HistoryRow[] = []
    for (let i = from; i < to; i++) events.push(this.row(i))
    return { from, events, status: this.execution.status }
  }

  /** Where a state stands in its file, 1-based. */
  place(state: State): StatePlace {
    const known = this.places.get(state)
    if (known !== undefined) return known
    const { path, lines } = this.program
    const { line, character } = lines.position(state.key.offset)
    const range = ({ offset, length }: { offset: number; length: number }) => ({ offset, length })
    const place: StatePlace = {
      name: state.name,
      path: statePath(state),
      file: path,
      key: range(state.key),
      range: range(state.member),
      line: line + 1,
      column: character + 1,
    }
    this.places.set(state, place)
    return place
  }

  private row(index: number): HistoryRow {
    const { history } = this.execution
    const { state, thread } = history.info(index)
    return {
      event: history.event(index),
      ...(state === undefined ? {} : { state: this.place(state) }),
      threadId: thread + 1,
      threadName: this.nameOf(thread),
    }
  }
}
