import { isArray, isObject, type Json, type JsonObject } from '../base/json'
import type { ExpressionPorts } from '../expressions/evaluation/scope'
import type { Thread } from '../interpreter/api'
import { flowValuesOf } from '../interpreter/flowValues'
import { cursorAt } from '../language/cursor/cursor'
import { type FlowRow, rowNamed } from '../model/dataflow'
import type { AslDocument } from '../model/document'
import type { State } from '../model/machine'
import type { Subject } from './subject'
import { subjectOf } from './thread'

/** A field of a state's data flow, of one of its Catchers or of a Choice Rule. */
interface FlowField {
  readonly state: State
  readonly row: FlowRow
}

/** The field of the data flow that an offset of the text is in; undefined where it is in none. */
export function fieldAtOffset(document: AslDocument, offset: number): FlowField | undefined {
  const { state, inside } = cursorAt(document, offset)
  const [field, , inner] = inside
  if (state === undefined || typeof field !== 'string') return undefined
  const { type = 'Succeed', queryLanguage } = state
  const own = (holder: 'Catcher' | 'ChoiceRule') => (typeof inner === 'string' ? rowNamed(holder, queryLanguage, inner) : undefined)
  const row =
    field === 'Catch' ? own('Catcher') : ((field === 'Choices' ? own('ChoiceRule') : undefined) ?? rowNamed(type, queryLanguage, field))
  return row && { state, row }
}

/**
 * What the expressions of a field see, over the values that a thread has where it stands: those of an ItemSelector see the item of `child`, or else the first.
 * The place that a ResultPath names is looked for in what the state makes of it. Undefined where the value is not known yet.
 */
export function subjectOfField(
  thread: Thread,
  { kind, sees, gives, item }: FlowRow,
  ports: ExpressionPorts,
  child?: Thread,
): Subject | undefined {
  const values = flowValuesOf(thread)
  const payload = values[kind === 'resultPath' ? (gives ?? sees) : sees]
  if (payload === undefined) return undefined
  const { input, scope } = subjectOf(thread, ports)
  const context = item === true ? withItem(scope.context, values.items, child?.index ?? 0) : scope.context
  return { payload, input, scope: { ...scope, context, result: values.result ?? scope.result, errorOutput: values.errorOutput } }
}

function withItem(context: JsonObject, items: Json | undefined, index: number): JsonObject {
  const key = isObject(items) ? Object.keys(items)[index] : undefined
  const value = isArray(items) ? items[index] : key === undefined ? undefined : (items as JsonObject)[key]
  if (value === undefined) return context
  return { ...context, Map: { Item: { Index: index, ...(key !== undefined && { Key: key }), Value: value, Source: 'STATE_DATA' } } }
}
