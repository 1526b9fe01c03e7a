import { type Json, setMember } from '../../json'
import { valueAt } from '../../model/machine'
import { type Path, parsePath } from '../../paths/parse'
import type { Node, ObjectNode } from '../../syntax/node'
import { type Base, convertPathText, fieldName, Unconvertible } from './expression'
import { constantExpression, convertConstant, convertTemplate, embed, templateExpression } from './template'

/** A value on its way through a state: as an expression, and as a field's value where that reads better. */
export interface Flow {
  readonly expression: string
  /** The field's value; by default the expression in `{% %}`. */
  readonly field?: Json
}

export const fieldOf = ({ field, expression }: Flow): Json => field ?? embed(expression)

/** InputPath or OutputPath applied to a value; null gives an empty object. */
export function throughPath(state: ObjectNode, name: 'InputPath' | 'OutputPath', flow: Flow): Flow {
  const node = valueAt(state, name)
  if (node === undefined || (node.kind === 'string' && node.value === '$')) return flow
  if (node.kind === 'null') return { expression: '{}', field: {} }
  if (node.kind !== 'string') throw new Unconvertible(`${name} that is no text`)
  return { expression: convertPathText(node.value, flow.expression) }
}

/** A payload template in place of the value. */
export function throughTemplate(state: ObjectNode, name: 'Parameters' | 'ResultSelector', flow: Flow): Flow {
  const node = valueAt(state, name)
  return node === undefined ? flow : templateFlow(node, flow.expression)
}

export const templateFlow = (node: Node, base: Base): Flow => ({
  expression: templateExpression(node, base),
  field: convertTemplate(node, base),
})

export const constantFlow = (node: Node): Flow => ({ expression: constantExpression(node), field: convertConstant(node) })

/** ResultPath: the result put into the state's raw input. */
export function throughResultPath(node: Node | undefined, result: Flow): Flow {
  const input = '$states.input'
  if (node === undefined || (node.kind === 'string' && node.value === '$')) return result
  if (node.kind === 'null') return { expression: input }
  if (node.kind !== 'string') throw new Unconvertible('ResultPath that is no text')
  const path = parsePath(node.value)
  return { expression: place(input, path, 0, result.expression) }
}

function place(at: string, path: Path, index: number, value: string): string {
  const segment = path.segments[index]
  if (segment === undefined) return value
  if (segment.kind !== 'name') throw new Unconvertible(`ResultPath ${path.text} leads into an array`)
  const inner = place(`${at}.${fieldName(segment.name)}`, path, index + 1, value)
  return `$merge([${at}, {${JSON.stringify(segment.name)}: ${inner}}])`
}

/** The members of an object in a new order of names. */
export function objectOf(members: readonly (readonly [string, Json])[]): Record<string, Json> {
  const object: Record<string, Json> = {}
  for (const [name, value] of members) setMember(object, name, value)
  return object
}
