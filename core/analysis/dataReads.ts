import { isIntrinsic, parseIntrinsic } from '../expressions/intrinsics/parse'
import { jsonataBody } from '../expressions/jsonata/body'
import { parseJsonata, type StatesReference } from '../expressions/jsonata/parse'
import { type Operand, type Path, parsePath, type Segment, type Test } from '../expressions/paths/parse'
import { type FlowRow, type FlowValue, fieldAt, type RecordName, rowsOf } from '../model/dataflow'
import { type State, valueAt } from '../model/machine'
import { isPlace, placeNames } from '../model/places'
import type { Node, StringNode } from '../syntax/node'
import { type Expression, walkState } from './expressions'
import { pathsOfCall } from './variableReads'

/** What an expression of a state reads. `payload`: the state's input, or at its end the output; `stage`: what a stage of the state has given. */
export type ReadRoot =
  | { readonly of: 'payload' }
  | { readonly of: 'variable'; readonly name: string }
  | { readonly of: 'stage'; readonly stage: RecordName }

/** A value that an expression reads, as far as its text tells: all that is behind the steps may be read, too. */
export interface DataRead {
  readonly root: ReadRoot
  readonly steps: readonly (string | number)[]
  /** JSONata goes into lists by itself: indices say nothing. */
  readonly lists: boolean
  /** The expression, and the field that it stands in: `Parameters`, `Choices[1]`. */
  readonly node: StringNode
  readonly field: string
}

const known = new WeakMap<State, ReadonlyMap<string, readonly DataRead[]>>()
const none: readonly DataRead[] = []

/** What is read where a thread does the place of a name (`StatePlace.at`). What the context object gives is no data. */
export function readsAt(state: State, at: string): readonly DataRead[] {
  let reads = known.get(state)
  if (reads === undefined) known.set(state, (reads = readsOfState(state)))
  return reads.get(at) ?? none
}

/** Whether reading one place reads another, a part of it, or what it is a part of. */
export function touches({ steps, lists }: Pick<DataRead, 'steps' | 'lists'>, place: readonly (string | number)[]): boolean {
  const names = (keys: readonly (string | number)[]) => (lists ? keys.filter((key) => typeof key === 'string') : keys)
  const one = names(steps)
  const other = names(place)
  return one.slice(0, other.length).every((step, i) => step === other[i])
}

function readsOfState(state: State): Map<string, DataRead[]> {
  const found = new Map<string, DataRead[]>()
  walkState(state, {
    expression(expression) {
      const place = placeOf(expression, state)
      if (place === undefined) return
      const reads = readsIn(expression, state, place.sees)
      if (reads.length === 0) return
      const list = found.get(place.at) ?? []
      list.push(...reads.map((read) => ({ ...read, node: expression.node, field: place.field })))
      found.set(place.at, list)
    },
  })
  return found
}

interface ExpressionPlace {
  readonly at: string
  readonly field: string
  readonly sees: FlowValue
}

/** Where an expression is evaluated; undefined for a place that is written to. */
function placeOf({ node }: Expression, state: State): ExpressionPlace | undefined {
  const [top, index, inner] = keysTo(node, state)
  if (typeof top !== 'string') return undefined
  if (typeof index === 'number' && (top === 'Choices' || top === 'Catch')) {
    const field = `${top}[${index}]`
    if (top === 'Catch') return inner === 'ResultPath' ? undefined : { at: placeNames.catcher(index), field, sees: 'errorOutput' }
    return { at: inner === 'Assign' || inner === 'Output' ? placeNames.rule(index) : placeNames.work, field, sees: 'effective' }
  }
  const row = rowsOf(state).find((each) => each.field === top || each.formerly === top)
  if (row === undefined || row.kind === 'resultPath') return undefined
  const own = state.type === 'Choice' && row.stage === undefined && row.kind !== 'rules'
  return { at: own ? placeNames.default : isPlace(row) ? row.field! : placeNames.work, field: top, sees: row.sees }
}

/** The keys and indices from the state's node to one in it. */
function keysTo(node: Node, state: State): (string | number)[] {
  const keys: (string | number)[] = []
  for (let at: Node = node; at !== state.node; ) {
    const { parent } = at
    if (parent === undefined) return []
    if (parent.kind === 'member') {
      keys.unshift(parent.key.value)
      at = parent.parent
    } else {
      if (parent.kind === 'array') keys.unshift(parent.items.indexOf(at))
      at = parent
    }
  }
  return keys
}

type Read = Pick<DataRead, 'root' | 'steps' | 'lists'>

function readsIn({ kind, node }: Expression, state: State, sees: FlowValue): Read[] {
  const { value } = node
  if (kind === 'jsonata') return readsOfJsonata(value)
  const paths = kind === 'template' && isIntrinsic(value) ? pathsOfCall(parseIntrinsic(value).call) : [parsePath(value)]
  const seen = seenBy(state, sees)
  return paths.flatMap((path) => [...readsOfPath(path, seen)])
}

