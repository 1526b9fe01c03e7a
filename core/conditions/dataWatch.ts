import { type DataRead, type ReadRoot, readsAt, touches } from '../analysis/dataReads'
import { equalWithin } from '../base/equal'
import type { Json } from '../base/json'
import type { Thread } from '../interpreter/api'
import { arrivals } from '../interpreter/standing'
import { type FlowRow, fieldAt, rowsOf, type Stage } from '../model/dataflow'
import type { State } from '../model/machine'
import { type DataPlace, isSeen, rootAt, valueBehind } from './dataPlace'

/** A value that has come to be another one; undefined: there was none, or is none any more. */
export interface DataChange {
  readonly from: Json | undefined
  readonly to: Json | undefined
}

/** What was to be seen of a thread. */
interface Known {
  /** What holds the value: while it is the same object nothing has changed. */
  readonly root: Json | undefined
  readonly value: Json | undefined
}

/** Comparisons that tell whether two values are the same; beyond, they are taken for different ones. */
const most = 100_000

/** Tells the changes of a place, in each thread by itself. What a thread begins with is no change. */
export class DataWatch {
  private readonly known = new Map<number, Known>()
  /** Threads that are remembered at most before the ended ones are forgotten. */
  private room = 1000

  constructor(
    readonly place: DataPlace,
    private readonly threads: () => readonly Thread[],
  ) {
    this.settle()
  }

  /** What there is now is what later changes are told of: somebody has gone back, or changed a value himself. */
  settle(): void {
    this.known.clear()
    for (const thread of this.threads()) this.change(thread)
  }

  /** What has changed since the thread was asked about last; undefined: nothing, or it is not to be seen here. */
  change(thread: Thread): DataChange | undefined {
    const { place, known } = this
    if (!isSeen(thread, place)) return undefined
    const root = rootAt(thread, place)
    const before = known.get(thread.id)
    if (before !== undefined && before.root === root) return undefined
    const value = valueBehind(root, place.steps)
    known.set(thread.id, { root, value })
    if (before === undefined) {
      if (known.size > this.room) this.forget()
      return undefined
    }
    return equalWithin(before.value, value, most) ? undefined : { from: before.value, to: value }
  }

  private forget(): void {
    const live = new Set(this.threads().map(({ id }) => id))
    for (const id of this.known.keys()) if (!live.has(id)) this.known.delete(id)
    this.room = 1000 + 2 * this.known.size
  }
}

/** What the next operation of a thread reads of a place; undefined: it reads nothing of it. */
export function readAhead(thread: Thread, place: DataPlace): DataRead | undefined {
  const { state, at } = thread
  if (state === undefined || at === undefined) return undefined
  const next = arrivals(thread).at(-1)
  return next && readsAt(state, next.at).find((read) => isRoot(read.root, place, state) && touches(read, place.steps))
}

function isRoot(root: ReadRoot, place: DataPlace, { name }: State): boolean {
  if (root.of === 'variable') return place.of === 'variable' && place.name === root.name
  if (root.of === 'payload') return place.of === 'payload'
  return place.of === 'stage' && place.stage === root.stage && place.state === name
}

/** Where a thread stood before its last operation. */
export interface Stood {
  readonly state: State | undefined
}

/** What has written the value that has changed, to a person: `ResultPath of ProcessPayment`. `before`: where the thread stood. */
export function writerText(place: DataPlace, { state, stage, wayOut }: Thread, before: Stood): string | undefined {
  if (place.of === 'variable') return before.state && `Assign of ${before.state.name}`
  if (state === undefined) return undefined
  if (wayOut?.kind === 'Catch') return `Catch[${wayOut.index}] of ${state.name}`
  const row = lastRow(state, place.of === 'stage' ? place.stage : stage)
  if (row === undefined) return undefined
  return row.field === undefined ? `the result of ${state.name}` : `${row.field} of ${state.name}`
}

/** The last row that has made something of the payload on the way to a stage. */
function lastRow(state: State, stage: Stage): FlowRow | undefined {
  const rows = rowsOf(state)
  const to = rows.findLastIndex((row) => row.stage === stage)
  return rows.slice(0, to + 1).findLast((row) => row.gives !== undefined && (row.kind === 'work' || fieldAt(state, row) !== undefined))
}
