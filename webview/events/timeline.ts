import { kindOf } from '../../core/history/events'
import type { Category, EventKind } from '../../core/history/kind'
import { detailsOf } from '../../core/history/types'
import type { HistoryBody, HistoryRow } from '../../debugger/protocol'

/** One event as the panel shows it. */
export interface Item {
  readonly row: HistoryRow
  readonly kind: Kind
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Milliseconds since the event that began what this one ends; undefined for an event that ends nothing. */
  readonly duration: number | undefined
  /** What this event ends or what ends it: its state's entry and exit, a task's schedule and result. */
  partner: Item | undefined
}

/** What an event tells; one icon and one colour each. Of a type that AWS has come up with since nobody knows. */
export type Kind = Category | 'other'

/** What an event opens or closes: side by side in one thread may be open a state, its iterations by their index, and its task. */
const keyOf = ({ event, state, threadId }: HistoryRow, { span }: EventKind): string =>
  `${threadId}/${span}/${span === 'state' ? state?.name : span === 'iteration' ? detailsOf(event).index : ''}`

/** The history of one execution, event for event, with what belongs together found. Grows and shrinks as the execution does. */
export class Timeline {
  readonly items: Item[] = []
  status: HistoryBody['status'] = 'RUNNING'
  /** Open spans by thread and name; an event that closes takes the latest. */
  private readonly open = new Map<string, Item[]>()

  /** Gives the items that are gone. */
  apply(body: HistoryBody): readonly Item[] {
    this.status = body.status
    const gone = this.items.slice(body.from)
    while (this.items.length > body.from) this.pop()
    for (const row of body.events) this.push(row)
    return gone
  }

  /** Milliseconds from the first event to the last. */
  get length(): number {
    return this.items.length ? this.items[this.items.length - 1]!.time - this.items[0]!.time : 0
  }

  /** The last item is gone: what it has ended is open again, what it has begun is not. */
  private pop(): void {
    const { row, partner } = this.items.pop()!
    const kind = kindOf(row.event.type)
    const open = kind && this.open.get(keyOf(row, kind))
    if (kind?.role === 'opens') open?.pop()
    if (kind?.role !== 'closes' || partner === undefined) return
    partner.partner = undefined
    open?.push(partner)
  }

  private push(row: HistoryRow): void {
    const { type, timestamp } = row.event
    const kind = kindOf(type)
    const key = kind === undefined ? '' : keyOf(row, kind)
    const time = Date.parse(timestamp)
    const partner = kind?.role === 'closes' ? this.open.get(key)?.pop() : undefined
    const item: Item = { row, kind: kind?.category ?? 'other', time, duration: partner && time - partner.time, partner }
    if (partner) partner.partner = item
    if (kind?.role === 'opens') this.open.get(key)?.push(item) ?? this.open.set(key, [item])
    this.items.push(item)
  }
}
