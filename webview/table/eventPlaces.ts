import type { Visit, VisitThread } from './visit'

/** Where an event belongs. */
interface EventPlace {
  readonly thread: VisitThread
  readonly visit: Visit | undefined
}

/** Where each event belongs, found by its id: ids ascend, and are mostly those of the order. */
export class EventPlaces {
  private readonly ids: number[] = []
  private readonly threads: VisitThread[] = []
  private readonly visits: (Visit | undefined)[] = []

  get size(): number {
    return this.ids.length
  }

  push(id: number, thread: VisitThread, visit: Visit | undefined): void {
    this.ids.push(id)
    this.threads.push(thread)
    this.visits.push(visit)
  }

  rewind(length: number): void {
    this.ids.length = this.threads.length = this.visits.length = Math.min(length, this.ids.length)
  }

  of(id: number): EventPlace | undefined {
    const at = this.ids[id - 1] === id ? id - 1 : this.search(id)
    const thread = this.threads[at]
    return thread && { thread, visit: this.visits[at] }
  }

  /** The id of the latest event that has a visit. */
  get latest(): number | undefined {
    for (let at = this.ids.length - 1; at >= 0; at--) if (this.visits[at] !== undefined) return this.ids[at]
    return undefined
  }

  private search(id: number): number {
    let low = 0
    let high = this.ids.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const at = this.ids[middle]!
      if (at === id) return middle
      if (at < id) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
