import type { AslError } from '../expressions/evaluation/failure'
import { memberOf, valueAt } from '../model/machine'
import type { Node } from '../syntax/node'
import { backoffOf, catcherIndex, handled, isBackoff, type Named, retrierOf } from './handlers'
import { startFormOf } from './nested/forms'
import { exceeded, exceeds } from './states/tolerance'
import type { ThreadImpl } from './thread'

/** What becomes of the error that a thread stands at. */
export interface Fate {
  /** `tolerated`: it counts as one of the failed items that a Map Run may have. `uncaught`: it ends the execution that the thread is part of. */
  readonly how: 'retried' | 'caught' | 'tolerated' | 'uncaught'
  /** No Retrier and no Catcher is asked about the error, whoever names it. */
  readonly terminal: boolean
  /** Who gets the error in turn: the thread that has raised it, and those around it up to the one that handles it. */
  readonly through: readonly ThreadImpl[]
  /** The thread whose state handles it; undefined: nobody does. */
  readonly by: ThreadImpl | undefined
  /** What handles it, as it is found in that state: `Retry[0]`, `Catch[1]`, `ToleratedFailureCount`; of an SDK's task that is told of any end, `Resource`. */
  readonly place: string | undefined
  readonly node: Node | undefined
  /** Where the Catcher leads to. */
  readonly next: string | undefined
  readonly retry: Retry | undefined
  /** Where it gets another name on its way: the failure of an execution, and one item too many, are errors of their own to the state around. */
  readonly becomes: readonly { readonly by: ThreadImpl; readonly error: string }[]
  /** Retriers that name the error and have no attempt left. */
  readonly usedUp: readonly { readonly place: string; readonly by: ThreadImpl; readonly of: number }[]
}

/** Another attempt that a Retrier makes. Source: ASL specification, Retrying after error. */
export interface Retry {
  /** Which of the Retrier's attempts comes: 1 for its first. */
  readonly number: number
  /** Its MaxAttempts. */
  readonly of: number
  /** Before it begins; with jitter the longest that it may be. */
  readonly seconds: number
  readonly jitter: boolean
  /** The backoff has begun: the attempt comes then, in ms since the epoch. */
  readonly until: number | undefined
}

/** What any error of an execution is to the task that waits for it. Source: recordings of startExecution.sync. */
const executionFailed: AslError = { error: 'States.TaskFailed', cause: undefined, node: undefined }

type Handling = Pick<Fate, 'how' | 'by' | 'place' | 'node' | 'next' | 'retry'>

const nobody: Handling = { how: 'uncaught', by: undefined, place: undefined, node: undefined, next: undefined, retry: undefined }

/** What becomes of the error of a thread; undefined where it stands at none. Nothing of the execution changes. */
export function fateOf(thread: ThreadImpl): Fate | undefined {
  const { failure, op } = thread.frame
  if (failure === undefined) return undefined
  const usedUp: Fate['usedUp'][number][] = []
  const through = [thread]
  const becomes: Fate['becomes'][number][] = []
  const terminal = !handled(failure)
  const fate = (handling: Handling): Fate => ({ ...handling, terminal, through, becomes, usedUp })
  if (op.stage === 'retry' || op.stage === 'caught') return fate(handlingOf(thread, failure, usedUp) ?? nobody)
  if (op.stage !== 'failed') return undefined
  // its own handlers have been asked before
  spentRetrier(thread, failure, usedUp)
  let error: Named = failure
  let at = thread
  const up = (to: ThreadImpl) => {
    at = to
    through.push(to)
  }
  for (;;) {
    if (!handled(error)) while (at.parent !== undefined && (at.parent.journal === at.journal || failure.traits.unanswered)) up(at.parent)
    const { parent } = at
    if (parent === undefined) return fate(nobody)
    if (at.kind === 'execution') {
      if (startFormOf(parent.frame.plan!.resource!)?.gives === 'response')
        return fate({ ...nobody, how: 'caught', ...field(parent, ['Resource']) })
      error = executionFailed
    } else if (at.machine.isolated) {
      const run = parent.frame.mapRun!
      if (!exceeds(run, run.failed + 1, parent.frame.children!.items.length))
        return fate({ ...nobody, how: 'tolerated', ...field(parent, tolerances) })
      error = exceeded(undefined)
    }
    if (error !== failure && error.error !== undefined && (at.kind === 'execution' || at.machine.isolated))
      becomes.push({ by: parent, error: error.error })
    up(parent)
    const handling = handlingOf(parent, error, usedUp)
    if (handling !== undefined) return fate(handling)
  }
}

const tolerances = ['Count', 'CountPath', 'Percentage', 'PercentagePath'].map((end) => `ToleratedFailure${end}`)

/** The first of some fields that a thread's state has. */
function field(by: ThreadImpl, names: readonly string[]): Pick<Fate, 'by' | 'place' | 'node'> {
  const { node } = by.state!
  const place = names.find((name) => memberOf(node, name) !== undefined)
  return { by, place, node: place === undefined ? undefined : valueAt(node, place) }
}

/** What the handlers of a thread's state do with an error. */
function handlingOf(thread: ThreadImpl, error: Named, usedUp: Fate['usedUp'][number][]): Handling | undefined {
  const { frame, execution } = thread
  const plan = frame.plan!
  const at = (place: 'Retry' | 'Catch', index: number) => {
    const rows = valueAt(plan.state.node, place)
    return { by: thread, place: `${place}[${index}]`, node: rows?.kind === 'array' ? rows.items[index] : undefined }
  }
  const waits = isBackoff(frame.op)
  const index = retrierOf(plan, error)
  if (index >= 0 && (waits || !spentRetrier(thread, error, usedUp))) {
    const retrier = plan.retriers[index]!
    const made = (frame.retried?.[index] ?? 0) - (waits ? 1 : 0)
    const until = waits ? (frame.waiting?.kind === 'time' ? frame.waiting.until : execution.now) : undefined
    const retry = { number: made + 1, of: retrier.maxAttempts, seconds: backoffOf(retrier, made), jitter: retrier.jitter, until }
    return { ...nobody, how: 'retried', ...at('Retry', index), retry }
  }
  const catcher = catcherIndex(plan, error)
  return catcher < 0 ? undefined : { ...nobody, how: 'caught', ...at('Catch', catcher), next: plan.catchers[catcher]!.next?.name }
}

/** Whether the Retrier that names the error has no attempt left. */
function spentRetrier(by: ThreadImpl, error: Named, usedUp: Fate['usedUp'][number][]): boolean {
  const { plan, retried } = by.frame
  const index = retrierOf(plan!, error)
  if (index < 0) return false
  const of = plan!.retriers[index]!.maxAttempts
  if ((retried?.[index] ?? 0) < of) return false
  usedUp.push({ place: `Retry[${index}]`, by, of })
  return true
}
