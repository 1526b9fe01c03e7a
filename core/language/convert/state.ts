import type { Json } from '../../json'
import { type Machine, type State, valueAt } from '../../model/machine'
import type { Node, ObjectNode } from '../../syntax/node'
import { toJson } from '../../syntax/walk'
import { convertRule } from './choice'
import { type Base, convertExpression, convertPathText, Unconvertible } from './expression'
import { constantFlow, type Flow, fieldOf, objectOf, throughPath, throughResultPath, throughTemplate } from './flow'
import { convertTemplate, embed } from './template'

type Members = [string, Json][]

/** What becomes of the machines inside of a Map or Parallel: they are converted too, or stay as they are. */
export type Inner = (machine: Machine) => Json

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
export function convertStateNode(state: State, inner: Inner, alone: boolean): Json {
  const { node } = state
  const members: Members = []
  const input = throughPath(node, 'InputPath', { expression: '$states.input' })
  for (const { key, value } of node.members) {
    const name = key.value
    if (value === undefined || flowFields.has(name)) continue
    members.push(field(state, name, value, input.expression, inner))
    if (name === 'Type' && alone) members.push(['QueryLanguage', 'JSONata'])
  }
  members.push(...dataFlow(state, input))
  return objectOf(members)
}

/** A field that is not of the data flow; a `Path` field becomes the field that takes an expression. */
function field(state: State, name: string, value: Node, base: Base, inner: Inner): [string, Json] {
  switch (name) {
    case 'Choices':
      return [name, list(value).map((rule) => choiceRule(state, rule, base))]
    case 'Catch':
      return [name, list(value).map(catcher)]
    case 'Branches':
      return [name, state.machines.map(inner)]
    case 'ItemProcessor':
    case 'Iterator':
      return ['ItemProcessor', state.machines[0] ? inner(state.machines[0]) : toJson(value)]
    case 'ItemReader':
    case 'ResultWriter':
    case 'ItemBatcher':
      return [name, reader(value, base)]
    case 'Credentials':
      return [name, convertTemplate(value, base)]
  }
  if (name.endsWith('Path') && value.kind === 'string') return [name.slice(0, -4), embed(convertExpression(value.value, base))]
  return [name, toJson(value)]
}

const list = (node: Node): readonly Node[] => (node.kind === 'array' ? node.items : [])

/** ItemReader, ResultWriter, ItemBatcher and what they hold: Parameters are Arguments, and templates and paths are expressions. */
function reader(node: Node, base: Base): Json {
  if (node.kind !== 'object') return toJson(node)
  return objectOf(
    node.members.flatMap(({ key, value }): Members => {
      const name = key.value
      if (value === undefined) return []
      if (name === 'Parameters') return [['Arguments', convertTemplate(value, base)]]
      if (name === 'BatchInput') return [[name, convertTemplate(value, base)]]
      if (name === 'ReaderConfig') return [[name, reader(value, base)]]
      if (name.endsWith('Path') && value.kind === 'string') return [[name.slice(0, -4), embed(convertPathText(value.value, base))]]
      return [[name, toJson(value)]]
    }),
  )
}

function choiceRule(state: State, rule: Node, base: Base): Json {
  const members: Members = [['Condition', embed(convertRule(rule, base))]]
  if (rule.kind !== 'object') throw new Unconvertible('a Choice Rule that is no object')
  for (const { key, value } of rule.members) {
    if (value === undefined) continue
    if (key.value === 'Next' || key.value === 'Comment') members.push([key.value, toJson(value)])
    if (key.value === 'Assign') members.push(['Assign', convertTemplate(value, base)])
  }
  const output = throughPath(state.node, 'OutputPath', throughPath(state.node, 'InputPath', { expression: '$states.input' }))
  if (output.expression !== '$states.input') members.push(['Output', fieldOf(output)])
  return objectOf(members)
}

/** What a Catcher hands on is the error output, put into the input by ResultPath. */
function catcher(node: Node): Json {
  if (node.kind !== 'object') throw new Unconvertible('a Catcher that is no object')
  const error = '$states.errorOutput'
  const members = node.members.flatMap(({ key, value }): Members => {
    if (value === undefined || key.value === 'ResultPath') return []
    return key.value === 'Assign' ? [['Assign', convertTemplate(value, error)]] : [[key.value, toJson(value)]]
  })
  const output = throughResultPath(valueAt(node, 'ResultPath'), { expression: error })
  if (output.expression !== error) members.push(['Output', fieldOf(output)])
  return objectOf(members)
}

/** Arguments, Items, ItemSelector, Assign and Output, from the fields of the JSONPath data flow. */
function dataFlow(state: State, input: Flow): Members {
  const { node, type } = state
  const members: Members = []
  let result: Flow = input
  if (type === 'Task' || type === 'Parallel') {
    const effective = throughTemplate(node, 'Parameters', input)
    if (effective.expression !== '$states.input') members.push(['Arguments', fieldOf(effective)])
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
  if (placed.expression !== unchanged) members.push(['Output', fieldOf(placed)])
  return members
}

function mapFields(node: ObjectNode, input: Flow): Members {
  const members: Members = []
  const path = valueAt(node, 'ItemsPath')
  const items = path?.kind === 'string' ? convertPathText(path.value, input.expression) : input.expression
  if (items !== '$states.input' && !valueAt(node, 'ItemReader')) members.push(['Items', embed(items)])
  const selector = valueAt(node, 'ItemSelector') ?? valueAt(node, 'Parameters')
  if (selector) members.push(['ItemSelector', convertTemplate(selector, input.expression)])
  return members
}
