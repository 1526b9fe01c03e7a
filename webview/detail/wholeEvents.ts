import type { HistoryEvent } from '../../core/history/types'
import type { Item } from '../events/timeline'

/** Events whose payloads are remembered after they have been looked at. */
const most = 20

/** The payloads of events that came cut, fetched when they are looked at. */
export class WholeEvents {
  private readonly known = new Map<number, HistoryEvent | undefined>()

  /** `event` is undefined where the payloads cannot be had any more. */
  set(id: number, event: HistoryEvent | undefined): void {
    this.known.delete(id)
    this.known.set(id, event)
    if (this.known.size > most) this.known.delete(this.known.keys().next().value!)
  }

  /** An item and its partner with what is known of their payloads. */
  complete(item: Item): Item {
    const { partner } = item
    const whole = this.one(item)
    return partner === undefined ? whole : { ...whole, partner: this.one(partner) }
  }

  /** Ids of the events that are yet to be fetched for an item. */
  missing(item: Item): number[] {
    return [item, item.partner].flatMap((each) => (each?.row.cut && !this.known.has(each.row.event.id) ? [each.row.event.id] : []))
  }

  private one(item: Item): Item {
    const event = item.row.cut && this.known.get(item.row.event.id)
    if (!event) return item
    const { cut, ...row } = item.row
    return { ...item, row: { ...row, event } }
  }
}
