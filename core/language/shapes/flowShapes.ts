import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { dataFlow, type FlowHolder, type FlowRow, type FlowValues, fieldAt, rowNamed, throughFlow } from '../../model/dataflow'
import type { AslDocument } from '../../model/document'
import { isDistributed, type Machine, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { contextShape, pathShape, type ShapeScope } from './expressionShape'
import { batched, mapItem, readItem } from './items'
import { wholeReference } from './reference'
import { errorOutput, taskResult } from './results'
import { any, arrayOf, merge, type Shape, tuple, withMember } from './shape'
import { templateShape } from './templateShape'

/** What is known about the data of one state, value by value. */
interface StateData {
  readonly input: Shape
  readonly values: FlowValues<Shape>
  readonly output: Shape
  /** A Map's item: `$$.Map.Item.Value`. */
  readonly itemValue: Shape | undefined
  readonly context: Shape
  readonly variables: ReadonlyMap<string, Shape>
}

interface KnownData {
  /** Undefined for a state that no path from StartAt reaches. */
  of(state: State): StateData | undefined
  /** What a machine of the document ends with. */
  output(machine: Machine): Shape
}

/** Nobody nests machines deeper than this, and nobody waits for data that flows through more states: what lies beyond stays unknown. */
const deepest = 30
const mostStates = 50_000

/** A state may be visited this often while shapes still grow: loops end, and what they add beyond is of no use to anybody. */
const mostVisits = 3

const cache = new WeakMap<AslDocument, Map<string, KnownData>>()

/**
 * Follows the data from StartAt through a document. `examples` are inputs that the machine is known to get, `shapeOf` makes shapes of them.
 * Linear in the number of states, computed once for each document and examples, and only when somebody asks.
 */
export function knownData(document: AslDocument, examples: readonly Json[] = [], shapeOf: (value: Json) => Shape = () => any): KnownData {
  const key = examples.length === 0 ? '' : jsonText(examples)
  let byExamples = cache.get(document)
  if (byExamples === undefined) cache.set(document, (byExamples = new Map()))
  let known = byExamples.get(key)
  if (known === undefined) {
    const input = examples.map(shapeOf).reduce(merge, any)
    known = flowOf(document, input, undefined)
    byExamples.set(key, known)
  }
  return known
}

/** The data as it flows where one task's result is `result`. Not kept. */
export const knownDataWith = (document: AslDocument, task: State, result: Shape): KnownData => flowOf(document, any, { task, result })

function flowOf(document: AslDocument, input: Shape, given: Walk['given']): KnownData {
  const walk: Walk = { data: new Map(), left: mostStates, given }
  const outputs = new Map<Machine, Shape>()
  for (const { machine } of document.definitions)
    outputs.set(machine, follow(machine, { input, context: contextShape(input), variables: new Map(), depth: 0 }, walk))
  return { of: (state) => walk.data.get(state), output: (machine) => outputs.get(machine) ?? any }
}

interface Entry {
  readonly input: Shape
  readonly context: Shape
  readonly variables: ReadonlyMap<string, Shape>
  readonly depth: number
}

interface Walk {
  readonly data: Map<State, StateData>
  left: number
  /** A result that one task is said to have. */
  readonly given: { readonly task: State; readonly result: Shape } | undefined
}

/** Follows one machine; gives what it ends with. */
function follow(machine: Machine, entry: Entry, walk: Walk): Shape {
  if (entry.depth > deepest) return any
  const waiting = new Set<string>()
  const arrived = new Map<string, Entry>()
  const visits = new Map<string, number>()
  let end: Shape | undefined
  const arrive = (name: string, from: Entry) => {
    const before = arrived.get(name)
    const input = before === undefined ? from.input : merge(before.input, from.input)
    const variables = before === undefined ? from.variables : mergeVariables(before.variables, from.variables)
    if (before !== undefined && input === before.input && variables === before.variables) return
    const count = (visits.get(name) ?? 0) + 1
    if (count > mostVisits) return
    visits.set(name, count)
    arrived.set(name, { ...entry, input, variables })
    waiting.add(name)
  }
  if (machine.startAt !== undefined) arrive(machine.startAt.target, entry)
  for (const name of waiting) {
    // A name that arrives again while the set is walked comes up again.
    waiting.delete(name)
    const state = machine.states.get(name)
    if (state === undefined || walk.left-- <= 0) continue
    const at = arrived.get(name)!
    const found = dataOf(state, at, walk)
    walk.data.set(state, found)
    for (const transition of state.transitions) {
      const kind = transition.kind === 'Catch' ? 'Catcher' : transition.kind === 'Choice' ? 'ChoiceRule' : undefined
      const holder = transition.member.parent
      const from = kind === undefined ? { input: found.output, variables: assigned(state, found) } : handedOn(state, found, kind, holder)
      arrive(transition.target, { ...entry, ...from })
    }
    const terminal = valueAt(state.node, 'End')
    if (state.type === 'Succeed' || (terminal?.kind === 'boolean' && terminal.value))
      end = end === undefined ? found.output : merge(end, found.output)
  }
  return end ?? any
}

function dataOf(state: State, entry: Entry, walk: Walk): StateData {
  const jsonata = state.queryLanguage === 'JSONata'
  let itemValue: Shape | undefined
  const shapeOf = (row: FlowRow, node: Node | undefined, values: FlowValues<Shape>): Shape => {
    const scope = scopeOf({ ...entry, values, itemValue }, row)
    switch (row.kind) {
      case 'path':
        return node?.kind === 'null' ? emptyObject : node?.kind === 'string' ? pathShape(node.value, scope) : values[row.absent!]!
      case 'items':
        return jsonata ? templateShape(node, scope, true) : node?.kind === 'string' ? pathShape(node.value, scope) : values[row.absent!]!
      case 'template':
        return templateShape(node, scope, jsonata)
      case 'constant':
        return templateShape(node, { ...scope, data: any }, false)
      case 'resultPath':
        return placed(node, entry.input, values[row.sees]!)
      case 'read':
        return arrayOf(readItem(node))
      case 'each': {
        const each = mapItem(state, values.items!)
        itemValue = each.value
        return node === undefined ? each.input : templateShape(node, scopeOf({ ...entry, values, itemValue }, row), jsonata)
      }
      case 'batch':
        return batched(node, values.item!, (shared) => templateShape(shared, scope, jsonata))
      case 'work':
        return resultShape(state, { ...entry, input: values[row.sees]! }, walk)
      default:
        return any
    }
  }
  const values = throughFlow(state, { input: entry.input }, shapeOf)
  return { ...entry, values, itemValue, output: values.output ?? entry.input }
}

const emptyObject: Shape = { kind: 'object', members: new Map() }

/** What the expressions of a row see; of a field that no row has: what the state's work does. */
function scopeOf({ input, values, itemValue, context, variables }: Omit<StateData, 'output'>, row: FlowRow | undefined): ShapeScope {
  const at = row === undefined ? undefined : row.kind === 'resultPath' ? input : values[row.sees]
  return {
    data: at ?? values.effective ?? input,
    input,
    context: row?.item ? contextShape(input, itemValue ?? any) : context,
    variables,
    ...(row?.sees === 'result' && values.result !== undefined && { result: values.result }),
    ...(row?.sees === 'errorOutput' && { errorOutput }),
  }
}

function resultShape(state: State, entry: Entry, walk: Walk): Shape {
  if (walk.given?.task === state) return walk.given.result
  switch (state.type) {
    case 'Task': {
      const resource = valueAt(state.node, 'Resource')
      return resource?.kind === 'string' ? taskResult(resource.value) : any
    }
    case 'Parallel':
      return tuple(state.machines.map((machine) => follow(machine, { ...entry, depth: entry.depth + 1 }, walk)))
    case 'Map': {
      const [machine] = state.machines
      if (machine === undefined) return any
      const depth = entry.depth + 1
      // a child execution has an input of its own, and sees neither the item nor variables
      if (isDistributed(machine))
        return arrayOf(follow(machine, { ...entry, context: contextShape(entry.input), variables: new Map(), depth }, walk))
      return arrayOf(follow(machine, { ...entry, context: contextShape(any, any), depth }, walk))
    }
    default:
      return entry.input
  }
}

/** `value` where ResultPath puts it. */
function placed(path: Node | undefined, input: Shape, value: Shape): Shape {
  if (path?.kind === 'null') return input
  const steps = path?.kind === 'string' ? wholeReference(path.value.trimEnd())?.steps : []
  return steps === undefined ? input : withMember(input, steps, value)
}

/** What a Catcher or Choice Rule hands on. */
function handedOn(state: State, data: StateData, kind: 'Catcher' | 'ChoiceRule', holder: Node): Pick<Entry, 'input' | 'variables'> {
  const error = kind === 'Catcher'
  const within: StateData = error ? { ...data, values: { ...data.values, errorOutput } } : data
  // where a rule holds, a JSONata state's own Output is not asked
  let input = error ? errorOutput : state.queryLanguage === 'JSONata' ? data.input : data.output
  for (const row of dataFlow[state.queryLanguage][kind]) {
    const node = fieldAt(state, row, holder)
    if (node === undefined) continue
    if (row.kind === 'resultPath') input = placed(node, data.input, errorOutput)
    else if (row.kind === 'template') input = templateShape(node, scopeOf(within, row), true)
  }
  return { input, variables: assigned(state, within, kind, holder) }
}

/** The variables behind a state, Catcher or Choice Rule. */
function assigned(
  state: State,
  data: StateData,
  kind: FlowHolder = state.type ?? 'Succeed',
  holder: Node = state.node,
): Entry['variables'] {
  const row = rowNamed(kind, state.queryLanguage, 'Assign')
  const node = row && fieldAt(state, row, holder)
  if (node?.kind !== 'object') return data.variables
  const shape = templateShape(node, scopeOf(data, row), state.queryLanguage === 'JSONata')
  return shape.kind === 'object' ? new Map([...data.variables, ...shape.members]) : data.variables
}

function mergeVariables(a: ReadonlyMap<string, Shape>, b: ReadonlyMap<string, Shape>): ReadonlyMap<string, Shape> {
  if (a === b) return a
  let merged: Map<string, Shape> | undefined
  for (const [name, shape] of b) {
    const before = a.get(name)
    const after = before === undefined ? shape : merge(before, shape)
    if (after === before) continue
    merged ??= new Map(a)
    merged.set(name, after)
  }
  return merged ?? a
}

/** What the expressions of a state's field see. `field` is the state's member, `inCatch` inside of its Catchers. */
export function scopeAt(state: State, data: StateData, field: string, inCatch: boolean): ShapeScope {
  const { queryLanguage, type } = state
  if (!inCatch) return scopeOf(data, rowNamed(type ?? 'Succeed', queryLanguage, field))
  const row = rowNamed('Catcher', queryLanguage, field) ?? { kind: 'value', sees: 'errorOutput' }
  return scopeOf({ ...data, values: { ...data.values, errorOutput } }, row)
}
