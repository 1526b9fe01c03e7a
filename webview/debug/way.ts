import type { HistoryBody } from '../../debugger/protocol'

/**
 * The events that the panel holds, and how many of them have happened. After going back the others are the way ahead, which the debugger can go forward to: they
 * stay as long as they are what comes again.
 */
export class Way {
  /** How many there are, with those ahead. */
  held = 0
  /** How many have happened. */
  happened = 0

  /** What is new for who holds all of them. */
  apply({ from, events, status, ahead }: HistoryBody): HistoryBody {
    this.happened = from + events.length
    const known = ahead === undefined ? Math.min(from, this.held) : Math.min(this.held, ahead)
    this.held = Math.max(known, this.happened)
    return { from: known, events: events.slice(Math.max(0, known - from)), status }
  }
}
