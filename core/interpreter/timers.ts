/** A point in virtual time at which something happens. Of two at one time the one that was set first comes first. */
export interface Timer<T> {
  readonly at: number
  readonly order: number
  readonly target: T
}

/** A binary heap of timers. A timer that is no longer wanted stays until its time and is skipped by who takes it. */
export class Timers<T> {
  private heap: Timer<T>[] = []

  clear(): void {
    this.heap = []
  }

  get first(): Timer<T> | undefined {
    return this.heap[0]
  }

  add(timer: Timer<T>): void {
    const heap = this.heap
    let i = heap.push(timer) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(timer, heap[parent]!)) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = timer
  }

  take(): Timer<T> | undefined {
    const heap = this.heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return first
  }
}

const before = <T>(a: Timer<T>, b: Timer<T>) => a.at < b.at || (a.at === b.at && a.order < b.order)
