import type { Json } from '../base/json'
import { jsonText } from '../base/jsonText'
import { type Archive, ArchivedText } from '../history/archive'
import { Retained } from '../history/retained'
import type { Fault } from './fault'
import type { Place } from './way'

/**
 * What has come into an execution from outside, in its order. With the definition, the input and the options it makes the execution anew, at any
 * of its positions: history, stages and threads follow from it. Plain JSON.
 */
export interface Journal {
  /** Where the execution stands: see `Execution.position`. */
  readonly position: number
  readonly entries: readonly JournalEntry[]
}

/** `at`: the execution's position when it came. `where`: where the thread stood to which it was done. */
export type JournalEntry = { readonly at: number } & ((Command & { readonly where?: Place }) | Effect)

/** What somebody has done to the execution. `thread`: the id of the thread. */
export type Command =
  | { readonly kind: 'payload'; readonly thread: number; readonly value: Json }
  | { readonly kind: 'variable'; readonly thread: number; readonly name: string; readonly value: Json }
  /** The thread whose turn it is has entered the state, with its payload or with another input. */
  | { readonly kind: 'jump'; readonly state: string; readonly input?: Json }
  | { readonly kind: 'inject'; readonly thread: number; readonly fault: Fault }
  /** The thread whose turn it was has let those go first that can go on, too. */
  | { readonly kind: 'defer' }
  | { readonly kind: 'abort'; readonly error?: string; readonly cause?: string }
  /** `time`: milliseconds since the epoch, where the clock goes on; absent: where it stood. */
  | { readonly kind: 'redrive'; readonly time?: number }

/** What the world has answered, under the key of who asked: the place, and for what an expression draws its kind and number. */
export type Effect = { readonly kind: 'answer' | 'draw'; readonly key: string; readonly answer: Json }

/** Whether an entry still holds where one goes to a position: what is changed at a place belongs to it, all else leads away from it. */
export const holdsAt = ({ at, kind }: JournalEntry, position: number): boolean =>
  at < position || (at === position && (kind === 'payload' || kind === 'variable'))

/** Bytes of answers that stay in memory where there is an archive for the older ones. */
const roomy = 32 * 1024 * 1024

type Kept =
  | JournalEntry
  | ({ readonly at: number; readonly kind: 'answer' | 'draw'; readonly key: string } & { readonly answer: ArchivedText })

/** Hears of a journal as it is kept, so that it is somewhere else too, entry by entry. */
export interface Keeper {
  add(entry: JournalEntry): void
  /** The execution has gone back: of the entries so far as many as `length` stay. Those that come again are told again. */
  back(length: number): void
}

/** The journal of a running execution. What is large and old leaves the memory, and is read back where it is asked for. */
export class JournalLog {
  private log: Kept[] = []
  private retained = new Retained()
  private archived = 0

  constructor(
    private readonly archive: Archive | undefined,
    private readonly keeper?: Keeper,
  ) {}

  get length(): number {
    return this.log.length
  }

  /** About how many bytes the answers hold; infinitely many where some have left the memory. */
  get bytes(): number {
    return this.archived > 0 ? Number.POSITIVE_INFINITY : this.retained.bytes
  }

  /** Those from an index on. */
  entries(from = 0): readonly JournalEntry[] {
    return this.log
      .slice(from)
      .map((entry) => ('answer' in entry && entry.answer instanceof ArchivedText ? unarchived(entry, entry.answer) : entry) as JournalEntry)
  }

  add(entry: JournalEntry): void {
    this.log.push(entry)
    this.keeper?.add(entry)
    if (!('answer' in entry)) return
    this.retained.add(entry.answer)
    if (this.archive !== undefined && this.retained.bytes > roomy) this.makeRoom(this.archive)
  }

  private makeRoom(archive: Archive): void {
    const to = (this.archived + this.log.length) >> 1
    for (let i = this.archived; i < to; i++) {
      const entry = this.log[i]!
      if (!('answer' in entry) || entry.answer instanceof ArchivedText) continue
      const text = new ArchivedText(archive, jsonText(entry.answer))
      if (text.whole) this.log[i] = { ...entry, answer: text }
    }
    this.archived = to
    this.retained = new Retained()
    for (let i = to; i < this.log.length; i++) {
      const entry = this.log[i]!
      if ('answer' in entry) this.retained.add(entry.answer as Json)
    }
  }

  /** Forgets what came later. */
  back(length: number): void {
    if (length < this.log.length) this.keeper?.back(length)
    this.log.length = Math.min(this.log.length, length)
    this.archived = Math.min(this.archived, length)
  }
}

const unarchived = (entry: Kept, answer: ArchivedText) => ({ ...entry, answer: JSON.parse(answer.read()) as Json })
