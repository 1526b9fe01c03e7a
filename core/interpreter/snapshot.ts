import type { LogMark } from '../history/log'
import type { Snapshot } from './api'
import type { ExecutionImpl } from './execution'
import type { QueueMark } from './queue'
import type { ThreadCopy, ThreadImpl } from './thread'

/** Bytes of a snapshot and of a thread's copy, about. */
const ownWeight = 200
const copyWeight = 500
const visitWeight = 8

/** Changes after which all threads are written down again, however few there are. */
const fewest = 64

/**
 * An execution as it was. Most hold only the threads that have changed since the snapshot before; now and then one holds all of them, so that
 * going back reads no more than a few times as many copies as there were threads.
 */
export class ExecutionSnapshot implements Snapshot {
  readonly weight: number
  /** Copies from the last snapshot that holds all threads up to this one; and how many that one held. */
  readonly chain: number
  readonly whole: number
  /** A thread that had ended has no copy. */
  private readonly copies: readonly (readonly [ThreadImpl, ThreadCopy | undefined])[]

  constructor(
    readonly execution: ExecutionImpl,
    readonly mark: LogMark,
    readonly fields: { readonly position: number; readonly called: number },
    readonly ready: QueueMark<ThreadImpl>,
    threads: readonly ThreadImpl[],
    /** Undefined: this one holds all threads. */
    private readonly before: ExecutionSnapshot | undefined,
    /** Entries of the journal at that time. */
    readonly entries: number,
  ) {
    this.copies = threads.map((thread) => [thread, thread.ended && thread.kind !== 'machine' ? undefined : thread.hold()])
    this.chain = (before?.chain ?? 0) + threads.length
    this.whole = before?.whole ?? threads.length
    let weight = ownWeight
    for (const [, copy] of this.copies) weight += copy === undefined ? 0 : copyWeight + copy.frame.visits.length * visitWeight
    this.weight = weight
  }

  get position(): number {
    return this.fields.position
  }

  get events(): number {
    return this.mark.length
  }

  /** Makes the threads what they were. Gives those that were live, a parent before its children. */
  restoreThreads(): ThreadImpl[] {
    const seen = new Set<ThreadImpl>()
    const live: ThreadImpl[] = []
    for (let at: ExecutionSnapshot | undefined = this; at !== undefined; at = at.before)
      for (const [thread, copy] of at.copies) {
        if (seen.has(thread)) continue
        seen.add(thread)
        if (copy === undefined) {
          thread.ended = true
          continue
        }
        thread.become(copy)
        live.push(thread)
      }
    // in the order in which they began, which is that of their indices
    return live.sort((a, b) => a.id - b.id)
  }
}

/** The snapshot that a next one can build on: none where it is time to hold all threads. */
export const followsFrom = (base: ExecutionSnapshot | undefined, changes: number): ExecutionSnapshot | undefined =>
  base !== undefined && base.chain + changes <= base.whole + Math.max(base.whole, fewest) ? base : undefined
