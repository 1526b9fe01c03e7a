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
import type { Frame } from '../frame'
import type { Transform } from '../operation'

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
    return (frame) => evaluate(frame.input, frame)
  }
  const evaluate = compileTemplate(node)
  return (frame) => evaluate(frame.value, frame)
}

/** What a row makes of the payload, if that goes through the row at all. */
function through({ kind, field, gives }: FlowRow, node: Node, state: State, location: string): Transform | undefined {
  switch (kind) {
    case 'path': {
      if (node.kind !== 'string')
        return node.kind === 'null' ? (gives === 'effective' ? (frame) => kept(frame, nothing) : () => nothing) : undefined
      const path = compilePathField(node)
      return gives === 'effective' ? (frame) => kept(frame, path(frame.value, frame)) : (frame) => path(frame.value, frame)
    }
    case 'template':
      return evaluated(node, state, location + field)
    case 'constant': {
      const value = toJson(node)
      return () => value
    }
    case 'resultPath': {
      if (node.kind !== 'string') return node.kind === 'null' ? (frame) => frame.input : undefined
      const place = compileResultPath(node.value)
      return (frame) => place(frame.input, frame.value)
    }
    default:
      return undefined
  }
}

const nothing: JsonObject = Object.freeze({})

function kept(frame: Frame, value: Json | Failure): Json | Failure {
  if (!(value instanceof Failure)) frame.afterInputPath = value
  return value
}

type Assign = (frame: Frame) => Failure | undefined

/** The variables are set at the state's exit, so that OutputPath still sees the old ones. */
const assigning =
  (evaluate: Transform): Assign =>
  (frame) => {
    const assigned = evaluate(frame)
    if (assigned instanceof Failure) return assigned
    if (isObject(assigned) && Object.keys(assigned).length > 0) frame.assigned = assigned
    return undefined
  }

const beside =
  (assign: Assign): Transform =>
  (frame) =>
    assign(frame) ?? frame.value

const behind =
  (assign: Assign, change: Transform): Transform =>
  (frame) =>
    assign(frame) ?? change(frame)

const before =
  (change: Transform, assign: Assign): Transform =>
  (frame) => {
    const value = change(frame)
    return value instanceof Failure ? value : (assign(frame) ?? value)
  }
