import type { Range } from '../../base/range'
import type { Template } from '../../model/deploymentTemplate'
import type { AslDocument, Definition } from '../../model/document'
import type { Machine, State, Transition } from '../../model/machine'
import type { Node, StringNode } from '../../syntax/node'
import { rangeOf } from '../../syntax/strings'
import { contains, nodeAt } from '../../syntax/walk'
import { definitionAt, distinct, placeAt, statesOf, variablesIn } from '../cursor/stateAt'

/** What a name in the text stands for. */
export type Name = StateName | VariableName | SubstitutionName

/** The name of a state, at its key or where a transition names it. The range is that of the name, without quotes. */
export interface StateName extends Range {
  readonly kind: 'state'
  readonly name: string
  /** The machine in whose scope the name is looked up. */
  readonly machine: Machine
  readonly definition: Definition
}

/** The name of a variable, where it is assigned or read. `name` and the range are without the dollar. */
export interface VariableName extends Range {
  readonly kind: 'variable'
  readonly name: string
  /** The machine in whose scope it is assigned. */
  readonly scope: Machine
  readonly definition: Definition
}

/** `${Name}`, quoted or not. The range is that of the name. */
export interface SubstitutionName extends Range {
  readonly kind: 'substitution'
  readonly name: string
  readonly definition: Definition
  /** A name of the template around it (a resource or parameter), not one of DefinitionSubstitutions. */
  readonly ofTemplate: boolean
}

/** A place where a name stands. `write`: the state's key, an Assign, the template's declaration. */
export interface Occurrence extends Range {
  readonly kind: 'read' | 'write'
  /** The string that it is, or is a part of. */
  readonly node: StringNode | undefined
  /** The state that it belongs to: the one defined, or the one around a reference. */
  readonly state: State | undefined
}

/** The text between the quotes. */
export const inner = (node: StringNode): Range => rangeOf(node, 0, node.value.length)

/**
 * The name of a state, variable or substitution under the cursor; undefined where there is none. A state's also where no state has it; a
 * variable's only where one is assigned that is seen there.
 */
export function nameAt(document: AslDocument, offset: number): Name | undefined {
  const definition = definitionAt(document, offset)
  if (definition === undefined) return declarationAt(document, offset)
  const node = nodeAt(definition.root, offset)
  if (node === undefined || node.kind === 'member') return undefined
  return substitutionAt(definition, node, offset) ?? stateAt(definition, offset) ?? variableAt(document, definition, node, offset)
}

function stateAt(definition: Definition, offset: number): StateName | undefined {
  const { machine, state } = placeAt(definition.machine, offset)
  if (machine.startAt !== undefined && contains(machine.startAt.node, offset)) return reference(definition, machine, machine.startAt)
  if (state === undefined) return undefined
  if (contains(state.key, offset)) return { kind: 'state', name: state.name, machine, definition, ...inner(state.key) }
  const transition = state.transitions.find((each) => contains(each.node, offset))
  return transition && reference(definition, machine, transition)
}

const reference = (definition: Definition, machine: Machine, { target, node }: Transition): StateName => ({
  kind: 'state',
  name: target,
  machine,
  definition,
  ...inner(node),
})

function variableAt(document: AslDocument, definition: Definition, node: Node, offset: number): VariableName | undefined {
  if (node.kind !== 'string') return undefined
  const variables = variablesIn(definition)
  const assigned = variables.definitions.find((each) => contains(each.range, offset))
  if (assigned !== undefined) return { kind: 'variable', name: assigned.name, scope: assigned.state.machine, definition, ...assigned.range }
  const read = variables.references.find((each) => contains(each.range, offset))
  const scope = read && variables.resolve(read.name, read.state).scope
  return scope && { kind: 'variable', name: read.name, scope, definition, ...withoutDollar(document, read.range) }
}

function substitutionAt(definition: Definition, node: Node, offset: number): SubstitutionName | undefined {
  const made = (name: string, { offset, length }: Range, intrinsic: boolean): SubstitutionName => {
    const ofTemplate = intrinsic || (definition.logicalId !== undefined && !definition.substitutions?.has(name))
    return { kind: 'substitution', name, definition, ofTemplate, offset, length }
  }
  if (node.kind === 'substitution') return node.name === undefined ? undefined : made(node.name, node, node.intrinsic === true)
  if (node.kind !== 'string') return undefined
  const part = node.substitutions?.find((each) => contains(rangeOf(node, each.offset, each.length), offset))
  return part && made(part.name, rangeOf(node, part.offset, part.length), node.intrinsic === true)
}

