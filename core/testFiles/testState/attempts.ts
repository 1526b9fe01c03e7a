import { isArray, type Json, type JsonObject, setMember } from '../../base/json'
import type { Execution, Thread } from '../../interpreter'
import { create } from '../../interpreter/create'
import type { ExecutionImpl } from '../../interpreter/execution'
import { StateError } from '../../interpreter/handlers'
import { replay } from '../../interpreter/replay'
import type { State } from '../../model/machine'
import type { Attempt, End } from './attempt'

/** The attempts of an execution that has ended, and the names of state machines that its tasks have started. */
export interface Attempts {
  readonly list: readonly Attempt[]
  readonly nested: readonly string[]
}

/** An execution that does again what another has done. It asks nobody, and nobody hears of it. */
function twinOf({ plan, options }: ExecutionImpl): ExecutionImpl {
  const never = () => new Promise<never>(() => {})
  const { elapse, meanwhile, keep, over, took, ...ports } = options.ports
  return create(plan, { ...options, remember: true, ports: { ...ports, task: never, readItems: never, writeResults: never } })
}

/**
 * Goes through an execution again and gives each attempt of its states, those of branches, iterations and child executions too, in the order of their beginnings.
 * It has to have been begun with `remember`.
 */
export function attemptsOf(execution: Execution): Attempts {
  const twin = twinOf(execution as ExecutionImpl)
  const book = new Book(() => twin.now)
  replay(twin, execution.journal, (thread) => book.looks(thread))
  return { list: book.list, nested: [...book.nested] }
}

/** The attempt that a thread is in, and what has been seen of it. */
interface Open {
  readonly attempt: Attempt
  asked: boolean
  failed: boolean
  caught: StateError | undefined
}

/** Writes down attempts, stage by stage. `now`: milliseconds since the epoch. */
class Book {
  readonly list: Attempt[] = []
  readonly nested = new Set<string>()
  private readonly open = new Map<number, Open>()

  constructor(private readonly now: () => number) {}

  looks(thread: Thread): void {
    if (thread.nested !== undefined) this.nested.add(thread.nested.stateMachineName)
    else if (thread.stage === 'enter') this.begins(thread)
    else {
      const open = this.open.get(thread.id)
      if (open !== undefined && thread.state === open.attempt.state) this.goesOn(thread, open)
    }
  }

  private begins(thread: Thread): void {
    const attempt = begun(thread, this.now())
    this.list.push(attempt)
    this.open.set(thread.id, { attempt, asked: false, failed: false, caught: undefined })
  }

  private goesOn(thread: Thread, open: Open): void {
    const { attempt } = open
    if (thread.stage === 'waiting') open.asked = true
    if (thread.hasWorked && attempt.work === undefined) {
      attempt.work = { kind: 'result', result: thread.payload }
      attempt.items = itemsOf(thread)
    }
    if (thread.stage === 'exit') attempt.end = this.left(thread, open)
    const { error } = thread
    // a Retrier that waits has told of its error before
    if (error instanceof StateError && !error.traits.unanswered && attempt.end?.status !== 'RETRIABLE') this.fails(thread, open, error)
  }

  private left(thread: Thread, { attempt, caught }: Open): End {
    const variables = { ...attempt.variables, ...thread.assigned }
    const left = { output: thread.payload, nextState: thread.goesTo, variables, time: this.now() }
    return caught === undefined ? { status: 'SUCCEEDED', ...left } : { status: 'CAUGHT_ERROR', ...told(caught, attempt.state), ...left }
  }

  private fails(thread: Thread, open: Open, error: StateError): void {
    const { attempt } = open
    const { stage } = thread
    const status = stage === 'retry' ? 'RETRIABLE' : stage === 'failed' ? 'FAILED' : undefined
    if (stage === 'caught') open.caught = error
    if (status === undefined && stage !== 'caught') return
    // a Catcher that fails itself gives another error: the attempt has ended by the first
    if (!open.failed) failed(attempt, error, thread, open.asked)
    open.failed = true
    if (status !== undefined) attempt.end = { status, ...told(error, attempt.state), variables: attempt.variables, time: this.now() }
  }
}

/** An error of another state has the sentence about that one; its own is told without. */
const causeOf = (error: StateError, state: State): string | undefined => ((error.raisedBy ?? state) === state ? error.reason : error.cause)
const told = (error: StateError, state: State) => ({ error: error.error, cause: causeOf(error, state) })

function begun(thread: Thread, entered: number): Attempt {
  return {
    state: thread.state!,
    visit: thread.visit,
    attempt: thread.attempt,
    iteration: iterationOf(thread),
    event: thread.entered,
    entered,
    input: thread.input,
    context: thread.context,
    variables: variablesOf(thread),
    work: undefined,
    retried: 0,
    aliased: false,
    items: undefined,
    end: undefined,
  }
}

/** An error that has come while a task was under way is the task's, one of another state has come from the children. */
function failed(attempt: Attempt, error: StateError, thread: Thread, asked: boolean): void {
  const by = thread.raisedBy ?? attempt.state
  if (attempt.work === undefined && (asked || by !== attempt.state))
    attempt.work = { kind: 'error', error: error.error, cause: error.traits.told ?? causeOf(error, attempt.state), by }
  const aliases = error.traits.aliases ?? []
  attempt.aliased = aliases.length > 0 && (by !== attempt.state || error.traits.told !== undefined)
  attempt.items ??= itemsOf(thread)
  const { retries } = thread
  if (retries?.current !== undefined) attempt.retried = retries.retriers[retries.current]!.used
}

function itemsOf({ stages }: Thread): number | undefined {
  const items = stages.afterItemBatcher ?? stages.afterItemSelector ?? stages.afterItemsPath
  return isArray(items) ? items.length : undefined
}

function iterationOf(thread: Thread): number | undefined {
  for (let at: Thread | undefined = thread; at !== undefined; at = at.parent) if (at.kind === 'iteration') return at.index
  return undefined
}

/** The outermost scopes first: what is nearer hides what is farther. */
function variablesOf({ scopes }: Thread): JsonObject {
  const all: Record<string, Json> = {}
  for (const scope of [...scopes].reverse()) for (const [name, value] of Object.entries(scope)) setMember(all, name, value)
  return all
}
