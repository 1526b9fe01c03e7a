/** Takes the debugger to one event after the other. While one is on its way only the last of those that are asked for counts. */
export class Travel {
  private wanted: number | undefined
  private under = false
  /** Stops that are still to be told of. */
  private due = 0

  constructor(
    private readonly go: (id: number) => Promise<unknown>,
    /** A refusal, in a sentence. */
    private readonly refused: (message: string) => void,
  ) {}

  /** The last that is asked for, as long as it is under way. */
  get to(): number | undefined {
    return this.wanted
  }

  start(id: number): void {
    this.wanted = id
    if (!this.under) void this.run()
  }

  /** The debugger has stopped somewhere. Gives whether it was taken there. */
  arrived(): boolean {
    if (this.due === 0) return false
    this.due--
    return true
  }

  private async run(): Promise<void> {
    this.under = true
    for (let id = this.wanted; id !== undefined; id = this.wanted === id ? undefined : this.wanted) {
      this.due++
      try {
        await this.go(id)
      } catch (error) {
        this.due--
        this.refused(error instanceof Error ? error.message : String(error))
      }
    }
    this.under = false
    this.wanted = undefined
  }
}