function readsOfJsonata(value: string): Read[] {
  const body = jsonataBody(value)
  if (body === undefined) return []
  const { variables, states } = parseJsonata(body.text)
  const reads: Read[] = []
  for (const { name, local, binding, builtin, offset, length } of variables)
    if (!local && !binding && !builtin)
      reads.push({ root: { of: 'variable', name }, steps: namesBehind(body.text, offset + length), lists: true })
  for (const { path } of states) {
    const [first, ...rest] = plainNames(body.text, path)
    if (first === 'input' || first === undefined) reads.push({ root: { of: 'payload' }, steps: rest, lists: true })
    if (first === 'result' || first === undefined) reads.push({ root: { of: 'stage', stage: 'result' }, steps: rest, lists: true })
  }
  return reads
}

/** Names up to the first that stands behind a predicate: that may read anything of what is before it. */
function plainNames(text: string, path: StatesReference['path']): string[] {
  const names: string[] = []
  let end: number | undefined
  for (const { name, offset, length } of path) {
    if (end !== undefined && !/^`?\s*(?:\[\d+\]\s*)*\.\s*`?$/.test(text.slice(end, offset))) break
    names.push(name)
    end = offset + length
  }
  return names
}

/** The plain names behind a variable. */
function namesBehind(text: string, from: number): string[] {
  const step = /\.(?:([\p{L}_][\w\p{L}]*)(?![\w\p{L}]|\s*\()|`([^`]*)`)|\[\d+\]/uy
  const names: string[] = []
  step.lastIndex = from
  for (let found = step.exec(text); found !== null; found = step.exec(text)) {
    const name = found[1] ?? found[2]
    if (name !== undefined) names.push(name)
  }
  return names
}

/** What `$` is; undefined: no data of the state machine. */
type Seen = Pick<DataRead, 'root' | 'steps'> | undefined

const payload: Seen = { root: { of: 'payload' }, steps: [] }
const stage = (name: RecordName): Seen => ({ root: { of: 'stage', stage: name }, steps: [] })

function seenBy(state: State, sees: FlowValue): Seen {
  const row = (field: string): FlowRow | undefined => rowsOf(state).find((each) => each.field === field)
  const has = (field: string) => {
    const found = row(field)
    return found !== undefined && fieldAt(state, found) !== undefined
  }
  switch (sees) {
    case 'input':
    case 'combined':
      return payload
    case 'effective':
      return throughInputPath(state)
    case 'arguments':
      return has('Parameters') ? stage('afterParameters') : throughInputPath(state)
    case 'result':
      return stage('result')
    case 'selected':
      return has('ResultSelector') ? stage('afterResultSelector') : stage('result')
    default:
      return undefined
  }
}

function throughInputPath({ node }: State): Seen {
  const inputPath = valueAt(node, 'InputPath')
  if (inputPath === undefined) return payload
  return inputPath.kind === 'string' ? ofPath(parsePath(inputPath.value), payload) : undefined
}

/** Where a path leads, as far as its steps are plain. */
function ofPath({ root, segments }: Path, seen: Seen): Seen {
  const steps: (string | number)[] = []
  for (const segment of segments) {
    const step = stepOf(segment)
    if (step === undefined) break
    steps.push(step)
  }
  if (root.kind === 'variable') return { root: { of: 'variable', name: root.name }, steps }
  return root.kind === 'input' && seen !== undefined ? { root: seen.root, steps: [...seen.steps, ...steps] } : undefined
}

const stepOf = (segment: Segment): string | number | undefined =>
  segment.kind === 'name' ? segment.name : segment.kind === 'index' && segment.index >= 0 ? segment.index : undefined

function* readsOfPath(path: Path, seen: Seen): Iterable<Read> {
  const own = ofPath(path, seen)
  if (own !== undefined) yield { ...own, lists: false }
  for (const segment of path.segments) {
    if (segment.kind === 'filter') yield* readsOfTest(segment.test, seen)
    else if (segment.kind === 'function') for (const operand of segment.arguments) yield* readsOfOperand(operand, seen)
  }
}

function* readsOfTest(test: Test, seen: Seen): Iterable<Read> {
  switch (test.kind) {
    case 'and':
    case 'or':
      for (const each of test.tests) yield* readsOfTest(each, seen)
      return
    case 'not':
      yield* readsOfTest(test.test, seen)
      return
    case 'exists':
      yield* readsOfPath(test.path, seen)
      return
    case 'compare':
      yield* readsOfOperand(test.left, seen)
      yield* readsOfOperand(test.right, seen)
  }
}

function* readsOfOperand(operand: Operand, seen: Seen): Iterable<Read> {
  if (operand.kind === 'path') yield* readsOfPath(operand.path, seen)
}
