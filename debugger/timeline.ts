import type { Json } from '../core/base/json'
import { Retained } from '../core/history/retained'
import type { Thread } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import { isEntering } from './states'

/** A thread has entered a state: a place that the execution can be taken back to. */
export interface Entry {
  /** Where the execution stood. */
  readonly position: number
  readonly thread: number
  /** The threads that own it, nearest first: where a step back goes from the first state of a branch. */
  readonly owners: readonly number[]
  readonly state: State
  readonly visit: number
  input: Json
  /** The variables of the thread's own scope. */
  readonly variables: Json
  /** Known once the state has come to its exit. */
  output?: Json
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
  readonly entries: Entry[] = []
  private weight = 0
  private payloads = new Retained()
  /** The latest entry of each thread. */
  private last = new Map<number, Entry>()

  constructor(private readonly bounds = usual) {}

  add(entry: Entry): void {
    this.entries.push(entry)
    this.last.set(entry.thread, entry)
    this.weigh(entry)
    if (this.full) this.forget()
  }

  private get full(): boolean {
    return this.weight + this.payloads.bytes > this.bounds.weight || this.entries.length > this.bounds.entries
  }

  /** Drops the older half, so that a long run pays for it once in a while. */
  private forget(): void {
    while (this.full && this.entries.length > 2) {
      this.entries.splice(1, this.entries.length >> 1)
      this.index()
    }
  }

  private index(): void {
    this.weight = 0
    this.payloads = new Retained()
    this.last = new Map()
    for (const entry of this.entries) {
      this.last.set(entry.thread, entry)
      this.weigh(entry)
    }
  }

  private weigh({ input, variables, output }: Entry): void {
    this.weight += entryWeight
    this.payloads.add(input)
    this.payloads.add(variables)
    if (output !== undefined) this.payloads.add(output)
  }

  /** What the latest state of a thread came to. */
  ended(thread: number, output: Json): void {
    const entry = this.latest(thread)
    if (entry === undefined) return
    entry.output = output
    this.payloads.add(output)
  }

  /** The latest entry of a thread. */
  latest(thread: number): Entry | undefined {
    return this.last.get(thread)
  }

  /**
   * Where one step back from a thread leads: the entry of its state where the thread has gone on within it, else the state before,
   * and from the first state of a branch or iteration the state that owns it.
   */
  before(thread: Thread): Entry | undefined {
    const current = this.latest(thread.id)
    if (current === undefined) return this.entries.at(-1)
    if (!isAt(thread, current)) return current
    const index = this.entries.lastIndexOf(current)
    const past = this.entries.slice(0, index)
    const owner = current.owners[0]
    return past.findLast((e) => e.thread === current.thread) ?? past.findLast((e) => e.thread === owner) ?? past.at(-1)
  }

  /** Forgets what came after an entry. */
  rewind(to: Entry): void {
    const from = this.entries.lastIndexOf(to) + 1
    this.entries.splice(from)
    this.index()
  }
}
