interface Waiting {
  readonly timer: NodeJS.Timeout
  /** When it was first asked for, in milliseconds. */
  readonly since: number
}

/** Runs work for a key once nothing has been asked of it for a while. Only the last request of a burst is run. */
export class Debounce {
  private readonly waiting = new Map<string, Waiting>()

  constructor(
    private readonly quiet: number,
    /** Requests of the user put work off for at most so many milliseconds. */
    private readonly patience: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  later(key: string, work: () => void): void {
    const since = this.waiting.get(key)?.since ?? this.now()
    this.forget(key)
    const timer = setTimeout(() => {
      this.waiting.delete(key)
      work()
    }, this.quiet)
    this.waiting.set(key, { timer, since })
  }

  forget(key: string): void {
    clearTimeout(this.waiting.get(key)?.timer)
    this.waiting.delete(key)
  }

  /** A request of the user has come in: what waits goes on waiting, so that it does not stand before the answer to the next one. */
  postpone(): void {
    for (const { timer, since } of this.waiting.values()) if (this.now() - since < this.patience) timer.refresh()
  }
}
