import { type Json, member } from '../base/json'
import type { AslError } from '../expressions/evaluation/failure'
import type { Branch } from '../history/kind'
import type { State } from '../model/machine'
import type { Execution, Thread } from './api'
import { create } from './create'
import { ExecutionImpl } from './execution'
import { type Command, holdsAt, type JournalEntry } from './journal'
import { replay } from './replay'
import type { ExecutionSnapshot } from './snapshot'
import type { ThreadImpl } from './thread'

/** An attempt of a state. Times are milliseconds since the epoch. */
export interface Try {
  /** From 0; a redrive begins anew. */
  readonly attempt: number
  readonly began: number
  /** When it came to its end: it gave an error, or the state is left. Undefined: it is under way. */
  ended: number | undefined
  /** The number of events that there were when it began. */
  readonly events: number
  /** The last position at which it stood in its work. */
  last: number
  /** Its error, and the index of the Retrier that took it. */
  error: AslError | undefined
  retrier: number | undefined
}

/** A state that a thread has been in, from its entry to its exit; all its attempts. */
export interface Visit {
  readonly state: State
  /** The thread, and the visit of the thread around it that it runs in; of an execution that a task has started, that of the task. */
  readonly thread: Pick<Thread, 'id' | 'kind' | 'index' | 'nested'>
  readonly around: Visit | undefined
  /** The visit of the same thread before. */
  readonly before: Visit | undefined
  /** Positions: at its entry, and the last at which it was in the state. */
  readonly entered: number
  last: number
  /** The stage at which it stood then, and the attempt. */
  stage: Thread['stage']
  attempt: number
  /** It was jumped to: with the payload that there was, or with another one. */
  readonly jumped: 'kept' | 'given' | undefined
  /** By which of several ways it was left. */
  way: Branch | undefined
  /** The variables that were assigned at its exit. */
  assigned: readonly string[]
  /** Whether its events are in the history of the main execution; the ids of the first, and of its StateExited where it has one. */
  readonly told: boolean
  readonly firstEvent: number
  exitEvent: number | undefined
  /** At least one. */
  readonly tries: Try[]
}

/** Somebody has changed a value. */
export interface Edit {
  readonly position: number
  readonly thread: number
  /** Of a payload: the stage at which the thread stood. */
  readonly stage: Thread['stage'] | undefined
  readonly attempt: number
  /** Undefined: the payload. */
  readonly variable: string | undefined
  readonly before: Json | undefined
  readonly after: Json
}

/** Positions between two places from which one goes on to look at another. */
const stride = 256

/**
 * What an execution has gone through, to be looked at without touching it: a second execution does again what the journal says, and asks nobody. Takes as long
 * as the run took without its waits.
 */
export class Hindsight {
  /** In the order of their entries. */
  readonly visits: readonly Visit[]
  readonly edits: readonly Edit[]
  private readonly twin: ExecutionImpl
  private readonly entries: readonly JournalEntry[]
  private readonly marks: ExecutionSnapshot[] = []

  constructor(execution: ExecutionImpl) {
    const { plan, options, journal } = execution
    const never = () => new Promise<never>(() => {})
    const { elapse, meanwhile, keep, ...ports } = options.ports
    this.twin = create(plan, {
      ...options,
      remember: true,
      ports: { ...ports, task: never, readItems: never, writeResults: never },
    })
    this.entries = journal.entries
    const book = new Book(this.twin, () => this.mark())
    this.mark()
    replay(
      this.twin,
      journal,
      (next) => book.looks(next),
      (command) => book.hears(command),
    )
    book.ends()
    this.visits = book.visits
    this.edits = book.edits
  }

  /** The latest visit of a thread. */
  latest(thread: number): Visit | undefined {
    return this.visits.findLast((visit) => visit.thread.id === thread)
  }

  /** The thread of a visit as it was at the last position of that, or of one of its attempts. It is another one as soon as somebody looks at another position. */
  look({ thread: { id }, last }: Visit, position = last): Thread | undefined {
    this.goTo(position)
    return this.twin.threads.find((thread) => thread.id === id)
  }

  /** The history as far as the position that was looked at last. */
  get execution(): Execution {
    return this.twin
  }

  private mark(): void {
    const { position } = this.twin
    if (position >= (this.marks.at(-1)?.position ?? -stride) + stride) this.marks.push(this.twin.snapshot())
  }

  private goTo(position: number): void {
    if (position === this.twin.position) return
    const from = this.marks.findLast((mark) => mark.position <= position)!
    this.twin.restore(from)
    // what somebody has done before the mark is in it; answers are needed again
    const entries = this.entries.filter((entry) => holdsAt(entry, position) && ('key' in entry || entry.at >= from.position))
    replay(this.twin, { position, entries })
  }
}

