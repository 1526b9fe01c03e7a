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
  private open = new Map<string, Item[]>()

  apply(body: HistoryBody): void {
    this.status = body.status
    if (body.from < this.items.length) this.rewind(body.from)
    for (const row of body.events) this.push(row)
  }

  /** Milliseconds from the first event to the last. */
  get length(): number {
    return this.items.length ? this.items[this.items.length - 1]!.time - this.items[0]!.time : 0
  }

  private rewind(to: number): void {
    const rows = this.items.slice(0, to).map(({ row }) => row)
    this.items.length = 0
    this.open = new Map()
    for (const row of rows) this.push(row)
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

/** Whether every word of the filter is in the event's type, state, thread or id. An empty filter fits all. */
export function fits(item: Item, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = `${item.row.event.id} ${item.row.event.type} ${item.row.state?.name ?? ''} ${item.row.threadName}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

export const wordsOf = (filter: string): readonly string[] => filter.toLowerCase().split(/\s+/).filter(Boolean)
