/** What is remembered of a run with the position at which it was so. One that looks over the run again goes along in it. */
export class Remembered<T> {
  private readonly list: Dated<T>[] = []
  /** What is behind the position where one stands, the latest first. */
  private ahead: Dated<T>[] = []

  /** `change`: something holds again, or no longer. Of what is added its owner knows. */
  constructor(private readonly change: (value: T, holds: boolean) => void) {}

  /** The run goes on: what was behind never was, unless it is the same again. */
  add(position: number, value: T): void {
    if (this.ahead.pop()?.position !== position) this.ahead = []
    this.list.push({ position, value })
  }

  /** One stands at a position, at which something may have been added: that holds. `isWay`: what is behind may come again. */
  at(position: number, isWay = true): void {
    if (!isWay) this.ahead = []
    for (let last = this.list.at(-1); last !== undefined && last.position > position; last = this.list.at(-1)) {
      this.ahead.push(this.list.pop()!)
      this.change(last.value, false)
    }
    for (let last = this.ahead.at(-1); last !== undefined && last.position <= position; last = this.ahead.at(-1)) {
      this.list.push(this.ahead.pop()!)
      this.change(last.value, true)
    }
  }
}

interface Dated<T> {
  readonly position: number
  readonly value: T
}
