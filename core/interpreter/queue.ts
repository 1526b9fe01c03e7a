/** A queue whose head moves: taking the first of many costs no more than of few. */
export class Queue<T> {
  private items: (T | undefined)[] = []
  private head = 0
  /** Whether somebody may go back to the array as it was. */
  private marked = false

  get length(): number {
    return this.items.length - this.head
  }

  get first(): T | undefined {
    return this.items[this.head]
  }

  some(is: (item: T) => boolean): boolean {
    for (let i = this.head; i < this.items.length; i++) if (is(this.items[i]!)) return true
    return false
  }

  push(item: T): void {
    this.items.push(item)
  }

  take(): void {
    // what has been taken would stay in memory with the array
    if (!this.marked) this.items[this.head] = undefined
    this.head++
    if (this.head > 1024 && this.head * 2 > this.items.length) this.replace(this.items.slice(this.head))
  }

  /** The queue as it is now, which later changes leave alone: what is in an array stays at its place. */
  mark(): QueueMark<T> {
    this.marked = true
    return { items: this.items, head: this.head, end: this.items.length }
  }

  back({ items, head, end }: QueueMark<T>): void {
    this.replace(items.slice(head, end))
  }

  private replace(items: (T | undefined)[]): void {
    this.items = items
    this.head = 0
    this.marked = false
  }
}

/** A queue at some time. */
export interface QueueMark<T> {
  readonly items: readonly (T | undefined)[]
  readonly head: number
  readonly end: number
}
