/** Runs work for a key once nothing has been asked of it for a while. Only the last request of a burst is run. */
export class Debounce {
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(private readonly milliseconds: number) {}

  later(key: string, work: () => void): void {
    clearTimeout(this.timers.get(key))
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key)
        work()
      }, this.milliseconds),
    )
  }

  forget(key: string): void {
    clearTimeout(this.timers.get(key))
    this.timers.delete(key)
  }

  /** A request of the user has come in: what waits goes on waiting, so that it cannot stand before the answer. */
  postpone(): void {
    for (const timer of this.timers.values()) timer.refresh()
  }
}
