import { isDelimited } from '../../expressions/jsonata/body'
import { fields } from '../../model/fields'
import { type Machine, type State, valueAt } from '../../model/machine'
import { isOpen } from '../../model/unknown'
import type { Node, ObjectNode } from '../../syntax/node'
import { convertRule } from './choice'
import { type Draft, DraftArray, DraftObject, Kept } from './draft'
import { type Base, convertExpression, convertPathText, Unconvertible } from './expression'
import { constantFlow, type Flow, fieldOf, throughPath, throughResultPath, throughTemplate } from './flow'
import { convertTemplate, embed, textOf } from './template'

type Members = [string, Draft][]

/** What becomes of the machines inside of a Map or Parallel: they are converted too, or stay as they are. */
export type Inner = (machine: Machine) => Draft

/** Fields of the data flow: they are made anew, behind the others. */
const flowFields = new Set([
  'QueryLanguage',
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'Result',
  'ItemsPath',
  'ItemSelector',
  'Assign',
])

/** A JSONPath state as a JSONata state of the same behaviour. Throws Unconvertible. */
export function convertStateNode(state: State, inner: Inner, alone: boolean): DraftObject {
  const { node } = state
  if (isOpen(node)) throw new Unconvertible('a state that is only known to its template')
  const members: Members = []
  const input = throughPath(node, 'InputPath', { expression: '$states.input' })
  for (const { key, value } of node.members) {
    const name = key.value
    if (value === undefined || flowFields.has(name)) continue
    members.push(field(state, name, value, input.expression, inner))
    if (name === 'Type' && alone) members.push(['QueryLanguage', 'JSONata'])
  }
  members.push(...dataFlow(state, input))
  return new DraftObject(members, node)
}

/** A field that is not of the data flow; a `Path` field becomes the field that takes an expression. */
function field(state: State, name: string, value: Node, base: Base, inner: Inner): [string, Draft] {
  switch (name) {
    case 'Choices':
      return [name, listOf(value, name, (rule) => choiceRule(state, rule, base))]
    case 'Catch':
      return [name, listOf(value, name, catcher)]
    case 'Branches':
      return [name, listOf(value, name, (branch) => nested(state, branch, inner))]
    case 'ItemProcessor':
    case 'Iterator':
      return ['ItemProcessor', nested(state, value, inner)]
    case 'ItemReader':
    case 'ResultWriter':
    case 'ItemBatcher':
      return [name, reader(value, base)]
    case 'Credentials':
      return [name, convertTemplate(value, base)]
  }
  if (name.endsWith('Path')) return [name.slice(0, -4), embed(convertExpression(textOf(value, name), base))]
  return [name, kept(value, name)]
}

/** A field that is no matter of the data flow. JSONata would evaluate a text that looks like an expression. */
function kept(value: Node, name: string): Draft {
  const isExpression = value.kind === 'string' && isDelimited(value.value)
  return isExpression && evaluated.has(name) ? embed(JSON.stringify(value.value)) : new Kept(value)
}

/** The fields that have a plain value in JSONPath, and may have an expression in JSONata. */
const evaluated: ReadonlySet<string> = new Set(
  fields.filter(({ expression, language }) => expression && language === undefined).map(({ name }) => name),
)

function listOf(value: Node, name: string, convert: (item: Node) => Draft): DraftArray {
  if (value.kind !== 'array') throw new Unconvertible(`${name} that is no array`)
  return new DraftArray(value.items.map(convert), value)
}

/** The machine that an object is. */
function nested({ machines }: State, value: Node, inner: Inner): Draft {
  const machine = machines.find(({ node }) => node === value)
  if (machine === undefined) throw new Unconvertible('a machine that is only known to its template')
  return inner(machine)
}

