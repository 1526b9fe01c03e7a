import { Failure } from '../../expressions/evaluation/failure'
import { type FlowRow, fieldAt, type RecordName, rowsOf, type Stage } from '../../model/dataflow'
import type { State } from '../../model/machine'
import { type Operation, operation, type Transform } from '../operation'
import type { PlanScope } from '../planState'
import { stage as record } from '../stages'
import { changeOf } from './changes'
import { exit } from './transition'

/** A change of the payload after which the thread stands at stage `to`. */
interface Step {
  readonly to: Stage
  readonly change: Transform
  /** What the step refers to, where that is no more than a text: the same for all states that say the same. */
  readonly text: string | undefined
}

/**
 * The operations of a state from `enter` on, as the rows of its data flow say: to its work, which `work` makes for the stage that it
 * begins at, or to the exit of a state that has none.
 */
export function enterFlow({ state, shared }: PlanScope, work?: (from: Stage) => Operation): Operation {
  const rows = rowsOf(state)
  if (work === undefined) return leaving('enter', stepsOf(state, rows), exit, shared.operations)
  return chain('enter', stepsOf(state, rows.slice(0, workIn(rows))), work)
}

/** The operations from the state's work to its exit, or to a way out of its own. */
export function exitFlow({ state, shared }: PlanScope, out: Operation = exit): Operation {
  const rows = rowsOf(state)
  const at = workIn(rows)
  return leaving(rows[at]!.stage!, stepsOf(state, rows.slice(at + 1)), out, shared.operations)
}

const workIn = (rows: readonly FlowRow[]): number => rows.findIndex(({ kind }) => kind === 'work')

/** A last step that refers to no state is there once in the plan. Many states have the same: what they share stays in the processor's cache. */
function leaving(from: Stage, steps: readonly Step[], out: Operation, shared: Map<string, Operation>): Operation {
  const step = steps.at(-1)
  if (step === undefined) return unchanged(from, out)
  return chain(from, steps.slice(0, -1), (at) => {
    if (step.to === 'exit') return last(at, step, out)
    const key = step.text === undefined || out !== exit ? undefined : `${at} ${step.text}`
    const known = key === undefined ? undefined : shared.get(key)
    const made = known ?? stepping(at, step, unchanged(step.to, out))
    if (key !== undefined) shared.set(key, made)
    return made
  })
}

const unchanged = (from: Stage, out: Operation): Operation => ({ stage: from, run: () => out, leads: out })

/** The operations of a list of steps. `end` makes the last one, which begins where the steps leave the thread. */
function chain(from: Stage, [step, ...rest]: readonly Step[], end: (from: Stage) => Operation): Operation {
  return step === undefined ? end(from) : stepping(from, step, chain(step.to, rest, end))
}

function stepping(from: Stage, { to, change }: Step, next: Operation): Operation {
  const at = record[to as RecordName]
  const unseen = next.leads ?? next
  // it counts all the same, so that a position is the same however the execution is driven
  const passed = next.leads === undefined ? 0 : 1
  return operation(from, (thread) => {
    const value = change(thread.frame)
    if (value instanceof Failure) return thread.fail(value)
    thread.frame.value = value
    if (!thread.execution.recording) {
      thread.execution.position += passed
      return unseen
    }
    thread.record(at, value)
    return next
  })
}

function last(from: Stage, { change }: Step, out: Operation): Operation {
  return operation(from, (thread) => {
    const value = change(thread.frame)
    if (value instanceof Failure) return thread.fail(value)
    thread.frame.value = value
    return out
  })
}

/** One for each stage whose rows have something to do. */
function stepsOf(state: State, rows: readonly FlowRow[]): Step[] {
  const steps: Step[] = []
  for (const stage of new Set(rows.map((row) => row.stage))) {
    const own = stage === undefined ? [] : rows.filter((row) => row.stage === stage && fieldAt(state, row) !== undefined)
    const change = changeOf(state, own)
    if (change === undefined) continue
    const node = own.length === 1 && own[0]!.kind === 'resultPath' ? fieldAt(state, own[0]!) : undefined
    steps.push({ to: stage!, change, text: node?.kind === 'string' ? node.value : undefined })
  }
  return steps
}