/** Where a template declares what a name begins with: `Table` of `Table.Arn`, `aws_lambda_function.order` of `aws_lambda_function.order.arn`. */
function declarationIn({ names }: Template, name: string): Range | undefined {
  const [first = '', second, third] = name.split('.')
  return names.get(first) ?? names.get(`${first}.${second}`) ?? names.get(`${first}.${second}.${third}`)
}

/** A name in DefinitionSubstitutions, beside its definition. */
function declarationAt(document: AslDocument, offset: number): SubstitutionName | undefined {
  for (const definition of document.definitions) {
    if (definition.template !== undefined) continue
    for (const [name, range] of definition.substitutions ?? [])
      if (contains(range, offset))
        return { kind: 'substitution', name, definition, ofTemplate: false, offset: range.offset, length: range.length }
  }
  return undefined
}

/** Every place of a name in its document, in the order of the text. */
export function occurrencesOf(document: AslDocument, name: Name): readonly Occurrence[] {
  switch (name.kind) {
    case 'state':
      return stateOccurrences(name)
    case 'variable':
      return variableOccurrences(document, name)
    case 'substitution':
      return substitutionOccurrences(document, name)
  }
}

function stateOccurrences({ machine, name }: StateName): Occurrence[] {
  const found: Occurrence[] = []
  if (machine.startAt?.target === name)
    found.push({ kind: 'read', node: machine.startAt.node, state: undefined, ...inner(machine.startAt.node) })
  for (const state of statesOf(machine)) {
    if (state.name === name) found.push({ kind: 'write', node: state.key, state, ...inner(state.key) })
    for (const { target, node } of state.transitions) if (target === name) found.push({ kind: 'read', node, state, ...inner(node) })
  }
  return distinct(found)
}

function variableOccurrences(document: AslDocument, { name, scope, definition }: VariableName): Occurrence[] {
  const variables = variablesIn(definition)
  const written = variables.definitionsIn(scope, name).map((each): Occurrence => {
    return { kind: 'write', node: each.member.key, state: each.state, ...each.range }
  })
  const read = variables.references
    .filter((each) => each.name === name && variables.resolve(name, each.state).scope === scope)
    .map((each): Occurrence => ({ kind: 'read', node: each.node, state: each.state, ...withoutDollar(document, each.range) }))
  return distinct([...written, ...read])
}

function substitutionOccurrences(document: AslDocument, { name, definition, ofTemplate }: SubstitutionName): Occurrence[] {
  const found: Occurrence[] = []
  const add = (kind: Occurrence['kind'], { offset, length }: Range) =>
    found.push({ kind, node: undefined, state: undefined, offset, length })
  const declared = ofTemplate
    ? document.template && declarationIn(document.template, name)
    : definition.template === undefined
      ? definition.substitutions?.get(name)
      : undefined
  if (declared !== undefined) add('write', declared)
  for (const { node, part } of substitutionsIn(definition.root))
    if (part.name === name) add('read', node.kind === 'string' ? rangeOf(node, part.offset, part.length) : node)
  return distinct(found)
}

/** Every `${Name}` of a tree; for one without quotes the part is the node itself. */
export function* substitutionsIn(root: Node): Generator<{ readonly node: Node; readonly part: Range & { readonly name: string } }> {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'string') for (const part of node.substitutions ?? []) yield { node, part }
    else if (node.kind === 'substitution') {
      if (node.name !== undefined) yield { node, part: { offset: 0, length: node.length, name: node.name } }
    } else if (node.kind === 'array') for (let i = node.items.length - 1; i >= 0; i--) stack.push(node.items[i]!)
    else if (node.kind === 'object')
      for (let i = node.members.length - 1; i >= 0; i--) {
        const { key, value } = node.members[i]!
        if (value !== undefined) stack.push(value)
        stack.push(key)
      }
  }
}

/** `$name` without its dollar sign. */
const withoutDollar = (document: AslDocument, { offset, length }: Range): Range =>
  document.text[offset] === '$' ? { offset: offset + 1, length: length - 1 } : { offset, length }
