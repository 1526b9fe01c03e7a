/** When each event was logged on the clock of this computer, for who wants to know where the time has really gone. It is saved nowhere. */
export class RealTimes {
  private readonly times: number[] = []
  private first = 0

  /** `clock`: real milliseconds, from any beginning. */
  constructor(
    private readonly history: { readonly length: number },
    private readonly clock: () => number,
  ) {}

  /** Called before each step, and before the execution waits for anything: what is new has just been logged. */
  note(): void {
    const { times, history } = this
    if (times.length === history.length) return
    if (times.length > history.length) times.length = history.length
    else {
      const now = this.clock()
      if (times.length === 0) this.first = now
      while (times.length < history.length) times.push(Math.round(now - this.first))
    }
  }

  /** Real milliseconds since the first event, of the event at an index. Undefined: it is not known. */
  of(index: number): number | undefined {
    return this.times[index]
  }
}
