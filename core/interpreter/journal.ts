import type { Json } from '../base/json'
import { jsonText, sameJson } from '../base/jsonText'
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

/** Where the way ends that an execution has been, of which it has gone back: its position there, and the number of its events. */
export interface WayEnd {
  readonly position: number
  readonly events: number
}

/**
 * The journal of a running execution. What is large and old leaves the memory, and is read back where it is asked for. After going back it has what came
 * later too, as long as what comes is the same again.
 */
export class JournalLog {
  /** Those that hold, and behind them the ones ahead. */
  private log: Kept[] = []
  private held = 0
  /** Undefined: nothing is ahead. */
  private way: WayEnd | undefined
  private retained = new Retained()
  private archived = 0

  constructor(
    private readonly archive: Archive | undefined,
    private readonly keeper?: Keeper,
  ) {}

  /** How many hold. */
  get length(): number {
    return this.held
  }

  /** About how many bytes the answers hold; infinitely many where some have left the memory. */
  get bytes(): number {
    return this.archived > 0 ? Number.POSITIVE_INFINITY : this.retained.bytes
  }

  /** Those from an index on that hold; with those ahead. */
  entries(from = 0, ahead = false): readonly JournalEntry[] {
    return this.log
      .slice(from, ahead ? this.log.length : this.held)
      .map((entry) => ('answer' in entry && entry.answer instanceof ArchivedText ? unarchived(entry, entry.answer) : entry) as JournalEntry)
  }

  add(entry: JournalEntry): void {
    this.keeper?.add(entry)
    const known = this.way !== undefined && this.agrees(entry)
    if (!known) {
      this.forgetWay()
      this.log.push(entry)
    }
    this.held++
    if (known || !('answer' in entry)) return
    this.retained.add(entry.answer)
    if (this.archive !== undefined && this.retained.bytes > roomy) this.makeRoom(this.archive)
  }

  /** Whether an entry is the next one ahead, so that it is the same way. What somebody looks at leads nowhere. */
  private agrees(entry: JournalEntry): boolean {
    if (isLook(entry)) {
      this.log.splice(this.held, 0, entry)
      return true
    }
    const next = this.nextAhead
    if (next < 0 || !isSame(this.log[next]!, entry)) return false
    this.log.splice(this.held, next - this.held)
    return true
  }

  private get nextAhead(): number {
    for (let i = this.held; i < this.log.length; i++) if (!isLook(this.log[i]!)) return i
    return -1
  }

  /** Where the way ends that has been gone before, seen from a position of it. Undefined: it was left, or is at its end. */
  ahead(position: number): WayEnd | undefined {
    if (this.way === undefined) return undefined
    const next = this.log[this.nextAhead]
    if (this.way.position <= position || (next !== undefined && next.at < position)) this.forgetWay()
    return this.way
  }

  /** One is about to go back from here: what came so far is the way ahead, unless there is a longer one. */
  remember(here: WayEnd): void {
    this.way = this.ahead(here.position) ?? here
  }

  /** What is done from now on leads elsewhere. */
  forgetWay(): void {
    this.way = undefined
    this.cut(this.held)
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

  /** Those that came later hold no more. They are ahead, or forgotten. */
  back(length: number): void {
    if (length < this.held) this.keeper?.back(length)
    this.held = Math.min(this.log.length, length)
    if (this.way === undefined) this.cut(this.held)
  }

  private cut(length: number): void {
    this.log.length = length
    this.archived = Math.min(this.archived, length)
  }
}

/** A task token is drawn when somebody looks at it, which changes nothing of the execution. */
const isLook = (entry: Kept): boolean => entry.kind === 'draw' && entry.key.endsWith(tokenKey)

/** How the keys of task tokens end. */
export const tokenKey = '!token'

function isSame(known: Kept, entry: JournalEntry): boolean {
  if (known.at !== entry.at || known.kind !== entry.kind) return false
  if (!('answer' in known) || !('answer' in entry)) return sameJson(known as unknown as Json, entry as unknown as Json)
  if (known.key !== entry.key) return false
  return known.answer === entry.answer || sameJson(unarchivedAnswer(known.answer), entry.answer)
}

const unarchivedAnswer = (answer: Json | ArchivedText): Json =>
  answer instanceof ArchivedText ? (JSON.parse(answer.read()) as Json) : answer

const unarchived = (entry: Kept, answer: ArchivedText) => ({ ...entry, answer: unarchivedAnswer(answer) })
