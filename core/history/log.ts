import type { Json } from '../base/json'
import { jsonText, knownBytes } from '../base/jsonText'
import type { State } from '../model/machine'
import type { Archive } from './archive'
import { ArchivedText, type Payload, payloadText } from './archive'
import type { EventKind, Logged } from './kind'
import { Retained } from './retained'
import type { SentText } from './sentText'
import { Sources, type TaskSource } from './sources'
import type { History, HistoryEvent } from './types'
import { mapPayloads, type TextOf, wireDetails } from './wire'

/** Events of a chunk: as many as the young generation takes without a copy of long arrays. */
const size = 512

/** What a chunk has of an event, one after the other. */
const column = { kind: 0, state: 1, value: 2, previous: 3, thread: 4 } as const
const width = 5

type Chunk = unknown[]

/** Bytes of new payloads after which it is looked at how much memory they hold, and how much they may; smaller ones always stay. */
const portion = 16 * 1024 * 1024
const roomy = 32 * 1024 * 1024
const small = 1024

/**
 * The log of events. An event costs a few references and numbers, and is put into AWS's shape when asked for. What a mark holds is
 * never overwritten.
 */
export class EventLog implements History {
  length = 0
  /** Set when there is no room for more than the event that ends the execution. */
  full = false
  private chunks: Chunk[] = []
  /** The last of them. */
  private chunk: Chunk = []
  /** Pairs: the index from which on events have a time, and the time. Virtual time stands still for most events. */
  private times: number[] = []
  private time = Number.NaN
  /** The time that was written last, and its text. */
  private isoTime = Number.NaN
  private iso = ''

  /** Bytes of payloads that have come since they were last counted, at most. */
  private uncounted = 0
  /** Events up to the first are archived, those up to the second counted. */
  private archived = 0
  private counted = 0
  private retained = new Retained()
  /** Events that are known to come before the first exit of a state. */
  private entering = 0
  private readonly sources = new Sources()

  constructor(
    /** Whose time it is: a time that is handed over from call to call would be a new number in memory for each event. */
    private readonly clock: { readonly now: number },
    /** The number of events at which the execution has to fail. */
    readonly limit: number,
    /** Where payloads go that are too much for memory. */
    private readonly archive?: Archive,
    private readonly sent?: SentText,
  ) {}

  /** Returns the event's id, from 1. `previous`: the id of the event before, 0 where there is none; `thread`: 0 is the machine itself. */
  add<K extends EventKind>(kind: K, previous: number, state: State | undefined, thread: number, value: Logged<K>): number {
    const at = (this.length % size) * width
    // the first grows, since a child execution has few events; growing costs copies, so that those after it are made whole
    if (at === 0) this.append(this.length === 0 ? [] : new Array(size * width))
    const { chunk } = this
    chunk[at] = kind
    chunk[at + column.state] = state
    chunk[at + column.value] = value
    chunk[at + column.previous] = previous
    chunk[at + column.thread] = thread
    if (this.clock.now !== this.time) this.tick()
    return ++this.length
  }

  private tick(): void {
    this.time = this.clock.now
    this.times.push(this.length, this.time)
  }

  /** A new payload of so many bytes, or of fewer where it shares parts, is about to be logged. */
  grow(bytes: number): void {
    this.uncounted += bytes
    if (this.uncounted > portion && this.archive !== undefined) this.makeRoom(this.archive)
  }

  /** Archives the older half of what is in memory, again and again, until the rest holds little enough. */
  private makeRoom(archive: Archive): void {
    this.uncounted = 0
    this.count()
    while (this.retained.bytes > roomy && this.length - this.archived > 1) {
      const to = (this.archived + this.length) >> 1
      let last: Payload = null
      let text: Payload = null
      const replace = (payload: Payload): Payload => {
        if (payload instanceof ArchivedText) return payload
        const bytes = knownBytes(payload)
        if (bytes < small) return payload
        // what leaves one state enters the next
        if (payload !== last) {
          const own = this.sent?.of(payload, () => false)
          text = own instanceof ArchivedText ? own : new ArchivedText(archive, jsonText(payload), bytes)
        }
        last = payload
        return text
      }
      for (let i = this.archived; i < to; i++) this.replace(i, replace)
      this.archived = to
      this.retained = new Retained()
      this.counted = to
      this.count()
    }
  }

