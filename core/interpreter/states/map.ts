import { isArray, isObject, type Json, type JsonObject } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import type { Evaluate } from '../../expressions/evaluation/scope'
import { compileItemsPath, notAnArray } from '../../expressions/fields/pathField'
import { compileTemplate } from '../../expressions/fields/template'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { events } from '../../history/events'
import { memberOf, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { type Items, itemsJson, itemsOf } from '../items/items'
import { type Operation, operation } from '../operation'
import type { PlanScope } from '../planState'
import { stage as record } from '../stages'
import type { ThreadImpl } from '../thread'
import { inputPath, outputFlow, pipeline } from './dataflow'
import { inlineMap } from './inlineMap'
import type { MapParts } from './mapParts'
import { mapRun } from './mapRun'
import { integerOf } from './numbers'
import { unexpected } from './unexpected'

/** Source: ASL specification, Map State. */
export function map(scope: PlanScope): Operation {
  const { state, plan } = scope
  const parts: MapParts = {
    plan,
    concurrency: concurrencyOf(state, plan.jsonata),
    selector: selectorOf(state, plan.jsonata),
    after: outputFlow(plan, 'result'),
  }
  plan.afterResult = parts.after
  plan.givenUp = (thread) => void thread.log(events.mapStateFailed)
  const reader = memberOf(state.node, 'ItemReader')?.value
  const distributed = isDistributed(state)
  const run = distributed ? mapRun(scope, parts, reader) : inlineMap(scope, parts)
  const steps = plan.jsonata ? [] : inputPath(state)
  if (distributed && reader !== undefined) return pipeline('enter', steps, run)
  const items = plan.jsonata ? jsonataItems(state, distributed) : jsonPathItems(state, distributed)
  return pipeline('enter', steps, (from) => {
    const next = run('afterItemsPath')
    return operation(from, (thread) => {
      const list = items(thread)
      if (list instanceof Failure) return thread.fail(list)
      thread.items = list
      thread.record(record.afterItemsPath, itemsJson(list))
      return next
    })
  })
}

function concurrencyOf(state: State, jsonata: boolean): MapParts['concurrency'] {
  const evaluate = integerOf(state.node, 'MaxConcurrency', jsonata)
  return (thread) => {
    const value = evaluate?.(thread) ?? 0
    return typeof value === 'number' && value < 0
      ? new Failure('States.Runtime', `Expected non-negative integer for MaxConcurrency, got '${value}' instead.`, state.node)
      : value
  }
}

function isDistributed(state: State): boolean {
  const processor = valueAt(state.node, 'ItemProcessor') ?? valueAt(state.node, 'Iterator')
  const mode = valueAt(valueAt(processor, 'ProcessorConfig'), 'Mode')
  return mode?.kind === 'string' && mode.value === 'DISTRIBUTED'
}

/** ItemSelector, or Parameters as it was once called. */
function selectorOf(state: State, jsonata: boolean): Evaluate | undefined {
  const node = memberOf(state.node, 'ItemSelector')?.value ?? (jsonata ? undefined : memberOf(state.node, 'Parameters')?.value)
  if (node === undefined) return undefined
  return jsonata ? compileJsonata(node, 'ItemSelector') : compileTemplate(node)
}

type ItemsField = (thread: ThreadImpl) => Items | Failure

/** A distributed Map takes an object too. Source: Developer Guide, "ItemReader (Map)", JSON data from a previous step. */
const isIterable = (value: Json, distributed: boolean): value is readonly Json[] | JsonObject =>
  isArray(value) || (distributed && isObject(value))

function jsonPathItems(state: State, distributed: boolean): ItemsField {
  const node = valueAt(state.node, 'ItemsPath')
  const path = node?.kind === 'string' ? node.value : '$'
  const evaluate: Evaluate = node?.kind === 'string' ? compileItemsPath(node) : (input) => input
  return (thread) => {
    const value = evaluate(thread.value, thread)
    if (value instanceof Failure) return value
    return isIterable(value, distributed) ? itemsOf(value) : notAnArray(path)
  }
}

function jsonataItems(state: State, distributed: boolean): ItemsField {
  const node = memberOf(state.node, 'Items')?.value
  if (node === undefined) return ({ input }) => (isIterable(input, distributed) ? itemsOf(input) : noItems(input, state.node))
  const evaluate = compileJsonata(node, 'Items')
  return (thread) => {
    const value = evaluate(thread.input, thread)
    if (value instanceof Failure) return value
    return isIterable(value, distributed) ? itemsOf(value) : unexpected(node, 'Items', 'array', value)
  }
}

/** A JSONata Map without Items maps over its input. There is no field that failed: the event has no location. Source: recordings of AWS. */
const noItems = (input: Json, node: Node) =>
  new Failure('States.QueryEvaluationError', `Map state input must be an array but was: ${jsonText(input)}`, node)
