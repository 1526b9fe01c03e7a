import { isDistributed } from '../../analysis/variables'
import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { AslDocument } from '../../model/document'
import { type Machine, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { contextShape, jsonataShape, pathShape, type Scope } from './expression'
import { batch, mapItem } from './items'
import { wholeReference } from './reference'
import { errorOutput, taskResult } from './results'
import { any, arrayOf, merge, navigate, type Shape, tuple, withMember } from './shape'
import { templateShape } from './template'

/** What is known about the data of one state, stage by stage. */
export interface StateData {
  readonly input: Shape
  /** After InputPath. */
  readonly effective: Shape
  /** After Parameters or Arguments; of a Map, an iteration's input. */
  readonly parameters: Shape
  /** Before ResultSelector. */
  readonly result: Shape
  /** After ResultPath. */
  readonly combined: Shape
  readonly output: Shape
  readonly context: Shape
  readonly variables: ReadonlyMap<string, Shape>
}

export interface KnownData {
  /** Undefined for a state that no path from StartAt reaches. */
  of(state: State): StateData | undefined
}

/** Nobody nests machines deeper than this, and nobody waits for data that flows through more states: what lies beyond stays unknown. */
const deepest = 30
const mostStates = 50_000

/** A state may be visited this often while shapes still grow: loops end, and what they add beyond is of no use to anybody. */
const mostVisits = 3

const cache = new WeakMap<AslDocument, Map<string, KnownData>>()

/**
 * Follows the data from StartAt through a document. `examples` are inputs that the machine is known to get. Linear in the number of
 * states, computed once per document, and only when somebody asks.
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
  for (const { machine } of document.definitions)
    follow(machine, { input, context: contextShape(input), variables: new Map(), depth: 0 }, walk)
  return { of: (state) => walk.data.get(state) }
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
    const found = stages(state, at, walk)
    walk.data.set(state, found)
    const jsonata = state.queryLanguage === 'JSONata'
    const scope = scopeOf(found, found.result, jsonata ? found.result : undefined)
    const after = { ...entry, input: found.output, variables: assigned(valueAt(state.node, 'Assign'), scope, jsonata) }
    for (const transition of state.transitions) {
      const holder = transition.member.parent
      const own = holder === state.node
      const variables = own ? after.variables : assigned(valueAt(holder, 'Assign'), errorScope(found, transition.kind), jsonata)
      if (transition.kind === 'Catch') arrive(transition.target, { ...after, input: caught(state, holder, found), variables })
      else if (own) arrive(transition.target, after)
      else arrive(transition.target, { ...after, input: chosen(state, holder, found), variables })
    }
    const terminal = valueAt(state.node, 'End')
    if (state.type === 'Succeed' || (terminal?.kind === 'boolean' && terminal.value))
      end = end === undefined ? found.output : merge(end, found.output)
  }
  return end ?? any
}

const scopeOf = (data: StateData, at: Shape, result?: Shape): Scope => ({
  data: at,
  input: data.input,
  context: data.context,
  variables: data.variables,
  ...(result === undefined ? {} : { result }),
})

const errorScope = (data: StateData, kind: string): Scope =>
  kind === 'Catch' ? { ...scopeOf(data, errorOutput), errorOutput } : scopeOf(data, data.effective)

function stages(state: State, entry: Entry, walk: Walk): StateData {
  return state.queryLanguage === 'JSONata' ? jsonataStages(state, entry, walk) : jsonPathStages(state, entry, walk)
}

function jsonPathStages(state: State, entry: Entry, walk: Walk): StateData {
  const { node, type } = state
  const scope = (data: Shape): Scope => ({ ...entry, data })
  const atPath = (name: string, data: Shape): Shape => {
    const path = valueAt(node, name)
    if (path?.kind === 'null') return { kind: 'object', members: new Map() }
    return path?.kind === 'string' ? pathShape(path.value, scope(data)) : data
  }
  const atTemplate = (name: string, data: Shape): Shape => {
    const template = valueAt(node, name)
    return template === undefined ? data : templateShape(template, scope(data), false)
  }
  const effective = atPath('InputPath', entry.input)
  let parameters = effective
  if (type === 'Map') {
    const item = mapItem(state, atPath('ItemsPath', effective))
    const context = contextShape(entry.input, item.value)
    const template = valueAt(node, 'ItemSelector') ?? valueAt(node, 'Parameters')
    const selected = template === undefined ? item.input : templateShape(template, { ...scope(effective), context }, false)
    parameters = batch(state, selected, (node) => templateShape(node, scope(effective), false))
  } else parameters = atTemplate('Parameters', effective)
  const result = resultShape(state, { ...entry, input: parameters }, walk)
  const selected = atTemplate('ResultSelector', result)
  const hasResult = type === 'Task' || type === 'Pass' || type === 'Parallel' || type === 'Map'
  const combined = hasResult ? placed(valueAt(node, 'ResultPath'), entry.input, selected) : effective
  return { ...entry, effective, parameters, result, combined, output: atPath('OutputPath', combined) }
}

function jsonataStages(state: State, entry: Entry, walk: Walk): StateData {
  const { node, type } = state
  const scope: Scope = { ...entry, data: entry.input }
  let parameters = entry.input
  if (type === 'Map') {
    const items = templateShape(valueAt(node, 'Items'), scope, true)
    const item = mapItem(state, valueAt(node, 'Items') === undefined ? entry.input : items)
    const selector = valueAt(node, 'ItemSelector')
    const inner = { ...scope, context: contextShape(entry.input, item.value) }
    const selected = selector === undefined ? item.input : templateShape(selector, inner, true)
    parameters = batch(state, selected, (node) => templateShape(node, scope, true))
  } else if (valueAt(node, 'Arguments') !== undefined) parameters = templateShape(valueAt(node, 'Arguments'), scope, true)
  const result = resultShape(state, { ...entry, input: parameters }, walk)
  const written = valueAt(node, 'Output')
  const fallback = type === 'Task' || type === 'Parallel' || type === 'Map' ? result : entry.input
  const output = written === undefined ? fallback : outputShape(written, { ...scope, result })
  return { ...entry, effective: entry.input, parameters, result, combined: output, output }
}

const outputShape = (node: Node, scope: Scope): Shape =>
  node.kind === 'string' ? jsonataShape(node.value, scope) : templateShape(node, scope, true)

function resultShape(state: State, entry: Entry, walk: Walk): Shape {
  if (walk.given?.task === state) return walk.given.result
  switch (state.type) {
    case 'Pass': {
      const result = state.queryLanguage === 'JSONPath' ? valueAt(state.node, 'Result') : undefined
      return result === undefined ? entry.input : templateShape(result, { ...entry, data: any }, false)
    }
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

/** What a Catcher hands on. */
function caught(state: State, catcher: Node, data: StateData): Shape {
  if (state.queryLanguage === 'JSONPath') return placed(valueAt(catcher, 'ResultPath'), data.input, errorOutput)
  const output = valueAt(catcher, 'Output')
  return output === undefined ? errorOutput : outputShape(output, errorScope(data, 'Catch'))
}

/** What a Choice Rule hands on. */
function chosen(state: State, rule: Node, data: StateData): Shape {
  const output = state.queryLanguage === 'JSONata' ? valueAt(rule, 'Output') : undefined
  return output === undefined ? data.output : outputShape(output, scopeOf(data, data.effective))
}

function assigned(assign: Node | undefined, scope: Scope, jsonata: boolean): ReadonlyMap<string, Shape> {
  if (assign?.kind !== 'object') return scope.variables
  const shape = templateShape(assign, scope, jsonata)
  return shape.kind === 'object' ? new Map([...scope.variables, ...shape.members]) : scope.variables
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
export function scopeAt(state: State, data: StateData, field: string, inCatch: boolean): Scope {
  const jsonata = state.queryLanguage === 'JSONata'
  const hasResult = state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map'
  const scope = scopeOf(data, data.effective)
  if (inCatch) return { ...scope, data: field === 'ResultPath' ? data.input : errorOutput, errorOutput }
  if (jsonata) return hasResult && (field === 'Output' || field === 'Assign') ? { ...scope, result: data.result } : scope
  const item = state.type === 'Map' && (field === 'ItemSelector' || field === 'Parameters')
  const at: Readonly<Record<string, Shape>> = {
    InputPath: data.input,
    ResultPath: data.input,
    ResultSelector: data.result,
    OutputPath: data.combined,
    Assign: hasResult ? data.result : data.combined,
  }
  const shape = Object.hasOwn(at, field) ? at[field]! : data.effective
  return { ...scope, data: shape, ...(item ? { context: contextShape(data.input, itemOf(state, data)) } : {}) }
}

function itemOf(state: State, data: StateData): Shape {
  const path = valueAt(state.node, 'ItemsPath')
  const items = path?.kind === 'string' ? pathShape(path.value, scopeOf(data, data.effective)) : navigate(data.effective, [])
  return mapItem(state, items).value
}
