import { errorNamed, isOfTask } from '../aws/errors'
import type { Json } from '../base/json'
import { runOut } from './endings'
import type { Fault } from './fault'
import { raise, tooLarge } from './handlers'
import { abortChildren } from './join'
import type { Operation } from './operation'
import { runFailed } from './states/mapRun'
import { faulty } from './states/task'
import { exit } from './states/transition'
import type { ThreadImpl } from './thread'

/** Where a thread stands in its state. `before`: what the state does has not begun. `failed`: it has an error that goes its way. */
type Phase = 'before' | 'during' | 'after' | 'failed'

function phaseOf({ frame }: ThreadImpl): Phase {
  const { op, plan, call, children, mapRun, waiting, result } = frame
  if (op.stage === 'retry' || op.stage === 'caught' || op.stage === 'failed') return 'failed'
  if (waiting !== undefined || op.stage === 'waiting') return 'during'
  if (result !== undefined || op.stage === 'exit') return 'after'
  return plan!.retries && (call ?? mapRun ?? children) !== undefined ? 'during' : 'before'
}

/** Why a fault cannot come to a thread, in a sentence; undefined: it can. */
function obstacle(thread: ThreadImpl, { kind }: Fault): string | undefined {
  const { plan } = thread.frame
  if (thread.ended || plan?.state.type === undefined) return 'Nothing can happen here: the thread is in no state.'
  const { name, state } = plan
  const phase = phaseOf(thread)
  if (phase === 'failed') return `${name} has failed: step back to before it has.`
  if (kind === 'result' && (state.type === 'Choice' || state.type === 'Fail')) return `${name} has no result: it is a ${state.type}.`
  if (phase !== 'after') return undefined
  if (kind === 'result') return `${name} has its result already, which can be changed.`
  return kind === 'timeout' && state.type === 'Task' ? `The task of ${name} has its result: step back to before it has.` : undefined
}

/** Lets something happen to a thread, through the journal. Gives why that cannot be, in a sentence. */
export function letHappen(thread: ThreadImpl, fault: Fault): string | undefined {
  const why = obstacle(thread, fault)
  if (why !== undefined) return why
  const { execution } = thread
  execution.did({ kind: 'inject', thread: thread.id, fault }, thread)
  execution.position++
  execution.recording = true
  execution.touchLineage(thread)
  happen(thread, fault)
  return undefined
}

/** The thread goes on with what comes of it. Before a state's work has begun it is kept until that would begin. */
function happen(thread: ThreadImpl, fault: Fault): void {
  const { frame } = thread
  const { state, given } = frame.plan!
  const phase = phaseOf(thread)
  const isTask = state.type === 'Task'
  if (phase === 'before' && (isTask ? !isOfStage(fault) : fault.kind === 'result' && given !== undefined)) frame.fault = fault
  else if (phase === 'during' && isTask) {
    // first, so that it does not take the end of the execution that it has waited for
    goOn(thread, faulty(thread, fault, frame.waiting?.kind === 'asked'))
    abortChildren(thread)
  } else if (fault.kind === 'timeout') runOut(thread)
  else {
    if (phase === 'during') abortChildren(thread)
    goOn(thread, fault.kind === 'result' ? finished(thread, fault.output) : failing(thread, fault, phase))
  }
}

/** An error that no task answers with comes from the stage that the state stands at: nothing is scheduled. */
function isOfStage(fault: Fault): boolean {
  const known = fault.kind === 'error' && fault.error !== undefined ? errorNamed(fault.error) : undefined
  return known !== undefined && !isOfTask(known) && known.resultMatchedBy === undefined
}

function finished(thread: ThreadImpl, output: Json): Operation {
  const { frame } = thread
  const { given } = frame.plan!
  if (given !== undefined) return given(thread, output)
  frame.value = output
  return exit
}

function failing(thread: ThreadImpl, fault: Extract<Fault, { readonly kind: 'error' | 'limit' }>, phase: Phase): Operation {
  if (fault.kind === 'limit') return tooLarge(thread, thread.wayOut?.kind === 'Catch')
  const { error, cause } = fault
  return phase === 'during' && thread.frame.mapRun !== undefined ? runFailed(thread, error, cause) : raise(thread, error, cause)
}

/** A thread that waits does so no more. */
function goOn(thread: ThreadImpl, op: Operation): void {
  if (thread.frame.waiting === undefined) thread.frame.op = op
  else thread.execution.wake(thread, op)
}
