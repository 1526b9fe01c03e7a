import { valueAt } from '../../model/machine'
import type { Node, StringNode } from '../../syntax/node'
import { pathOf, type Step } from '../../syntax/walk'
import { isAt } from '../mockFiles/fields'
import { membersOf } from '../mockFiles/mockFile'

/** What a name in a test file stands for. */
export type NameKind = 'state' | 'testCase' | 'mockMachine' | 'machine' | 'file' | 'error'

/** Which states a place has: any, those that are tried again, those with a task, or those of the top level. */
export type StatesAt = 'any' | 'tried' | 'task' | 'top'

/** A place of names. `path`: that of the object whose keys, or of the value that they are; `*` for any one step. */
export interface NamePlace {
  readonly path: readonly string[]
  readonly role: 'key' | 'value'
  readonly kind: NameKind
  readonly states?: StatesAt
}

/** In a case or in `defaults`. */
const ofCase: readonly NamePlace[] = [
  { path: ['mocks'], role: 'key', kind: 'state', states: 'task' },
  { path: ['expect', 'visits'], role: 'key', kind: 'state', states: 'any' },
  { path: ['expect', 'attempts'], role: 'key', kind: 'state', states: 'tried' },
  { path: ['expect', 'calls'], role: 'key', kind: 'state', states: 'task' },
  { path: ['expect', 'path', '*'], role: 'value', kind: 'state', states: 'top' },
  { path: ['testCase'], role: 'value', kind: 'testCase' },
  { path: ['stateMachineName'], role: 'value', kind: 'mockMachine' },
  { path: ['inputFile'], role: 'value', kind: 'file' },
  { path: ['expect', 'error'], role: 'value', kind: 'error' },
  { path: ['mocks', '*', 'Throw', 'Error'], role: 'value', kind: 'error' },
  { path: ['mocks', '*', '*', 'Throw', 'Error'], role: 'value', kind: 'error' },
]

/** All places of names. */
const places: readonly NamePlace[] = [
  { path: ['definition'], role: 'value', kind: 'file' },
  { path: ['config'], role: 'value', kind: 'file' },
  { path: ['mockConfig'], role: 'value', kind: 'file' },
  { path: ['stateMachine'], role: 'value', kind: 'machine' },
  ...[['defaults'], ['cases', '*']].flatMap((before) => ofCase.map((place) => ({ ...place, path: [...before, ...place.path] }))),
]

/** The place of names that a cursor is at. */
export const placeAt = (role: 'key' | 'value' | 'none', path: readonly Step[]): NamePlace | undefined =>
  places.find((place) => place.role === role && isAt(place.path, path))

/** A name that stands in a test file. */
export interface TestName {
  readonly place: NamePlace
  readonly name: string
  readonly node: StringNode
  /** The case that it is in, or `defaults`; undefined at the root. */
  readonly of: Node | undefined
}

/** The name that a string is, by where it stands. */
export function nameOf(node: StringNode, root: Node | undefined): TestName | undefined {
  const path = pathOf(node)
  const isKey = node.parent?.kind === 'member' && node.parent.key === node
  const place = isKey ? placeAt('key', path.slice(0, -1)) : placeAt('value', path)
  return place && { place, name: node.value, node, of: caseAt(root, path) }
}

/** The case that a path leads into, or `defaults`. */
export function caseAt(root: Node | undefined, path: readonly Step[]): Node | undefined {
  const [first, index] = path
  if (first === 'defaults') return valueAt(root, 'defaults')
  return first === 'cases' && typeof index === 'number' ? casesIn(root)[index] : undefined
}

/** The cases of a test file, also those that are none. */
export function casesIn(root: Node | undefined): readonly Node[] {
  const cases = valueAt(root, 'cases')
  return cases?.kind === 'array' ? cases.items : []
}

/** `defaults`, where there are some, and the cases. */
export const casesAndDefaults = (root: Node | undefined): readonly Node[] => {
  const defaults = valueAt(root, 'defaults')
  return defaults === undefined ? casesIn(root) : [defaults, ...casesIn(root)]
}

/** What a case says, else `defaults`; a text alone. */
export function textIn(of: Node | undefined, root: Node | undefined, name: string): StringNode | undefined {
  const own = valueAt(of, name) ?? valueAt(valueAt(root, 'defaults'), name)
  return own?.kind === 'string' ? own : undefined
}

const known = new WeakMap<Node, readonly TestName[]>()

/** Every name of a test file, in no order; found out once per tree. Goes only where names can be. */
export function namesIn(root: Node | undefined): readonly TestName[] {
  const before = root && known.get(root)
  if (before !== undefined || root === undefined) return before ?? []
  const found: TestName[] = []
  for (const place of places) collect(place, root, root, 0, undefined, found)
  known.set(root, found)
  return found
}

function collect(place: NamePlace, root: Node | undefined, node: Node | undefined, depth: number, of: Node | undefined, found: TestName[]) {
  const step = place.path[depth]
  if (step === undefined) {
    if (place.role === 'value' && node?.kind === 'string') found.push({ place, name: node.value, node, of })
    if (place.role === 'key') for (const { key } of membersOf(node)) found.push({ place, name: key.value, node: key, of })
    return
  }
  const holder = (value: Node | undefined) => (of === undefined && (step === 'defaults' || place.path[depth - 1] === 'cases') ? value : of)
  if (node?.kind === 'array') {
    if (step === '*') for (const item of node.items) collect(place, root, item, depth + 1, holder(item), found)
  } else
    for (const { key, value } of membersOf(node))
      if (step === '*' || step === key.value) collect(place, root, value, depth + 1, holder(value), found)
}
