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

/** A pair that is still to be compared. The way to it is a list from its end, since most pairs are the same and nobody asks for it. */
interface Pair {
  readonly before: Json | undefined
  readonly after: Json | undefined
  readonly way: Way | undefined
}
interface Way {
  readonly key: string | number
  readonly up: Way | undefined
}

/** Pairs that are looked at: what two payloads share costs one look, since payloads are immutable. */
const patience = 200_000

/** Where two values differ: the outermost places of which only one has something or which are no containers of one kind. Any depth; at most `most`. */
export function changesBetween(before: Json, after: Json, most = 100): Changes {
  const list: Change[] = []
  const work: Pair[] = [{ before, after, way: undefined }]
  let left = patience
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    if (pair.before === pair.after) continue
    if (list.length === most || left-- === 0) return { list, more: true }
    const inner = pairsWithin(pair)
    if (inner === undefined) list.push({ steps: stepsOf(pair.way), before: pair.before, after: pair.after })
    else for (let i = inner.length - 1; i >= 0; i--) if (inner[i]!.before !== inner[i]!.after) work.push(inner[i]!)
  }
  return { list, more: false }
}

/** The members of two objects, or the items of two arrays; undefined for all else. */
function pairsWithin({ before, after, way }: Pair): Pair[] | undefined {
  if (isArray(before) && isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, key) => ({ before: before[key], after: after[key], way: { key, up: way } }))
  }
  if (!isObject(before) || !isObject(after)) return undefined
  const pair = (key: string): Pair => ({ before: member(before, key), after: member(after, key), way: { key, up: way } })
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return [...Object.keys(after), ...gone].map(pair)
}

function stepsOf(way: Way | undefined): (string | number)[] {
  const steps: (string | number)[] = []
  for (let at = way; at !== undefined; at = at.up) steps.push(at.key)
  return steps.reverse()
}
