import { isObject, type Json, type JsonObject } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import type { Evaluate } from '../../expressions/evaluation/scope'
import { compilePathField } from '../../expressions/fields/pathField'
import { compileTemplate } from '../../expressions/fields/template'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { compileResultPath } from '../../expressions/paths/reference'
import { memberOf, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { Stage } from '../api'
import { type Operation, operation } from '../operation'
import type { PlanState } from '../planState'
import { stage as record, type StageName } from '../stages'
import type { ThreadImpl } from '../thread'
import { exit } from './transition'

/** A change of the payload after which the thread stands at stage `to`. */
export interface Step {
  readonly to: Stage
  readonly record: StageName
  readonly change: (thread: ThreadImpl) => Json | Failure
}

/** The operations of a list of steps, from stage `from` on. `end` makes the last one, which begins where the steps leave the thread. */
export function pipeline(from: Stage, steps: readonly Step[], end: (from: Stage) => Operation): Operation {
  const [step, ...rest] = steps
  if (step === undefined) return end(from)
  const { to, change, record } = step
  const next = pipeline(to, rest, end)
  const unseen = next.leads ?? next
  // it counts all the same, so that a position is the same however the execution is driven
  const passed = next.leads === undefined ? 0 : 1
  return operation(from, (thread) => {
    const value = change(thread)
    if (value instanceof Failure) return thread.fail(value)
    thread.value = value
    if (!thread.execution.recording) {
      thread.execution.position += passed
      return unseen
    }
    thread.record(record, value)
    return next
  })
}

const stringAt = (node: Node, field: string) => {
  const value = valueAt(node, field)
  return value?.kind === 'string' ? value : undefined
}

/** InputPath; null gives an empty object. Source: ASL specification, InputPath and OutputPath. */
export function inputPath(state: State): Step[] {
  const value = valueAt(state.node, 'InputPath')
  if (value?.kind === 'null') return [{ to: 'afterInputPath', record: record.afterInputPath, change: (t) => kept(t, nothing) }]
  if (value?.kind !== 'string' || value.value === '$') return []
  const path = compilePathField(value)
  return [{ to: 'afterInputPath', record: record.afterInputPath, change: (t) => kept(t, path(t.value, t)) }]
}

function kept(thread: ThreadImpl, value: Json | Failure): Json | Failure {
  if (!(value instanceof Failure)) thread.afterInputPath = value
  return value
}

const nothing: JsonObject = Object.freeze({})

/** A payload template of a JSONPath state: Parameters, ResultSelector. */
export function template(state: State, field: 'Parameters' | 'ResultSelector'): Step[] {
  const node = memberOf(state.node, field)?.value
  if (node === undefined) return []
  const evaluate = compileTemplate(node)
  const to = field === 'Parameters' ? 'afterParameters' : 'afterResultSelector'
  return [{ to, record: record[to], change: (t) => evaluate(t.value, t) }]
}

/** Arguments of a JSONata state. Without, a task gets the state's input. */
export function argumentsOf(state: State): Step[] {
  const node = memberOf(state.node, 'Arguments')?.value
  if (node === undefined) return []
  const evaluate = compileJsonata(node, 'Arguments')
  return [{ to: 'afterArguments', record: record.afterArguments, change: (t) => evaluate(t.input, t) }]
}

/** What makes a state's effective input. */
export function inputSteps({ state, jsonata }: PlanState): Step[] {
  return jsonata ? argumentsOf(state) : [...inputPath(state), ...template(state, 'Parameters')]
}

/** From the result in the payload to `exit`: ResultSelector, Assign, ResultPath and OutputPath, or Assign and Output. */
export function outputFlow(plan: PlanState, from: Stage): Operation {
  return plan.jsonata ? jsonataOutput(plan, from) : jsonPathOutput(plan, from)
}

/** What changes an output besides ResultPath. */
const others = ['ResultSelector', 'Assign', 'OutputPath']

/** Outputs that are placed by a ResultPath and by nothing else. Many states have the same: what they share stays in the processor's cache. */
const placed = new Map<string, Operation>()
const most = 1000

function jsonPathOutput(plan: PlanState, from: Stage): Operation {
  const { node } = plan.state
  const path = stringAt(node, 'ResultPath')?.value
  if (path === undefined || path === '$' || others.some((field) => memberOf(node, field) !== undefined)) return ownOutput(plan, from)
  const key = `${from} ${path}`
  const known = placed.get(key)
  if (known !== undefined) return known
  if (placed.size >= most) placed.clear()
  const made = placedOutput(path, from)
  placed.set(key, made)
  return made
}

/** Refers to no state, so that it keeps none in memory. */
function placedOutput(path: string, from: Stage): Operation {
  const place = compileResultPath(path)
  const step: Step = { to: 'afterResultPath', record: record.afterResultPath, change: (t) => place(t.input, t.value) }
  return pipeline(from, [step], (stage) => unchanged(stage))
}

function ownOutput({ state }: PlanState, from: Stage): Operation {
  const resultPath = valueAt(state.node, 'ResultPath')
  const place = resultPath?.kind === 'string' && resultPath.value !== '$' ? compileResultPath(resultPath.value) : undefined
  const discard = resultPath?.kind === 'null'
  const assign = assignOf(state, false)
  const steps: Step[] = template(state, 'ResultSelector')
  if (place !== undefined || discard || assign !== undefined)
    steps.push({
      to: 'afterResultPath',
      record: record.afterResultPath,
      change: (t) => {
        const failure = assign?.(t)
        if (failure !== undefined) return failure
        if (discard) return t.input
        return place === undefined ? t.value : place(t.input, t.value)
      },
    })
  return pipeline(from, steps, (stage) => outputPath(state, stage))
}

/** Evaluates Assign with the payload as `$`; the variables are set at the state's exit, so that OutputPath still sees the old ones. */
export function assignOf(
  { node }: { readonly node: Node },
  jsonata: boolean,
  location = 'Assign',
): ((thread: ThreadImpl) => Failure | undefined) | undefined {
  const member = memberOf(node, 'Assign')?.value
  if (member === undefined) return undefined
  const evaluate = jsonata ? compileJsonata(member, location) : compileTemplate(member)
  return (thread) => {
    const assigned = evaluate(jsonata ? thread.input : thread.value, thread)
    if (assigned instanceof Failure) return assigned
    if (isObject(assigned) && Object.keys(assigned).length > 0) thread.assigned = assigned
    return undefined
  }
}

/** `end`: the exit that it leads to. */
export function outputPath(state: State, from: Stage, end = exit): Operation {
  const value = valueAt(state.node, 'OutputPath')
  if (value?.kind === 'null') return to(from, () => nothing, end)
  if (value?.kind !== 'string' || value.value === '$') return unchanged(from, end)
  const path = compilePathField(value)
  return to(from, (t) => path(t.value, t), end)
}

const unchanged = (from: Stage, end = exit): Operation => ({ stage: from, run: () => end, leads: end })

/** The last change, after which the thread stands at `exit`. */
function to(from: Stage, change: (thread: ThreadImpl) => Json | Failure, end = exit): Operation {
  return operation(from, (thread) => {
    const value = change(thread)
    if (value instanceof Failure) return thread.fail(value)
    thread.value = value
    return end
  })
}

function jsonataOutput({ state }: PlanState, from: Stage): Operation {
  const output = memberOf(state.node, 'Output')?.value
  const evaluate = output === undefined ? undefined : compileJsonata(output, 'Output')
  const assign = assignOf(state, true)
  return to(from, (thread) => {
    const value = evaluate === undefined ? thread.value : evaluate(thread.input, thread)
    if (value instanceof Failure) return value
    return assign?.(thread) ?? value
  })
}

/** What a Catcher's next state gets, from the error output: through ResultPath into the state's input, or by Output. */
export function catcherOutput(
  { jsonata }: PlanState,
  node: Node,
  location: string,
): ((thread: ThreadImpl, output: JsonObject) => Json | Failure) | undefined {
  if (jsonata) {
    const output = memberOf(node, 'Output')?.value
    if (output === undefined) return undefined
    const evaluate: Evaluate = compileJsonata(output, `${location}/Output`)
    return (thread) => evaluate(thread.input, thread)
  }
  if (valueAt(node, 'ResultPath')?.kind === 'null') return (thread) => thread.input
  const path = stringAt(node, 'ResultPath')
  if (path === undefined || path.value === '$') return undefined
  const place = compileResultPath(path.value)
  return (thread, output) => place(thread.input, output)
}
