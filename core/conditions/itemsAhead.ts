import { isArray, type Json } from '../base/json'
import { Failure } from '../expressions/evaluation/failure'
import type { ExpressionPorts } from '../expressions/evaluation/scope'
import type { Thread } from '../interpreter/api'
import { fieldAt, fieldOfKind, rowsOf } from '../model/dataflow'
import type { Node } from '../syntax/node'
import type { Subject } from './subject'
import { languageOf, subjectOf } from './thread'
import { compileWatch } from './watch'

/**
 * The items that a Map is about to go through, one for each iteration, where it is about to evaluate its fields or has done so. Undefined: the thread is at no Map, or
 * what its iterations are is not known before it runs (an ItemReader, an ItemBatcher, a field that fails). Nothing of the execution changes.
 */
export function itemsAhead(thread: Thread, ports: ExpressionPorts): readonly Json[] | undefined {
  const { state, stage, stages } = thread
  if (state?.type !== 'Map' || fieldOfKind(state, 'read') !== undefined || fieldOfKind(state, 'batch') !== undefined) return undefined
  if (stages.afterItemsPath !== undefined) return isArray(stages.afterItemsPath) ? stages.afterItemsPath : undefined
  let subject = subjectOf(thread, ports)
  const value = (node: Node) => (node.kind === 'string' ? found(compileWatch(node.value, languageOf(thread)).evaluate(subject)) : undefined)
  const effective = rowsOf(state).find(({ gives }) => gives === 'effective')
  const path = stage === 'enter' && effective !== undefined ? fieldAt(state, effective) : undefined
  if (path !== undefined) {
    const payload = value(path)
    if (payload === undefined) return undefined
    subject = { ...subject, payload } satisfies Subject
  }
  const field = fieldOfKind(state, 'items')
  const items = field === undefined ? subject.payload : value(field)
  return items !== undefined && isArray(items) ? items : undefined
}

const found = (value: Json | Failure | undefined): Json | undefined => (value instanceof Failure ? undefined : value)
