import type { Range } from '../base/range'
import type { Member, Node } from '../syntax/node'
import { type FlowRow, fieldAt, hasResult, rowsOf } from './dataflow'
import { memberOf, type State, type StateType, valueAt } from './machine'

/**
 * What a thread does at a place of a state. `start`: the machine, branch or iteration begins (StartAt); `entry`: the state is entered; `field`: a
 * field of the data flow is evaluated; `work`: the task is called, the branches or iterations begin, the wait begins, the rules are tried, the
 * error is raised; `result`: the work has given its result; `rule`, `default`: that way out of a Choice state is taken; `retrier`, `catcher`: that one
 * takes the error; `exit`: the state is left (Next, End).
 */
export type PlaceKind = 'start' | 'entry' | 'field' | 'work' | 'result' | 'rule' | 'default' | 'retrier' | 'catcher' | 'exit'

/** A place of a state at which a thread can stop. */
export interface StatePlace {
  readonly kind: PlaceKind
  readonly state: State
  /** Its name within the state, the same in every text of the state: `entry`, `InputPath`, `Retry[0]`, `Catch[1]/Next`. */
  readonly at: string
  /** What of the definition it is: a member, a rule, a Retrier; the state's key. */
  readonly node: Node | Member
  /** What of it to show: a member's key, an object's first character. */
  readonly range: Range
}

/** The places of a state, in the order of the text. That of its machine's StartAt is one of the state's that it names. */
export interface StatePlaces {
  readonly all: readonly StatePlace[]
  readonly entry: StatePlace
  /** By its name. Undefined where the state has no such place: the field is absent. */
  readonly get: (at: string) => StatePlace | undefined
}

/** A way out of a state that is one of several: a Choice Rule, Default, a Catcher. */
interface WayOut {
  readonly kind: 'Choice' | 'Default' | 'Catch'
  readonly index: number
}

/** The names of places that are no fields. */
export const placeNames = {
  start: 'start',
  entry: 'entry',
  work: 'work',
  result: 'result',
  default: 'Default',
  rule: (index: number) => `Choices[${index}]`,
  retrier: (index: number) => `Retry[${index}]`,
  catcher: (index: number) => `Catch[${index}]`,
  /** The exit by one of several ways; undefined: by the state's own Next or End. */
  exitBy: (way: WayOut | undefined) => (way === undefined ? 'exit' : `${placeNames.way(way)}/Next`),
  /** One of several ways out: the rule, the Default, the Catcher. */
  way: ({ kind, index }: WayOut) => wayNames[kind](index),
}

const wayNames: { readonly [K in WayOut['kind']]: (index: number) => string } = {
  Choice: placeNames.rule,
  Catch: placeNames.catcher,
  Default: () => placeNames.default,
}

/** What a person calls a place, by what stands in the text: `InputPath`, `Resource`, `Retry[0]`, `Choices[1]/Next`. */
export function placeLabel({ at, node }: StatePlace): string {
  const member = node.kind === 'member' ? node : node.parent
  return member?.kind === 'member' && !at.includes('[') ? member.key.value : at
}

/** The field that says what the work of a state is: the first of these that is there. */
const workFields: { readonly [K in StateType]?: readonly string[] } = {
  Task: ['Resource'],
  Choice: ['Choices'],
  Wait: ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Parallel: ['Branches'],
  Map: ['ItemProcessor', 'Iterator'],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath', 'Type'],
}

/** Where states of a type end that have neither Next nor End. */
const endFields: { readonly [K in StateType]?: readonly string[] } = { Succeed: ['Type'] }

/** Whether the field of a row is evaluated in a step of its own. */
export const isPlace = ({ stage, field, kind }: FlowRow): boolean =>
  field !== undefined && (stage !== undefined || kind === 'write') && kind !== 'work'

const known = new WeakMap<State, StatePlaces>()

