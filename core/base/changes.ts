import { isArray, isObject, type Json, member } from './json'

/** A place at which two values differ. Without `before` it has been added, without `after` removed. */
export interface Change {
  /** From the root: names of members and indices from 0. Empty: the values themselves. */
  readonly steps: readonly (string | number)[]
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** The places at which two values differ. */
export interface Changes {
  /** In the order of the newer value; what is no more follows what is there. */
  readonly list: readonly Change[]
  /** There may be others: it was not looked further. */
  readonly more: boolean
}

/** Two values that stand for each other within two others: `key` is that of the newer one, of what is no more that of the older. */
export interface Pair {
  readonly key: string | number
  /** Undefined: there was none. */
  readonly before: Json | undefined
  /** Undefined: there is none any more. */
  readonly after: Json | undefined
}

/** Which members or items of two values stand for each other; undefined: they are no containers of one kind. `level`: how deep they are, from 0. */
type Pairing = (before: Json | undefined, after: Json | undefined, level: number) => Pair[] | undefined

/** A pair that is still to be compared. The way to it is a list from its end, since most pairs are the same and nobody asks for it. */
interface Work extends Omit<Pair, 'key'> {
  readonly way: Way | undefined
  readonly level: number
}
interface Way {
  readonly key: string | number
  readonly up: Way | undefined
}

/** Pairs that are looked at: what two payloads share costs one look, since payloads are immutable. */
const patience = 200_000

/**
 * Where two values differ: the outermost places of which only one has something or which are no containers of one kind. Any depth; at most `most`, and no
 * further than `looks` pairs.
 */
export function changesBetween(before: Json, after: Json, most = 100, pairing: Pairing = byPlace, looks = patience): Changes {
  const list: Change[] = []
  const work: Work[] = [{ before, after, way: undefined, level: 0 }]
  let left = looks
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { before, after, way, level } = at
    if (before === after) continue
    if (list.length === most || left-- === 0) return { list, more: true }
    const inner = pairing(before, after, level)
    if (inner === undefined) list.push({ steps: stepsOf(way), before, after })
    else
      for (let i = inner.length - 1; i >= 0; i--) {
        const { key, before, after } = inner[i]!
        if (before !== after) work.push({ before, after, way: { key, up: way }, level: level + 1 })
      }
  }
  return { list, more: false }
}

/** The members of two objects of one name, or the items of two arrays at one place; undefined for all else. */
export function byPlace(before: Json | undefined, after: Json | undefined): Pair[] | undefined {
  if (isArray(before) && isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, key) => ({ key, before: before[key], after: after[key] }))
  }
  if (!isObject(before) || !isObject(after)) return undefined
  const pair = (key: string): Pair => ({ key, before: member(before, key), after: member(after, key) })
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return [...Object.keys(after), ...gone].map(pair)
}

function stepsOf(way: Way | undefined): (string | number)[] {
  const steps: (string | number)[] = []
  for (let at = way; at !== undefined; at = at.up) steps.push(at.key)
  return steps.reverse()
}
