import type { Json } from '../../core/base/json'
import { Retained } from '../../core/history/retained'
import type { Thread } from '../../core/interpreter/api'
import type { State } from '../../core/model/machine'
import { isEntering } from '../shown/states'

/** A thread has entered a state: a place that the execution can be taken back to. */
export interface Entry {
  /** Where the execution stood. */
  readonly position: number
  readonly thread: number
  /** `path#visit#attempt` of the state: the same in each run. */
  readonly key: string
  /** The thread that owns it: where a step back goes from the first state of a branch. */
  readonly owner: number | undefined
  readonly state: State
  readonly visit: number
  input: Json
  /** The variables of the thread's own scope. */
  readonly variables: Json
  /** Known once the state has come to its exit. */
  output?: Json
}

/** An entry, and the one before of the same thread. */
interface Kept extends Entry {
  previous: Kept | undefined
  /** Where its output came to be known. */
  endedAt?: number
}

/** How much is remembered. */
interface TimelineBounds {
  /** Bytes that all entries and payloads together may hold. */
  readonly weight: number
  readonly entries: number
}
const usual: TimelineBounds = { weight: 48 * 1024 * 1024, entries: 50_000 }

/** Whether a thread still stands where an entry was remembered, and not behind it. */
export const isAt = (thread: Thread, { thread: id, state, visit }: Entry): boolean =>
  thread.id === id && thread.state === state && thread.visit === visit && isEntering(thread)

/** Bytes of an entry beside its payloads, about. */
const entryWeight = 300

/** The states that were entered, in order. Beyond a bound the oldest are forgotten, but for the first. */
export class Timeline {
  private list: Kept[] = []
  /** Of payloads that are held, and some that no longer are: what is shared cannot be taken away. */
  private payloads = new Retained()
  private stale = false
  /** The latest entry of each thread. */
  private last = new Map<number, Kept>()
  /** What each state began with the last time, whatever was gone back over since. */
  private readonly inputs = new Map<State, Json>()

  constructor(private readonly bounds = usual) {}

  get entries(): readonly Entry[] {
    return this.list
  }

  add(entry: Entry): void {
    const kept = { ...entry, previous: this.last.get(entry.thread) }
    this.list.push(kept)
    this.last.set(entry.thread, kept)
    this.inputs.set(entry.state, entry.input)
    this.weigh(entry)
    if (this.full && this.stale) this.index()
    while (this.full && this.list.length > 2) {
      // the older half, so that a long run pays for it once in a while
      this.list.splice(1, this.list.length >> 1)
      this.index()
    }
  }

  private get full(): boolean {
    return this.list.length * entryWeight + this.payloads.bytes > this.bounds.weight || this.list.length > this.bounds.entries
  }

  private index(): void {
    this.payloads = new Retained()
    this.stale = false
    this.last = new Map()
    for (const entry of this.list) {
      entry.previous = this.last.get(entry.thread)
      this.last.set(entry.thread, entry)
      this.weigh(entry)
    }
  }

  private weigh({ input, variables, output }: Entry): void {
    this.payloads.add(input)
    this.payloads.add(variables)
    if (output !== undefined) this.payloads.add(output)
  }

  /** What the latest state of a thread comes to, at a position. */
  ended(thread: number, output: Json, position: number): void {
    const entry = this.last.get(thread)
    if (entry === undefined) return
    entry.output = output
    entry.endedAt = position
    this.payloads.add(output)
  }

  /** The input of an entry has been changed. */
  changed(entry: Entry, input: Json): void {
    entry.input = input
    this.inputs.set(entry.state, input)
    this.payloads.add(input)
  }

  /** The latest entry of a thread. */
  latest(thread: number): Entry | undefined {
    return this.last.get(thread)
  }

  /** What a state began with the last time; undefined: it was never entered. */
  lastInput(state: State): Json | undefined {
    return this.inputs.get(state)
  }

  /**
   * Where one step back from a thread leads: the entry of its state where the thread has gone on within it, else the state before,
   * and from the first state of a branch or iteration the state that owns it.
   */
  before(thread: Thread): Entry | undefined {
    const current = this.last.get(thread.id)
    if (current === undefined) return this.list.at(-1)
    if (!isAt(thread, current)) return current
    return current.previous ?? this.last.get(current.owner ?? -1) ?? this.list[this.countBefore(current.position) - 1]
  }

  /** The position of the entry that comes so many before a position, or of the first; undefined: there is none before it. */
  positionBefore(position: number, count: number): number | undefined {
    const before = this.countBefore(position)
    return before === 0 ? undefined : this.list[Math.max(0, before - count)]!.position
  }

  /** How many entries come before a position. */
  private countBefore(position: number): number {
    let low = 0
    let high = this.list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.list[middle]!.position < position) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Forgets what came after a position. */
  back(position: number): void {
    for (const { thread, previous } of this.list.splice(this.countBefore(position + 1)).reverse()) {
      if (previous === undefined) this.last.delete(thread)
      else this.last.set(thread, previous)
      this.stale = true
    }
    // of a thread the latest alone may have ended since
    for (const entry of this.last.values()) if (entry.endedAt !== undefined && entry.endedAt > position) delete entry.output
  }
}