/** All places of a state. A field that is absent, or passes its value through, has none. The same objects each time. */
export function placesOf(state: State): StatePlaces {
  const before = known.get(state)
  if (before !== undefined) return before
  const places = [...placesIn(state)].sort((a, b) => a.range.offset - b.range.offset)
  const named = new Map(places.map((place) => [place.at, place]))
  const made = { all: places, entry: named.get(placeNames.entry)!, get: (at: string) => named.get(at) }
  known.set(state, made)
  return made
}

function* placesIn(state: State): Iterable<StatePlace> {
  const { node, type, machine, name, key } = state
  const place = (kind: PlaceKind, at: string, node: Node | Member, range = anchor(node)): StatePlace => ({ kind, state, at, node, range })
  const { startAt } = machine
  if (startAt?.target === name && machine.states.get(name) === state) yield place('start', placeNames.start, startAt.member)
  yield place('entry', placeNames.entry, key)
  for (const row of rowsOf(state)) {
    if (!isPlace(row) || fieldAt(state, row) === undefined) continue
    const member = memberOf(node, row.field!) ?? memberOf(node, row.formerly ?? '')
    if (member !== undefined) yield place('field', row.field!, member)
  }
  const work = memberIn(state, (type && workFields[type]) ?? [])
  if (work?.value !== undefined) {
    yield place('work', placeNames.work, work)
    const end = hasResult(type) ? endOf(work.value, type) : undefined
    if (end !== undefined) yield place('result', placeNames.result, work.value, end)
  }
  for (const [index, rule] of objectsIn(state, 'Choices')) {
    yield place('rule', placeNames.rule(index), rule)
    const next = memberOf(rule, 'Next')
    if (next !== undefined) yield place('exit', placeNames.exitBy({ kind: 'Choice', index }), next)
  }
  const otherwise = type === 'Choice' ? memberOf(node, 'Default') : undefined
  if (otherwise?.value !== undefined) {
    yield place('default', placeNames.default, otherwise)
    yield place('exit', placeNames.exitBy({ kind: 'Default', index: 0 }), otherwise.value)
  }
  for (const [index, retrier] of objectsIn(state, 'Retry')) yield place('retrier', placeNames.retrier(index), retrier)
  for (const [index, catcher] of objectsIn(state, 'Catch')) {
    yield place('catcher', placeNames.catcher(index), catcher)
    const next = memberOf(catcher, 'Next')
    if (next !== undefined) yield place('exit', placeNames.exitBy({ kind: 'Catch', index }), next)
  }
  const exit = type === 'Fail' || type === 'Choice' ? undefined : memberIn(state, ['Next', 'End', ...((type && endFields[type]) ?? [])])
  if (exit !== undefined) yield place('exit', placeNames.exitBy(undefined), exit)
}

/** The first that is there of the members. */
function memberIn({ node }: State, names: readonly string[]): Member | undefined {
  for (const name of names) {
    const member = memberOf(node, name)
    if (member !== undefined) return member
  }
  return undefined
}

/** The objects of an array that is a field, each with its index in the array. */
function* objectsIn({ node }: State, field: string): Iterable<[number, Node]> {
  const list = valueAt(node, field)
  if (list?.kind === 'array') for (const [index, item] of list.items.entries()) if (item.kind === 'object') yield [index, item]
}

function anchor(node: Node | Member): Range {
  if (node.kind === 'member') return node.key
  return node.kind === 'object' || node.kind === 'array' ? { offset: node.offset, length: Math.min(1, node.length) } : node
}

/** Where the result of a work is there: at what a task calls, at the bracket that closes branches or a processor. YAML without brackets has none. */
function endOf(value: Node, type: StateType | undefined): Range | undefined {
  if (type === 'Task') return value
  const last = value.kind === 'array' ? value.items.at(-1) : value.kind === 'object' ? value.members.at(-1) : undefined
  const end = value.offset + value.length
  return last !== undefined && last.offset + last.length < end ? { offset: end - 1, length: 1 } : undefined
}
