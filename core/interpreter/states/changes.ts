import { isObject, type Json, type JsonObject } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import { compilePathField } from '../../expressions/fields/pathField'
import { compileTemplate } from '../../expressions/fields/payloadTemplate'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { compileResultPath } from '../../expressions/paths/reference'
import { type FlowRow, fieldAt } from '../../model/dataflow'
import type { State } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { toJson } from '../../syntax/walk'
import type { Transform } from '../operation'
import type { ThreadImpl } from '../thread'

/**
 * What rows that are done in one step make of the payload. `holder`: the Catcher or Choice Rule whose rows they are; `location` is its
 * place in the state. Undefined: none of their fields is there.
 */
export function changeOf(state: State, rows: readonly FlowRow[], holder: Node = state.node, location = ''): Transform | undefined {
  let change: Transform | undefined
  let assign: Assign | undefined
  let assignsFirst = false
  for (const row of rows) {
    const node = fieldAt(state, row, holder)
    if (node === undefined) continue
    if (row.kind === 'assign') {
      assign = assigning(evaluated(node, state, location + row.field))
      assignsFirst = change === undefined
    } else change = through(row, node, state, location) ?? change
  }
  if (assign === undefined) return change
  return change === undefined ? beside(assign) : assignsFirst ? behind(assign, change) : before(change, assign)
}

/** A field that holds expressions, over what such a field sees: the payload, in JSONata the state's input. */
export function evaluated(node: Node, { queryLanguage }: Pick<State, 'queryLanguage'>, location: string): Transform {
  if (queryLanguage === 'JSONata') {
    const evaluate = compileJsonata(node, location)
    return (thread) => evaluate(thread.input, thread)
  }
  const evaluate = compileTemplate(node)
  return (thread) => evaluate(thread.value, thread)
}

/** What a row makes of the payload, if that goes through the row at all. */
function through({ kind, field, gives }: FlowRow, node: Node, state: State, location: string): Transform | undefined {
  switch (kind) {
    case 'path': {
      if (node.kind !== 'string')
        return node.kind === 'null' ? (gives === 'effective' ? (t) => kept(t, nothing) : () => nothing) : undefined
      const path = compilePathField(node)
      return gives === 'effective' ? (t) => kept(t, path(t.value, t)) : (t) => path(t.value, t)
    }
    case 'template':
      return evaluated(node, state, location + field)
    case 'constant': {
      const value = toJson(node)
      return () => value
    }
    case 'resultPath': {
      if (node.kind !== 'string') return node.kind === 'null' ? (t) => t.input : undefined
      const place = compileResultPath(node.value)
      return (t) => place(t.input, t.value)
    }
    default:
      return undefined
  }
}

const nothing: JsonObject = Object.freeze({})

function kept(thread: ThreadImpl, value: Json | Failure): Json | Failure {
  if (!(value instanceof Failure)) thread.afterInputPath = value
  return value
}

type Assign = (thread: ThreadImpl) => Failure | undefined

/** The variables are set at the state's exit, so that OutputPath still sees the old ones. */
const assigning =
  (evaluate: Transform): Assign =>
  (thread) => {
    const assigned = evaluate(thread)
    if (assigned instanceof Failure) return assigned
    if (isObject(assigned) && Object.keys(assigned).length > 0) thread.assigned = assigned
    return undefined
  }

const beside =
  (assign: Assign): Transform =>
  (thread) =>
    assign(thread) ?? thread.value

const behind =
  (assign: Assign, change: Transform): Transform =>
  (thread) =>
    assign(thread) ?? change(thread)

const before =
  (change: Transform, assign: Assign): Transform =>
  (thread) => {
    const value = change(thread)
    return value instanceof Failure ? value : (assign(thread) ?? value)
  }
