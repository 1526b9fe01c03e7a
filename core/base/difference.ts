import { canonicalText } from './canonical'
import { equalWithin } from './equal'
import { isArray, isObject, type Json, member } from './json'

/** Two values that stand for each other in two containers. `key` is that of the newer one, of what has been removed that of the older. */
export interface Aligned {
  readonly key: string | number
  /** Undefined: it has been added. */
  readonly before: Json | undefined
  /** Undefined: it has been removed. */
  readonly after: Json | undefined
}

/** A place at which two values differ: it has been added, removed, or is another value. */
export interface Difference extends Pick<Aligned, 'before' | 'after'> {
  /** From the root: names of members and indices from 0, as the newer value has them; the last one of what has been removed is the older's. */
  readonly steps: readonly (string | number)[]
}

/** The places at which two values differ, in the order of the newer one. */
export interface Differences {
  readonly list: readonly Difference[]
  /** There may be others: it was not looked further. */
  readonly more: boolean
}

/** Comparisons of two items that are made to find what was inserted into an array. */
const cells = 1_000_000
/** Values that are looked at in all, and those of an item to tell whether it is another one. */
const patience = 200_000
const ofItem = 2000
/** Levels at which it is told where something was inserted: below, items are held against each other by their places. */
const deepest = 100

/**
 * The members of two objects or the items of two arrays by pairs; undefined for all else. An item that was put into an array moves those behind
 * it and does not change them, as far as arrays are not too long to tell.
 */
export function align(before: Json | undefined, after: Json | undefined, level = 0): Aligned[] | undefined {
  if (isArray(before) && isArray(after)) return level < deepest ? alignedItems(before, after) : gap(before, after, 0, 0)
  if (!isObject(before) || !isObject(after)) return undefined
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const pair = (key: string): Aligned => ({ key, before: member(before, key), after: member(after, key) })
  return [...Object.keys(after), ...gone].map(pair)
}

/** Where two values differ: the outermost places. Any depth; at most `most`. */
export function differencesBetween(before: Json, after: Json, most = 100): Differences {
  const list: Difference[] = []
  const work: Pair[] = [{ before, after, way: undefined, level: 0 }]
  let left = patience
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { before, after, way, level } = at
    if (before === after) continue
    if (list.length === most || left <= 0) return { list, more: true }
    const inner = align(before, after, level)
    left -= 1 + (inner?.length ?? 0)
    if (inner === undefined) list.push({ steps: stepsOf(way), before, after })
    else
      for (const { key, ...pair } of inner.reverse())
        if (pair.before !== pair.after) work.push({ ...pair, way: { key, up: way }, level: level + 1 })
  }
  return { list, more: false }
}

/** A pair that is still to be compared. The way to it is a list from its end, since most pairs are the same and nobody asks for it. */
interface Pair extends Pick<Aligned, 'before' | 'after'> {
  readonly way: Way | undefined
  readonly level: number
}
interface Way {
  readonly key: string | number
  readonly up: Way | undefined
}

function stepsOf(way: Way | undefined): (string | number)[] {
  const steps: (string | number)[] = []
  for (let at = way; at !== undefined; at = at.up) steps.push(at.key)
  return steps.reverse()
}

/** Whether two values are the same, as far as one would look. */
const same = (a: Json | undefined, b: Json | undefined): boolean => equalWithin(a, b, ofItem)

function alignedItems(before: readonly Json[], after: readonly Json[]): Aligned[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && same(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && same(before[before.length - 1 - end], after[after.length - 1 - end])) end++
  const kept = (from: number, to: number): Aligned[] =>
    after
      .slice(from, to)
      .map((item, i) => ({ key: from + i, before: before[from + i + (from < start ? 0 : before.length - after.length)], after: item }))
  const middle = alignedMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end), start)
  return [...kept(0, start), ...middle, ...kept(after.length - end, after.length)]
}

/** What is between two items that are in both: pairs by their place, then what is more on one side. */
function gap(before: readonly Json[], after: readonly Json[], beforeAt: number, afterAt: number): Aligned[] {
  const added = after.map((item, i): Aligned => ({ key: afterAt + i, before: before[i], after: item }))
  const removed = before
    .slice(after.length)
    .map((item, i): Aligned => ({ key: beforeAt + after.length + i, before: item, after: undefined }))
  return [...added, ...removed]
}

function alignedMiddle(before: readonly Json[], after: readonly Json[], offset: number): Aligned[] {
  const matches = before.length * after.length > cells ? [] : commonItems(before, after)
  const pairs: Aligned[] = []
  let [b, a] = [0, 0]
  for (const [i, j] of [...matches, [before.length, after.length] as const]) {
    pairs.push(...gap(before.slice(b, i), after.slice(a, j), offset + b, offset + a))
    if (i < before.length) pairs.push({ key: offset + j, before: before[i], after: after[j] })
    b = i + 1
    a = j + 1
  }
  return pairs
}

/** The longest sequence of items that are in both arrays, as pairs of their places. */
function commonItems(before: readonly Json[], after: readonly Json[]): (readonly [number, number])[] {
  const ids = new Map<string, number>()
  const idOf = (item: Json): number => {
    const text = textOf(item)
    const id = ids.get(text) ?? ids.size
    ids.set(text, id)
    return id
  }
  const left = before.map(idOf)
  const right = after.map(idOf)
  const width = right.length + 1
  const best = new Uint32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      best[i * width + j] =
        left[i] === right[j] ? best[(i + 1) * width + j + 1]! + 1 : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++])
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++
    else j++
  }
  return pairs
}

/** One that is nested too deep for a text is like no other. */
function textOf(item: Json): string {
  try {
    return canonicalText(item)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return ''
  }
}
