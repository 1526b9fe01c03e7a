import type { Lines } from '../base/lines'
import { contains } from '../syntax/walk'
import { rowsOf } from './dataflow'
import type { AslDocument } from './document'
import { machinesOf } from './graph'
import type { State } from './machine'
import { placeNames, placesOf, type StatePlace } from './places'

/** The places of all states of a text, to be found by where they are in it. */
export interface PlacesInText {
  /** Those that begin from an offset up to, and with, another, in the order of the text. */
  readonly between: (from: number, to: number) => readonly StatePlace[]
  /** The innermost state whose text holds an offset. */
  readonly stateAt: (offset: number) => State | undefined
  /** The innermost place whose text holds an offset; of an offset in a state that is in none of its places the one that it slides to. */
  readonly at: (offset: number) => StatePlace | undefined
  /**
   * The place that a line is for: the entry of the state whose key begins on it nearest to the asked offset, else the first place that does; else what the
   * offset slides to. A line outside of all states is for the key that is nearest, the one behind where two are as near.
   */
  readonly onLine: (line: LineOfText) => StatePlace | undefined
}

/** A line: where it begins and ends, which offset of it is asked for, its first that is no blank where none is; and how far from it another is, in lines. */
export interface LineOfText {
  readonly start: number
  readonly end: number
  readonly at: number
  readonly distance: (offset: number) => number
}

/** A line of a text, and in it an offset that is asked for; none: the line as a whole. */
export function lineOfText(text: string, lines: Lines, line: number, offset?: number): LineOfText {
  const [start, end] = [lines.start(line), lines.end(line)]
  const first = start + text.slice(start, end).search(/\S|$/)
  return { start, end, at: offset ?? first, distance: (at) => Math.abs(lines.position(at).line - line) }
}

const known = new WeakMap<readonly State[], PlacesInText>()

/** Every state of the definitions, those of nested machines too, in the order of the text. */
export const statesInText = ({ definitions }: AslDocument): State[] =>
  definitions
    .flatMap(({ machine }) => machinesOf(machine))
    .flatMap(({ states }) => [...states.values()])
    .sort((a, b) => a.key.offset - b.key.offset)

/** Made once for a list of states, which are in the order of the text. */
export function placesInText(states: readonly State[]): PlacesInText {
  const before = known.get(states)
  if (before !== undefined) return before
  const made = make(states)
  known.set(states, made)
  return made
}

function make(states: readonly State[]): PlacesInText {
  const all = states.flatMap((state) => placesOf(state).all).sort((a, b) => a.range.offset - b.range.offset)
  const between = (from: number, to: number) => all.slice(behind(all, from - 1, placeOffset), behind(all, to, placeOffset))

  function stateAt(offset: number): State | undefined {
    let state = states[behind(states, offset, keyOffset) - 1]
    while (state !== undefined && !contains(state.member, offset)) state = state.machine.owner
    return state
  }

  function at(offset: number): StatePlace | undefined {
    const last = all[behind(all, offset, placeOffset) - 1]
    if (last?.kind === 'start' && contains(last.node, offset)) return last
    const state = stateAt(offset)
    return state && slide(state, offset, true)
  }

  function nearest(distance: (offset: number) => number, offset: number): StatePlace | undefined {
    const next = behind(states, offset, keyOffset)
    const [above, below] = [states[next - 1], states[next]]
    const isBelow = above === undefined || (below !== undefined && distance(below.key.offset) <= distance(above.key.offset))
    const state = isBelow ? below : above
    return state && placesOf(state).entry
  }

  function onLine({ start, end, at: offset, distance }: LineOfText): StatePlace | undefined {
    const begin = between(start, end)
    const entries = begin.filter(({ kind }) => kind === 'entry')
    const found = entries.find(({ range }) => range.offset >= offset) ?? entries.at(-1) ?? begin[0]
    if (found !== undefined) return found
    const state = stateAt(offset)
    return state === undefined ? nearest(distance, offset) : slide(state, offset, false)
  }

  return { between, stateAt, at, onLine }
}

const placeOffset = ({ range }: StatePlace): number => range.offset
const keyOffset = ({ key }: State): number => key.offset

/** How many of a sorted list are at or before an offset. */
function behind<T>(list: readonly T[], offset: number, offsetOf: (each: T) => number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsetOf(list[middle]!) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Fields that the work of a state asks for, also where their value is given and not found by a path. */
const asides: ReadonlySet<string> = new Set(['number', 'text', 'value'])

/**
 * The place for an offset in a state: the innermost that holds it, else the nearest in the same field, the following one first; what the work asks for is
 * for the work, and all else for the entry. `exact`: also where the result of the work is, which has no line of its own.
 */
function slide(state: State, offset: number, exact: boolean): StatePlace {
  const { all, entry, get } = placesOf(state)
  const member = state.node.members.find((each) => contains(each, offset))
  if (member === undefined) return entry
  const within = all.filter(({ kind, range }) => kind !== 'start' && kind !== 'entry' && contains(member, range.offset))
  const holding = within.filter((place) =>
    place.kind === 'result' ? exact && contains(place.range, offset) : contains(place.node, offset),
  )
  const innermost = holding.at(-1)
  if (innermost !== undefined) return innermost
  const near = within.find(({ range }) => range.offset >= offset) ?? within.at(-1)
  if (near !== undefined) return near
  const name = member.key.value
  const isAside = rowsOf(state).some(({ field, kind }) => asides.has(kind) && (field === name || field === `${name}Path`))
  return (isAside ? get(placeNames.work) : undefined) ?? entry
}
