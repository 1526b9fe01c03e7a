/** How many calls the tasks of an execution have made so far, by their ordinal in the plan. */
export type CallCounts = number[]

/** The calls of tasks, so that who goes back takes away those that came later. */
export class Calls {
  private readonly log: { readonly counts: CallCounts; readonly task: number }[] = []

  get length(): number {
    return this.log.length
  }

  /** Counts a call. Gives how many the task has made before. `remembers`: whether somebody may go back. */
  add(counts: CallCounts, task: number, remembers: boolean): number {
    const before = counts[task] ?? 0
    counts[task] = before + 1
    if (remembers) this.log.push({ counts, task })
    return before
  }

  back(length: number): void {
    for (const { counts, task } of this.log.splice(length)) counts[task]!--
  }
}
