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
    if (this.head === this.items.length) this.replace([])
    else if (this.head > 1024 && this.head * 2 > this.items.length) this.replace(this.items.slice(this.head))
  }

  get all(): readonly T[] {
    return this.items.slice(this.head)
  }

  replace(items: readonly T[]): void {
    this.items = items.length === 0 ? [] : items.slice()
    this.head = 0
  }
}