/** Stages of which an attempt has come to its end. */
const over: ReadonlySet<Thread['stage']> = new Set(['retry', 'caught', 'failed', 'exit'])

/** Writes down which states a journal leads through, while it is followed. */
class Book {
  readonly visits: Visit[] = []
  readonly edits: Edit[] = []
  private readonly open = new Map<number, Visit>()
  /** The thread that jumps next, and with what. */
  private jump: { readonly thread: number; readonly how: 'kept' | 'given' } | undefined

  constructor(
    private readonly execution: ExecutionImpl,
    private readonly mark: () => void,
  ) {}

  looks(thread: ThreadImpl): void {
    this.mark()
    if (thread.state === undefined) return
    const visit = this.stands(thread, this.execution.position)
    if (visit.stage === 'exit') visit.exitEvent = thread.journal.length + 1
  }

  /** The journal is at its end: what stands at an exit has not left yet. */
  ends(): void {
    for (const thread of this.execution.threads) if (thread.state !== undefined) this.stands(thread, this.execution.position)
  }

  private stands(thread: ThreadImpl, position: number): Visit {
    const visit = this.visitOf(thread)
    visit.last = position
    visit.stage = thread.stage
    visit.attempt = thread.attempt
    visit.way = thread.wayOut
    visit.exitEvent = undefined
    visit.assigned = Object.keys(thread.assigned ?? {})
    this.tries(visit, thread, position)
    return visit
  }

  private tries({ tries }: Visit, thread: ThreadImpl, position: number): void {
    const { attempt, stage } = thread
    const { now } = this.execution
    let at = tries.at(-1)
    // after a redrive it counts from 0 again
    if (at === undefined || at.attempt !== attempt || (stage === 'enter' && at.ended !== undefined)) {
      at = { attempt, began: now, ended: undefined, events: thread.journal.length, last: position, error: undefined, retrier: undefined }
      tries.push(at)
    }
    if (at.ended === undefined || stage !== 'retry') at.last = position
    if (!over.has(stage) || at.ended !== undefined) return
    at.ended = now
    if (stage === 'exit') return
    at.error = thread.error
    at.retrier = stage === 'retry' ? thread.retries?.current : undefined
  }

  private visitOf(thread: ThreadImpl): Visit {
    const { id, state, kind, index, nested, parent, journal, frame } = thread
    const known = this.open.get(id)
    // each visit has an event of its own, also where a state leads to itself
    if (known !== undefined && known.state === state && known.firstEvent === frame.entered) return known
    const around = this.open.get(parent?.id ?? (kind === 'execution' ? nested!.startedBy : -1))
    const opened: Visit = {
      state: state!,
      thread: { id, kind, index, nested },
      around,
      before: known,
      entered: this.execution.position,
      last: this.execution.position,
      stage: thread.stage,
      attempt: thread.attempt,
      jumped: this.jump?.thread === id ? this.jump.how : undefined,
      way: undefined,
      assigned: [],
      told: journal === this.execution.history,
      firstEvent: frame.entered,
      exitEvent: undefined,
      tries: [],
    }
    if (opened.jumped !== undefined) this.jump = undefined
    this.open.set(id, opened)
    this.visits.push(opened)
    return opened
  }

  hears(command: Command): void {
    const { threads, position, next } = this.execution
    if (command.kind === 'jump' && next !== undefined) this.jump = { thread: next.id, how: command.input === undefined ? 'kept' : 'given' }
    if (command.kind !== 'payload' && command.kind !== 'variable' && command.kind !== 'inject') return
    const thread = threads.find(({ id }) => id === command.thread)
    if (thread === undefined) return
    const { attempt } = thread
    if (command.kind === 'inject') {
      if (command.fault.kind !== 'result') return
      const edit = { position, thread: thread.id, stage: 'result', attempt, variable: undefined, before: undefined } as const
      this.edits.push({ ...edit, after: command.fault.output })
      return
    }
    const variable = command.kind === 'variable' ? command.name : undefined
    const before = variable === undefined ? thread.payload : member(thread.frame.variables, variable)
    this.edits.push({
      position,
      thread: thread.id,
      attempt,
      stage: variable === undefined ? thread.stage : undefined,
      variable,
      before,
      after: command.value,
    })
  }
}

/** Undefined where the execution keeps no journal: nothing is known of its past. */
export const hindsightOf = (execution: Execution): Hindsight | undefined =>
  execution instanceof ExecutionImpl && execution.journalLog !== undefined ? new Hindsight(execution) : undefined