/** ItemReader, ResultWriter, ItemBatcher and what they hold: Parameters are Arguments, and templates and paths are expressions. */
function reader(node: Node, base: Base): Draft {
  if (node.kind !== 'object') return new Kept(node)
  return new DraftObject(
    node.members.flatMap(({ key, value }): Members => {
      const name = key.value
      if (value === undefined) return []
      if (name === 'Parameters') return [['Arguments', convertTemplate(value, base)]]
      if (name === 'BatchInput') return [[name, convertTemplate(value, base)]]
      if (name === 'ReaderConfig') return [[name, reader(value, base)]]
      if (name.endsWith('Path')) return [[name.slice(0, -4), embed(convertPathText(textOf(value, name), base))]]
      return [[name, kept(value, name)]]
    }),
    node,
  )
}

function choiceRule(state: State, rule: Node, base: Base): Draft {
  if (rule.kind !== 'object' || isOpen(rule)) throw new Unconvertible('a Choice Rule that is only known to its template')
  const members: Members = [['Condition', embed(convertRule(rule, base))]]
  for (const { key, value } of rule.members) {
    if (value === undefined) continue
    if (key.value === 'Next' || key.value === 'Comment') members.push([key.value, new Kept(value)])
    if (key.value === 'Assign') members.push(['Assign', convertTemplate(value, base)])
  }
  const output = throughPath(state.node, 'OutputPath', throughPath(state.node, 'InputPath', { expression: '$states.input' }))
  if (output.expression !== '$states.input') members.push(['Output', fieldOf(output)])
  return new DraftObject(members, rule)
}

/** What a Catcher hands on is the error output, put into the input by ResultPath. */
function catcher(node: Node): Draft {
  if (node.kind !== 'object' || isOpen(node)) throw new Unconvertible('a Catcher that is only known to its template')
  const error = '$states.errorOutput'
  const members = node.members.flatMap(({ key, value }): Members => {
    if (value === undefined || key.value === 'ResultPath') return []
    return key.value === 'Assign' ? [['Assign', convertTemplate(value, error)]] : [[key.value, new Kept(value)]]
  })
  const output = throughResultPath(valueAt(node, 'ResultPath'), { expression: error })
  if (output.expression !== error) members.push(['Output', fieldOf(output)])
  return new DraftObject(members, node)
}

/** Arguments, Items, ItemSelector, Assign and Output, from the fields of the JSONPath data flow. */
function dataFlow(state: State, input: Flow): Members {
  const { node, type } = state
  const members: Members = []
  let result: Flow = input
  if (type === 'Task' || type === 'Parallel') {
    const effective = throughTemplate(node, 'Parameters', input)
    if (effective.field !== undefined || effective.expression !== '$states.input') members.push(['Arguments', fieldOf(effective)])
    result = { expression: '$states.result' }
  } else if (type === 'Map') {
    members.push(...mapFields(node, input))
    result = { expression: '$states.result' }
  } else if (type === 'Pass') {
    const constant = valueAt(node, 'Result')
    result = constant ? constantFlow(constant) : throughTemplate(node, 'Parameters', input)
  }
  result = throughTemplate(node, 'ResultSelector', result)
  const assign = valueAt(node, 'Assign')
  if (assign) members.push(['Assign', convertTemplate(assign, result.expression)])
  if (type === 'Fail') return members
  const placed = throughPath(node, 'OutputPath', throughResultPath(valueAt(node, 'ResultPath'), result))
  const unchanged = type === 'Task' || type === 'Parallel' || type === 'Map' ? '$states.result' : '$states.input'
  if (placed.field !== undefined || placed.expression !== unchanged) members.push(['Output', fieldOf(placed)])
  return members
}

function mapFields(node: ObjectNode, input: Flow): Members {
  const members: Members = []
  const path = valueAt(node, 'ItemsPath')
  const items = path === undefined || path.kind === 'null' ? input.expression : convertPathText(textOf(path, 'ItemsPath'), input.expression)
  if (items !== '$states.input' && !valueAt(node, 'ItemReader')) members.push(['Items', embed(items)])
  const selector = valueAt(node, 'ItemSelector') ?? valueAt(node, 'Parameters')
  if (selector) members.push(['ItemSelector', convertTemplate(selector, input.expression)])
  return members
}
