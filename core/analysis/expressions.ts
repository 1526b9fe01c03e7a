import { maxDepth } from '../base/depth'
import { isDelimited } from '../expressions/jsonata/body'
import { type Field, fieldsOf, isInLanguage, type ObjectKind } from '../model/fields'
import { machinesOf } from '../model/graph'
import type { Machine, State } from '../model/machine'
import type { Member, Node, ObjectNode, StringNode } from '../syntax/node'

/** An object of the language: a state, one of its Retriers, an ItemReader... */
export interface Holder {
  readonly kind: ObjectKind
  readonly node: ObjectNode
  readonly state: State
}

/** A string that is evaluated. */
export interface Expression {
  /** `template`: the value of a `.$` field, a path or an intrinsic call. `jsonata`: a `{% %}` string. */
  readonly kind: 'path' | 'referencePath' | 'template' | 'jsonata'
  readonly node: StringNode
  /** The field of the holder that it stands in, at any depth: Parameters, Output, ItemsPath... */
  readonly field: Field
  readonly holder: Holder
  /** The member whose value it is; undefined for an element of an array. */
  readonly member: Member | undefined
}

/** Any other string of a template: taken as it is. */
export type Literal = Omit<Expression, 'kind'>

/** Who walks over a state. All are called in the order of the text. */
export interface Visitor {
  object?(holder: Holder): void
  /** Every member of an object of the language; `field` is undefined where there is no such field. */
  member?(member: Member, field: Field | undefined, holder: Holder): void
  /** Every object within a payload template in JSONPath, the outermost one included. */
  template?(node: ObjectNode): void
  expression?(expression: Expression): void
  literal?(literal: Literal): void
}

/** Walks over the objects of one state, nested machines' own fields included, but not over their states. A state without a type has none. */
export function walkState(state: State, visitor: Visitor): void {
  if (state.type) walkObject({ kind: state.type, node: state.node, state }, visitor, 0)
}

function walkObject(holder: Holder, visitor: Visitor, depth: number): void {
  if (depth > maxDepth) return
  visitor.object?.(holder)
  if (holder.kind === 'Credentials' && holder.state.queryLanguage === 'JSONPath') visitor.template?.(holder.node)
  const fields = fieldsOf(holder.kind)
  for (const member of holder.node.members) {
    const field = fields.get(fieldName(holder, member))
    visitor.member?.(member, field, holder)
    if (field && member.value && isInLanguage(field, holder.state.queryLanguage))
      walkValue(member.value, member, field, holder, visitor, depth)
  }
}

/** `RoleArn.$` is RoleArn as a payload template has it. */
const fieldName = ({ kind, state }: Holder, { key: { value } }: Member): string =>
  kind === 'Credentials' && state.queryLanguage === 'JSONPath' && value.endsWith('.$') ? value.slice(0, -2) : value

function walkValue(value: Node, member: Member, field: Field, holder: Holder, visitor: Visitor, depth: number): void {
  const jsonata = holder.state.queryLanguage === 'JSONata'
  switch (field.value.kind) {
    case 'object':
      if (value.kind === 'object') walkObject({ kind: field.value.of, node: value, state: holder.state }, visitor, depth + 1)
      else if (jsonata && value.kind === 'string' && isDelimited(value.value))
        visitor.expression?.({ kind: 'jsonata', node: value, field, holder, member })
      return
    case 'array':
      if (value.kind !== 'array') return
      for (const item of value.items)
        if (item.kind === 'object') walkObject({ kind: field.value.of, node: item, state: holder.state }, visitor, depth + 1)
      return
    case 'path':
    case 'referencePath':
      if (value.kind === 'string')
        visitor.expression?.({ kind: field.value.intrinsic ? 'template' : field.value.kind, node: value, field, holder, member })
      return
    case 'template':
    case 'variables':
    case 'list':
      if (jsonata) walkJsonata(value, member, field, holder, visitor, depth)
      else walkTemplate(value, member, field, holder, visitor, depth)
      return
    case 'json':
      return
    default:
      if (jsonata && field.expression && value.kind === 'string') walkJsonata(value, member, field, holder, visitor, depth)
  }
}

function walkJsonata(value: Node, member: Member | undefined, field: Field, holder: Holder, visitor: Visitor, depth: number): void {
  if (depth > maxDepth) return
  if (value.kind === 'string') {
    if (isDelimited(value.value)) visitor.expression?.({ kind: 'jsonata', node: value, field, holder, member })
    else visitor.literal?.({ node: value, field, holder, member })
  } else if (value.kind === 'array') for (const item of value.items) walkJsonata(item, undefined, field, holder, visitor, depth + 1)
  else if (value.kind === 'object') {
    for (const each of value.members) if (each.value) walkJsonata(each.value, each, field, holder, visitor, depth + 1)
  }
}

function walkTemplate(value: Node, member: Member | undefined, field: Field, holder: Holder, visitor: Visitor, depth: number): void {
  if (depth > maxDepth) return
  if (member?.key.value.endsWith('.$') && member.value === value) {
    if (value.kind === 'string') visitor.expression?.({ kind: 'template', node: value, field, holder, member })
  } else if (value.kind === 'string') visitor.literal?.({ node: value, field, holder, member })
  else if (value.kind === 'array') for (const item of value.items) walkTemplate(item, undefined, field, holder, visitor, depth + 1)
  else if (value.kind === 'object') {
    visitor.template?.(value)
    for (const each of value.members) if (each.value) walkTemplate(each.value, each, field, holder, visitor, depth + 1)
  }
}

/**
 * Every expression of a state machine and of the machines nested in it, machine by machine. Of several states of one name only the first
 * counts.
 */
export function expressionsOf(machine: Machine): Expression[] {
  const found: Expression[] = []
  for (const { states } of machinesOf(machine)) {
    for (const state of states.values()) walkState(state, { expression: (expression) => found.push(expression) })
  }
  return found
}
