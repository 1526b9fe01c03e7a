import { kindOf } from '../../history/events'
import type { Guide } from './guide'

/** What is cut short tells so because of another that fails: whether and where it does is not the same in each execution. */
export const isCut = (type: string): boolean => {
  const kind = kindOf(type)
  return kind?.outcome === 'aborted' && kind.span !== 'execution'
}

interface Queue {
  readonly indices: number[]
  taken: number
}

/** Which events of a recording have come, in whatever order the threads have taken turns. */
export class Course {
  /** Per thread the indices of its events, and how many of them have come. */
  private readonly queues = new Map<string, Queue>()
  private readonly come: Uint8Array
  /** The indices of the events that have come, and for each event of the execution's own log how many of them there were behind it. */
  private readonly taken: number[] = []
  private readonly log: number[] = []
  /** None before it has not come. */
  private lowest = 0

  constructor(private readonly guide: Guide) {
    this.come = new Uint8Array(guide.events.length)
    guide.events.forEach(({ path }, index) => {
      const queue = this.queues.get(path)
      if (queue === undefined) this.queues.set(path, { indices: [index], taken: 0 })
      else queue.indices.push(index)
    })
  }

  /** How many events of the log have been found. */
  get length(): number {
    return this.log.length
  }

  /** The first event that has not come; undefined: all have. */
  get first(): number | undefined {
    while (this.come[this.lowest] === 1) this.lowest++
    return this.lowest < this.come.length ? this.lowest : undefined
  }

  /** The first event that has not come and that a thread brings about by going on; undefined: there is none. */
  get ahead(): number | undefined {
    for (let i = this.first ?? this.come.length; i < this.come.length; i++)
      if (this.come[i] === 0 && !isCut(this.guide.events[i]!.type)) return i
    return undefined
  }

  /** The next event of a thread, or one of those behind it; undefined: it has no more. */
  next(path: string, behind = 0): number | undefined {
    const queue = this.queues.get(path)
    return queue?.indices[queue.taken + behind]
  }

  /** The next event of a thread has come, to be that of the log which is found next. */
  take(path: string): void {
    const queue = this.queues.get(path)!
    const index = queue.indices[queue.taken++]!
    this.come[index] = 1
    this.taken.push(index)
  }

  /** Events of a thread that tell what was cut short count for nothing before one that does not. */
  skipCut(path: string): void {
    for (let index = this.next(path); index !== undefined && isCut(this.guide.events[index]!.type); index = this.next(path)) this.take(path)
  }

  /** An event of the log has been found: in what has been taken, or in nothing. */
  found(): void {
    this.log.push(this.taken.length)
  }

  /** The log has been taken back to so many events. */
  back(length: number): void {
    if (length >= this.log.length) return
    this.log.length = length
    for (const index of this.taken.splice(this.log.at(-1) ?? 0)) {
      this.come[index] = 0
      this.queues.get(this.guide.events[index]!.path)!.taken--
      this.lowest = Math.min(this.lowest, index)
    }
  }
}
