/** A queue whose head moves: taking the first of many costs no more than of few. */
export class Queue<T> {
  private items: T[] = []
  private head = 0

  get length(): number {
    return this.items.length - this.head
  }

  get first(): T | undefined {
    return this.items[this.head]
  }

  push(item: T): void {
    this.items.push(item)
  }

  take(): void {
    this.head++
    if (this.head > 1024 && this.head * 2 > this.items.length) this.replace(this.items.slice(this.head))
  }

  /** The queue as it is now, which later changes leave alone: what is in an array stays at its place. */
  mark(): QueueMark<T> {
    return { items: this.items, head: this.head, end: this.items.length }
  }

  back({ items, head, end }: QueueMark<T>): void {
    this.replace(items.slice(head, end))
  }

  private replace(items: T[]): void {
    this.items = items
    this.head = 0
  }
}

/** A queue at some time. */
export interface QueueMark<T> {
  readonly items: readonly T[]
  readonly head: number
  readonly end: number
}
