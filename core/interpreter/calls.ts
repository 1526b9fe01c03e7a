import type { ThreadImpl } from './thread'

/** How many calls the tasks of each state have made so far. Who goes back takes away those that came later. */
export class Calls {
  private readonly counts = new Map<string, number>()
  private readonly log: string[] = []

  get length(): number {
    return this.log.length
  }

  /** Counts a call of the thread's task. Gives how many came before it. `remembers`: whether somebody may go back. */
  add({ identity: { nested }, frame }: ThreadImpl, remembers: boolean): number {
    const { name } = frame.plan!
    const key = nested === undefined ? name : `${nested.executionArn} ${name}`
    const before = this.counts.get(key) ?? 0
    this.counts.set(key, before + 1)
    if (remembers) this.log.push(key)
    return before
  }

  back(length: number): void {
    for (const key of this.log.splice(length)) this.counts.set(key, this.counts.get(key)! - 1)
  }
}
