import { isArray, type Json, type JsonObject, setMember } from '../../base/json'
import type { Execution, Thread } from '../../interpreter'
import { create } from '../../interpreter/create'
import type { ExecutionImpl } from '../../interpreter/execution'
import { StateError } from '../../interpreter/handlers'
import { replay } from '../../interpreter/replay'
import type { State } from '../../model/machine'

/** One attempt of one visit of a state, as TestState would see it. */
export interface Attempt {
  readonly state: State
  /** 1 for the first visit. */
  readonly visit: number
  /** 0 for the first attempt. */
  readonly attempt: number
  /** The iteration of the innermost Map, from 0. */
  readonly iteration: number | undefined
  /** The id of the event of its entry; undefined where the history of the execution has none. */
  readonly event: number | undefined
  /** Milliseconds since the epoch, on the execution's clock. */
  readonly entered: number
  readonly input: Json
  readonly context: JsonObject
  /** Those that it sees. */
  readonly variables: JsonObject
  /** What its work came to; undefined where it has not come to it, or has none. */
  work: Work | undefined
  /** How often the Retrier that names its error has retried before. */
  retried: number
  /** How many items a Map has, or batches. */
  items: number | undefined
  /** How it ended; undefined where it was cut short. */
  end: End | undefined
}

/** The result of a task, or of a state's children; or the error that came from there, of the state `by`. */
export type Work =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'error'; readonly error: string | undefined; readonly cause: string | undefined; readonly by: State }

/** What TestState tells of an end, by its names. */
export interface End {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  readonly output?: Json
  readonly error?: string | undefined
  readonly cause?: string | undefined
  readonly nextState?: string | undefined
  /** Those that the state has seen, and what it has assigned. */
  readonly variables: JsonObject
  /** On the execution's clock. */
  readonly time: number
}

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
  const list: Attempt[] = []
  const nested = new Set<string>()
  const open = new Map<number, { readonly attempt: Attempt; asked: boolean; caught: StateError | undefined }>()
  const twin = twinOf(execution as ExecutionImpl)
  replay(twin, execution.journal, (thread) => {
    if (thread.nested !== undefined) {
      nested.add(thread.nested.stateMachineName)
      return
    }
    if (thread.stage === 'enter') {
      const attempt = begun(thread, twin.now)
      list.push(attempt)
      open.set(thread.id, { attempt, asked: false, caught: undefined })
      return
    }
    const now = open.get(thread.id)
    if (now === undefined || thread.state !== now.attempt.state) return
    const { attempt } = now
    if (thread.stage === 'waiting') now.asked = true
    if (thread.hasWorked && attempt.work === undefined) {
      attempt.work = { kind: 'result', result: thread.payload }
      attempt.items = itemsOf(thread)
    }
    const variables = { ...attempt.variables, ...thread.assigned }
    const time = twin.now
    if (thread.stage === 'exit') {
      const left = { output: thread.payload, nextState: thread.goesTo, variables, time }
      attempt.end = now.caught === undefined ? { status: 'SUCCEEDED', ...left } : { status: 'CAUGHT_ERROR', ...told(now.caught), ...left }
    }
    const status = thread.stage === 'retry' ? 'RETRIABLE' : thread.stage === 'failed' ? 'FAILED' : undefined
    const { error } = thread
    // a Retrier that waits has told of its error before
    if (!(error instanceof StateError) || error.traits.unanswered || attempt.end?.status === 'RETRIABLE') return
    if (thread.stage === 'caught') now.caught = error
    if (status === undefined && thread.stage !== 'caught') return
    failed(attempt, error, thread, now.asked)
    if (status !== undefined) attempt.end = { status, ...told(error), variables: attempt.variables, time }
  })
  return { list, nested: [...nested] }
}

const told = ({ error, reason }: StateError) => ({ error, cause: reason })

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
    items: undefined,
    end: undefined,
  }
}

/** An error that has come while a task was under way is the task's, one of another state has come from the children. */
function failed(attempt: Attempt, error: StateError, thread: Thread, asked: boolean): void {
  const by = thread.raisedBy ?? attempt.state
  if (attempt.work === undefined && (asked || by !== attempt.state))
    attempt.work = { kind: 'error', error: error.error, cause: error.reason, by }
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
