import type { RunResult } from '../../library'

/** Runs that can be looked at: their histories are kept with them. */
const most = 20

/** The last runs of a server, by their ids. */
export class Runs {
  private readonly kept = new Map<string, RunResult>()
  private next = 1

  /** Keeps a run. Gives its id. */
  add(run: RunResult): string {
    const id = `run-${this.next++}`
    this.kept.set(id, run)
    for (const old of this.kept.keys()) {
      if (this.kept.size <= most) break
      this.kept.delete(old)
    }
    return id
  }

  /** The run of an id, or the last one; undefined where there is none. */
  get(id: string | undefined): { readonly id: string; readonly run: RunResult } | undefined {
    const wanted = id ?? [...this.kept.keys()].at(-1)
    const run = wanted === undefined ? undefined : this.kept.get(wanted)
    return run && { id: wanted!, run }
  }
}
