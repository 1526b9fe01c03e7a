import { isArray, isObject, type Json, type JsonObject } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import type { Evaluate } from '../../expressions/evaluation/scope'
import { compileItemsPath, notAnArray } from '../../expressions/fields/pathField'
import { events } from '../../history/events'
import { fieldOfKind, rowsOf } from '../../model/dataflow'
import { isDistributed, type State } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { Frame } from '../frame'
import { type Items, itemsJson, itemsOf } from '../items/items'
import { doing, passing } from '../operation'
import type { Compiled, PlanScope } from '../planState'
import { stage as record } from '../stages'
import { evaluated } from './changes'
import { enterFlow, exitFlow } from './dataflow'
import { inlineMap } from './inlineMap'
import type { MapParts } from './mapParts'
import { mapRun } from './mapRun'
import { bounded, integerOf } from './numbers'
import { unexpected } from './unexpected'

/** Source: ASL specification, Map State. */
export function map(scope: PlanScope): Compiled {
  const { state, plan } = scope
  const each = fieldOfKind(state, 'each')
  const parts: MapParts = {
    concurrency:
      bounded(integerOf(state.node, 'MaxConcurrency', plan.jsonata), (value) =>
        value < 0
          ? new Failure('States.Runtime', `Expected non-negative integer for MaxConcurrency, got '${value}' instead.`, state.node)
          : undefined,
      ) ?? (() => 0),
    selector: each && evaluated(each, state, 'ItemSelector'),
    after: exitFlow(scope),
  }
  const distributed = state.machines[0] !== undefined && isDistributed(state.machines[0])
  const { run, join, given } = distributed ? mapRun(scope, parts) : inlineMap(scope, parts)
  const items = plan.jsonata ? jsonataItems(state, distributed) : jsonPathItems(state, distributed)
  return {
    join,
    afterResult: parts.after,
    given,
    givenUp: (thread) => void thread.log(events.mapStateFailed),
    enter: enterFlow(scope, (from) => {
      if (fieldOfKind(state, 'read') !== undefined) return run(from)
      const next = run('afterItemsPath')
      return doing(from, fieldOfKind(state, 'items') && rowsOf(state).find(({ kind }) => kind === 'items')!.field, (thread) => {
        const list = items(thread.frame)
        if (list instanceof Failure) return thread.fail(list)
        thread.frame.items = list
        thread.record(record.afterItemsPath, itemsJson(list))
        return passing(thread, next)
      })
    }),
  }
}

type ItemsField = (frame: Frame) => Items | Failure

/** A distributed Map takes an object too. Source: Developer Guide, "ItemReader (Map)", JSON data from a previous step. */
const isIterable = (value: Json, distributed: boolean): value is readonly Json[] | JsonObject =>
  isArray(value) || (distributed && isObject(value))

function jsonPathItems(state: State, distributed: boolean): ItemsField {
  const node = fieldOfKind(state, 'items')
  const path = node?.kind === 'string' ? node.value : '$'
  const evaluate: Evaluate = node?.kind === 'string' ? compileItemsPath(node) : (input) => input
  return (frame) => {
    const value = evaluate(frame.value, frame)
    if (value instanceof Failure) return value
    return isIterable(value, distributed) ? itemsOf(value) : notAnArray(path)
  }
}

function jsonataItems(state: State, distributed: boolean): ItemsField {
  const node = fieldOfKind(state, 'items')
  if (node === undefined) return ({ input }) => (isIterable(input, distributed) ? itemsOf(input) : noItems(input, state.node))
  const evaluate = evaluated(node, state, 'Items')
  return (frame) => {
    const value = evaluate(frame)
    if (value instanceof Failure) return value
    return isIterable(value, distributed) ? itemsOf(value) : unexpected(node, 'Items', 'array', value)
  }
}

/** A JSONata Map without Items maps over its input. There is no field that failed: the event has no location. Source: recordings of AWS. */
const noItems = (input: Json, node: Node) =>
  new Failure('States.QueryEvaluationError', `Map state input must be an array but was: ${jsonText(input)}`, node)
