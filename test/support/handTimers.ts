/** Real time that passes when the test says so. */
export class HandTimers {
  now = 0
  private readonly timers = new Map<number, { readonly at: number; readonly then: () => void }>()
  private ids = 0

  readonly clock = (): number => this.now

  readonly after = (milliseconds: number, then: () => void): (() => void) => {
    const id = ++this.ids
    this.timers.set(id, { at: this.now + milliseconds, then })
    return () => this.timers.delete(id)
  }

  get waiting(): number {
    return this.timers.size
  }

  /** So many milliseconds pass, and what is due happens in its order. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds
    for (;;) {
      const [first] = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)
      if (first === undefined) break
      this.timers.delete(first[0])
      this.now = Math.max(this.now, first[1].at)
      first[1].then()
    }
    this.now = end
  }
}
