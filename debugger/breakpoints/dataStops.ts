import type { DataRead } from '../../core/analysis/dataReads'
import type { Json } from '../../core/base/json'
import { preview } from '../../core/base/preview'
import { dataPlaceText } from '../../core/conditions/dataPlace'
import { type DataChange, DataWatch, readAhead, type Stood, writerText } from '../../core/conditions/dataWatch'
import { languageOf } from '../../core/conditions/thread'
import { isTrue } from '../../core/conditions/truth'
import type { Execution, Thread } from '../../core/interpreter/api'
import { Remembered } from '../steps/remembered'
import type { Hold } from '../values/evaluate'
import { checksOf, type DataBreakpoint, type DataBreakpoints } from './dataBreakpoints'
import type { Log, Reason, Stopper } from './stoppers'

/** Characters of each value that a stop tells. */
const longest = 100

/** Something that has happened to watched data. */
interface Event {
  readonly breakpoint: DataBreakpoint
  readonly thread: Thread
  readonly read: boolean
  readonly text: string
}

/** Stops where watched data has changed, in the thread that has changed it, and before a field is evaluated that reads it. Where nothing is watched it costs nothing. */
export class AtData implements Stopper {
  private readonly watches = new Map<DataBreakpoint, DataWatch>()
  private readonly counted = new Remembered<readonly DataBreakpoint[]>((hit, holds) => {
    for (const breakpoint of hit) breakpoint.hits += holds ? 1 : -1
  })
  /** The thread that was asked last: it has moved since. */
  private moved: { readonly thread: Thread; readonly stood: Stood } | undefined

  constructor(
    private readonly data: DataBreakpoints,
    private readonly execution: Execution,
    private readonly hold: Hold,
    private readonly log: Log,
  ) {
    data.changed = () => this.watch()
    for (const each of data.all) each.hits = 0
    this.watch()
  }

  look(thread: Thread, position: number): Reason | undefined {
    if (this.data.all.length === 0) return undefined
    const held = this.events(thread).filter((event) => this.holds(event, true))
    if (held.length === 0) return undefined
    for (const { breakpoint } of held) breakpoint.hits++
    this.counted.add(
      position,
      held.map(({ breakpoint }) => breakpoint),
    )
    return reasonOf(held.filter(({ breakpoint, thread }) => isMet(breakpoint, thread, breakpoint.hits)))
  }

  again(thread: Thread, position: number): Reason | undefined {
    this.counted.at(position)
    if (this.data.all.length === 0) return undefined
    const held = this.events(thread).filter((event) => this.holds(event, false))
    return reasonOf(held.filter(({ breakpoint, thread }) => isMet(breakpoint, thread, breakpoint.hits)))
  }

  back(position: number, isWay: boolean): void {
    this.counted.at(position, isWay)
    this.settle()
  }

  /** What there is now is no change: somebody has gone back, or changed a value himself. */
  settle(): void {
    this.moved = undefined
    for (const watch of this.watches.values()) watch.settle()
  }

  /** The breakpoints are others. */
  private watch(): void {
    const { all } = this.data
    for (const breakpoint of this.watches.keys()) if (!all.includes(breakpoint)) this.watches.delete(breakpoint)
    for (const breakpoint of all)
      if (!this.watches.has(breakpoint)) this.watches.set(breakpoint, new DataWatch(breakpoint.place, () => this.execution.threads))
  }

  /** What has happened since the last time, and what the thread is about to do. */
  private events(next: Thread): Event[] {
    const { moved } = this
    const events: Event[] = []
    for (const [breakpoint, watch] of this.watches) {
      if (!breakpoint.onChange) continue
      const threads = moved === undefined || moved.thread.id === next.id ? [next] : [moved.thread, next]
      for (const thread of threads) {
        const change = watch.change(thread)
        const stood = thread.id === moved?.thread.id ? moved.stood : { state: undefined }
        if (change !== undefined) events.push({ breakpoint, thread, read: false, text: changeText(breakpoint, change, thread, stood) })
      }
    }
    for (const breakpoint of this.watches.keys()) {
      const read = breakpoint.onRead ? readAhead(next, breakpoint.place) : undefined
      if (read !== undefined) events.push({ breakpoint, thread: next, read: true, text: readText(breakpoint, read, next) })
    }
    this.moved = { thread: next, stood: { state: next.state } }
    return events
  }

  private holds({ breakpoint, thread }: Event, tell: boolean): boolean {
    const { condition } = checksOf(breakpoint, languageOf(thread).name)
    try {
      return condition === undefined || isTrue(this.hold(thread, condition))
    } catch (error) {
      // It does not hold: over other values it may. That it never does must not go unseen.
      const failure = `The condition "${breakpoint.asked.condition?.trim()}" cannot be evaluated: ${(error as Error).message}`
      if (tell && !breakpoint.told) this.log(failure, thread, true)
      breakpoint.told ||= tell
      return false
    }
  }
}

const isMet = (breakpoint: DataBreakpoint, thread: Thread, hits: number): boolean =>
  checksOf(breakpoint, languageOf(thread).name).hits?.(hits) ?? true

function reasonOf(met: readonly Event[]): Reason | undefined {
  const [first] = met
  if (first === undefined) return undefined
  const own = met.filter(({ thread }) => thread === first.thread)
  return {
    reason: 'data breakpoint',
    thread: first.thread,
    description: first.read ? 'Stopped before a read' : 'Stopped on a change',
    text: own.map(({ text }) => text).join('\n'),
    breakpoints: own.map(({ breakpoint }) => breakpoint),
  }
}

const nameOf = ({ place }: DataBreakpoint, thread: Thread): string => dataPlaceText(place, languageOf(thread))

function changeText(breakpoint: DataBreakpoint, { from, to }: DataChange, thread: Thread, stood: Stood): string {
  const writer = writerText(breakpoint.place, thread, stood)
  return `${nameOf(breakpoint, thread)}: ${valueText(from)} -> ${valueText(to)}${writer === undefined ? '' : `, by ${writer}`}`
}

function readText(breakpoint: DataBreakpoint, { node, field }: DataRead, thread: Thread): string {
  return `${nameOf(breakpoint, thread)} is read by ${node.value.trim()} in ${field} of ${thread.state?.name}`
}

const valueText = (value: Json | undefined): string => (value === undefined ? 'nothing' : preview(value, longest))
