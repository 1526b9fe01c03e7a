import type { RealTime } from '../../../core/run/attempt'

/** Real time that a test moves. */
export class TestTime implements RealTime {
  now = 0
  private timers: { readonly at: number; readonly then: () => void }[] = []

  readonly clock = () => this.now

  readonly after = (milliseconds: number, then: () => void) => {
    const timer = { at: this.now + milliseconds, then }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((each) => each !== timer)
    }
  }

  get waiting(): number {
    return this.timers.length
  }

  pass(milliseconds: number): void {
    const until = this.now + milliseconds
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.now = Math.max(this.now, due.at)
      this.timers = this.timers.filter((each) => each !== due)
      due.then()
    }
    this.now = until
  }
}

/** Lets all promises that can settle do so. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