  private count(): void {
    for (let i = this.counted; i < this.length; i++) this.retained.add(this.cell(i, 'value') as Json)
    this.counted = this.length
  }

  private replace(index: number, by: (payload: Payload) => Payload): void {
    const chunk = this.chunks[Math.floor(index / size)]!
    chunk[(index % size) * width + column.value] = mapPayloads(this.kind(index).form, this.cell(index, 'value'), by)
  }

  private append(chunk: Chunk): void {
    this.chunks.push(chunk)
    this.chunk = chunk
  }

  /** The log as it is now, which later events do not change. */
  mark(): LogMark {
    return { length: this.length, chunks: this.chunks, times: this.times, timed: this.times.length, full: this.full }
  }

  /** Takes the log back to a mark of its own: the events after it are gone. */
  back({ length, chunks, times, timed, full }: LogMark): void {
    // an event for which there was no place has left no other trace
    this.full = full
    if (chunks === this.chunks && length === this.length) return
    this.length = length
    this.archived = Math.min(this.archived, length)
    this.counted = this.archived
    this.retained = new Retained()
    this.entering = Math.min(this.entering, length)
    this.sources.back(length)
    this.times = times.slice(0, timed)
    this.time = this.times.at(-1) ?? Number.NaN
    const whole = Math.floor(length / size)
    this.chunks = chunks.slice(0, whole)
    const last = chunks[whole]
    // what is written next goes into a copy of the last chunk
    if (length % size > 0 && last !== undefined) this.append(last.slice())
  }

  private cell(index: number, name: keyof typeof column): unknown {
    return index < this.length ? this.chunks[Math.floor(index / size)]?.[(index % size) * width + column[name]] : undefined
  }

  /** Milliseconds since the epoch. `index` is from 0, and has to be that of an event. */
  timeOf(index: number): number {
    let low = 0
    let high = this.times.length / 2 - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.times[middle * 2]! <= index) low = middle
      else high = middle - 1
    }
    return this.times[low * 2 + 1]!
  }

  /** The event with this id ends a task that somebody has answered. */
  answered(id: number, source: TaskSource): void {
    this.sources.set(id - 1, source)
  }

  answeredBy(index: number): TaskSource | undefined {
    return this.sources.get(index)
  }

  info(index: number) {
    return {
      kind: this.kind(index),
      state: this.cell(index, 'state') as State | undefined,
      thread: this.cell(index, 'thread') as number,
      timestamp: this.timeOf(index),
    }
  }

  private kind(index: number): EventKind {
    const kind = this.cell(index, 'kind')
    if (kind === undefined) throw new RangeError(`The history has no event ${index + 1}.`)
    return kind as EventKind
  }

  /** Many events have one time. */
  private isoOf(time: number): string {
    if (time !== this.isoTime) {
      this.isoTime = time
      this.iso = new Date(time).toISOString()
    }
    return this.iso
  }

  event(index: number, write: TextOf = payloadText): HistoryEvent {
    const { type, member, form } = this.kind(index)
    const timestamp = this.isoOf(this.timeOf(index))
    const previousEventId = this.cell(index, 'previous') as number
    if (member === undefined) return { timestamp, type, id: index + 1, previousEventId }
    const { sent } = this
    const text = sent === undefined ? write : (payload: Payload) => write(sent.of(payload, () => this.isEntering(index)))
    const name = (this.cell(index, 'state') as State | undefined)?.name ?? ''
    const details = wireDetails(form, this.cell(index, 'value'), name, text)
    return { timestamp, type, id: index + 1, previousEventId, [member]: details }
  }

  /** Whether no state has been left before the event. */
  private isEntering(index: number): boolean {
    while (this.entering < this.length && this.kind(this.entering).form !== 'output') this.entering++
    return index < this.entering
  }
}

/** A point in a log, for `back` of the same one. It shares its chunks with the log. */
export interface LogMark {
  readonly length: number
  readonly chunks: readonly Chunk[]
  readonly times: readonly number[]
  /** How many of `times` there were. */
  readonly timed: number
  readonly full: boolean
}
