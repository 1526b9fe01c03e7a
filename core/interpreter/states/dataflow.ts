import { Failure } from '../../expressions/evaluation/failure'
import { type FlowRow, fieldAt, type RecordName, rowsOf, type Stage } from '../../model/dataflow'
import type { State } from '../../model/machine'
import { doing, leading, type Operation, type Transform } from '../operation'
import type { PlanScope } from '../planState'
import { stage as record } from '../stages'
import { changeOf } from './changes'
import { exit } from './transition'

/** What a field makes of the payload. */
interface Step {
  /** The stage that the thread stands at then. Undefined: at the one before, since another field belongs to the same step of the data flow. */
  readonly to: Stage | undefined
  readonly field: string
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
  if (work !== undefined) return entry(chain('input', stepsOf(state, rows.slice(0, workIn(rows))), work))
  const steps = stepsOf(state, rows)
  const text = steps.length > 1 ? undefined : (steps[0] ?? { text: '' }).text
  const key = text === undefined ? undefined : `enter ${text}`
  return once(shared.operations, key, () => entry(leaving('input', steps, exit, shared.operations)))
}

/** The entry of a state is a place of its own where something of the state begins it. */
const entry = (first: Operation): Operation => ({
  ...first,
  stage: 'enter',
  at: undefined,
  first: first.at === undefined ? undefined : first,
})

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
  if (step === undefined) return once(shared, out === exit ? from : undefined, () => leading(from, out))
  return chain(from, steps.slice(0, -1), (at) => {
    if (step.to === 'exit') return stepping(at, step, out)
    const key = step.text === undefined || out !== exit ? undefined : `${at} ${step.text}`
    return once(shared, key, () => stepping(at, step, leading(step.to!, out)))
  })
}

/** What is known by a key, or made. */
function once(shared: Map<string, Operation>, key: string | undefined, make: () => Operation): Operation {
  const known = key === undefined ? undefined : shared.get(key)
  const made = known ?? make()
  if (key !== undefined) shared.set(key, made)
  return made
}

/** The operations of a list of steps. `end` makes the last one, which begins where the steps leave the thread. */
function chain(from: Stage, [step, ...rest]: readonly Step[], end: (from: Stage) => Operation): Operation {
  return step === undefined ? end(from) : stepping(from, step, chain(step.to ?? from, rest, end))
}

function stepping(from: Stage, { to, field, change }: Step, next: Operation): Operation {
  const at = record[to as RecordName] as number | undefined
  const unseen = next.leads ?? next
  // it counts all the same, so that a position is the same however the execution is driven
  const passed = next.leads === undefined ? 0 : 1
  return doing(from, field, (thread) => {
    const value = change(thread.frame)
    if (value instanceof Failure) return thread.fail(value)
    thread.frame.value = value
    if (!thread.execution.recording) {
      thread.execution.position += passed
      return unseen
    }
    if (at !== undefined) thread.record(at, value)
    return next
  })
}

/** One for each field that has something to do. */
function stepsOf(state: State, rows: readonly FlowRow[]): Step[] {
  const steps: Step[] = []
  for (const [i, row] of rows.entries()) {
    const { stage, field, kind } = row
    const node = stage === undefined ? undefined : fieldAt(state, row)
    const change = node && changeOf(state, [row])
    if (change === undefined) continue
    const isLast = !rows.slice(i + 1).some((other) => other.stage === stage && fieldAt(state, other) !== undefined)
    steps.push({
      to: isLast ? stage : undefined,
      field: field!,
      change,
      text: kind === 'resultPath' && node?.kind === 'string' ? node.value : undefined,
    })
  }
  return steps
}
