import { isDelimited } from '../../expressions/jsonata/body'
import { type FlowKind, type FlowRow, type FlowValues, rowNamed, rowsOf, throughFlow } from '../../model/dataflow'
import { fields } from '../../model/fields'
import { type Machine, type State, valueAt } from '../../model/machine'
import { isOpen } from '../../model/unknown'
import type { Node } from '../../syntax/node'
import { convertRule } from './convertChoice'
import { type Base, convertExpression, convertPathText, Unconvertible } from './convertExpression'
import { constantFlow, type Flow, fieldOf, templateFlow, throughPath, throughResultPath } from './convertFlow'
import { convertTemplate, embed, textOf } from './convertTemplate'
import { type Draft, DraftArray, DraftObject, Kept } from './draft'

type Members = [string, Draft][]

/** What becomes of the machines inside of a Map or Parallel: they are converted too, or stay as they are. */
export type Inner = (machine: Machine) => Draft

/** What is made anew, behind the other fields: what a value goes through. */
const kinds: ReadonlySet<FlowKind> = new Set(['path', 'template', 'constant', 'resultPath', 'assign', 'items', 'each'])

const input: Flow = { expression: '$states.input' }

/** A JSONPath state as a JSONata state of the same behaviour. Throws Unconvertible. */
export function convertStateNode(state: State, inner: Inner, alone: boolean): DraftObject {
  const { node } = state
  if (isOpen(node)) throw new Unconvertible('a state that is only known to its template')
  const members: Members = []
  const values = throughFlow<Flow>(state, { input }, through)
  for (const { key, value } of node.members) {
    const name = key.value
    const row = rowNamed(state.type ?? 'Succeed', 'JSONPath', name)
    if (value === undefined || name === 'QueryLanguage' || (row !== undefined && kinds.has(row.kind))) continue
    members.push(field(state, name, value, row, values, inner))
    if (name === 'Type' && alone) members.push(['QueryLanguage', 'JSONata'])
  }
  members.push(...flowMembers(state, values))
  return new DraftObject(members, node)
}

/** A field that nothing goes through; a `Path` field becomes the field that takes an expression. */
function field(state: State, name: string, value: Node, row: FlowRow | undefined, values: FlowValues<Flow>, inner: Inner): [string, Draft] {
  const base = values[row?.sees ?? 'effective']!.expression
  switch (name) {
    case 'Choices':
      return [name, listOf(value, name, (rule) => choiceRule(rule, base, values.output!))]
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
  if (row !== undefined && name.endsWith('Path')) return [name.slice(0, -4), embed(convertExpression(textOf(value, name), base))]
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

function choiceRule(rule: Node, base: Base, output: Flow): Draft {
  if (rule.kind !== 'object' || isOpen(rule)) throw new Unconvertible('a Choice Rule that is only known to its template')
  const members: Members = [['Condition', embed(convertRule(rule, base))]]
  for (const { key, value } of rule.members) {
    if (value === undefined) continue
    if (key.value === 'Next' || key.value === 'Comment') members.push([key.value, new Kept(value)])
    if (key.value === 'Assign') members.push(['Assign', convertTemplate(value, base)])
  }
  if (output.expression !== input.expression) members.push(['Output', fieldOf(output)])
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

/** What a row of a JSONPath state makes of the values before it. */
function through({ kind, field, sees }: FlowRow, node: Node | undefined, values: FlowValues<Flow>): Flow | undefined {
  const seen = values[sees]!
  switch (kind) {
    case 'path':
      return throughPath(node!, field!, seen)
    case 'template':
      return templateFlow(node!, seen.expression)
    case 'constant':
      return constantFlow(node!)
    case 'resultPath':
      return throughResultPath(node, seen)
    case 'items':
      return node!.kind === 'null' ? seen : { expression: convertPathText(textOf(node, field!), seen.expression) }
    case 'each':
      return node && templateFlow(node, seen.expression)
    case 'work':
      return { expression: '$states.result' }
    case 'write':
      return values.result
    default:
      return undefined
  }
}

/** Arguments, Items, ItemSelector, Assign and Output: each where it says more than its absence does. */
function flowMembers(state: State, values: FlowValues<Flow>): Members {
  const rows = rowsOf({ type: state.type, queryLanguage: 'JSONata' }).filter(({ kind }) => kinds.has(kind))
  const isOutput = ({ gives }: FlowRow) => gives === 'output'
  return [...rows.filter((row) => !isOutput(row)), ...rows.filter(isOutput)].flatMap(({ field, gives, absent }): Members => {
    if (gives === undefined) return assigned(state, field!, values)
    const flow = values[gives]
    // what there is where no field makes it
    const passing = absent && `$states.${absent}`
    return flow === undefined || (flow.field === undefined && flow.expression === passing) ? [] : [[field!, fieldOf(flow)]]
  })
}

function assigned(state: State, field: string, values: FlowValues<Flow>): Members {
  const node = valueAt(state.node, field)
  const row = state.type && rowNamed(state.type, 'JSONPath', field)
  return node === undefined || row === undefined ? [] : [[field, convertTemplate(node, values[row.sees]!.expression)]]
}
