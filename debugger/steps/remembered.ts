/** What is remembered of a run with the position at which it was so. One that looks over the run again goes along in it. */
export class Remembered<T> {
  private readonly list: Dated<T>[] = []
  /** What is behind the position where one stands, the latest first. */
  private ahead: Dated<T>[] = []

  /** `change`: something holds again, or no longer. Of what is added its owner knows. */
  constructor(private readonly change: (value: T, holds: boolean) => void) {}

  /** The run goes on: what was behind never was. */
  add(position: number, value: T): void {
    this.ahead = []
    this.list.push({ position, value })
  }

  /** One stands at a position, at which something may have been added: that holds. `stays`: nobody looks over what is behind any more. */
  at(position: number, stays = false): void {
    for (let last = this.list.at(-1); last !== undefined && last.position > position; last = this.list.at(-1)) {
      this.ahead.push(this.list.pop()!)
      this.change(last.value, false)
    }
    for (let last = this.ahead.at(-1); last !== undefined && last.position <= position; last = this.ahead.at(-1)) {
      this.list.push(this.ahead.pop()!)
      this.change(last.value, true)
    }
    if (stays) this.ahead = []
  }
}

interface Dated<T> {
  readonly position: number
  readonly value: T
}
