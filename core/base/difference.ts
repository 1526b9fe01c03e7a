import { canonicalText } from './canonical'
import { byPlace, type Changes, changesBetween, type Pair } from './changes'
import { equalWithin } from './equal'
import { isArray, type Json } from './json'

/** Comparisons of two items that are made to find what was inserted into an array. */
const cells = 1_000_000
/** Values of an item that are looked at to tell whether it is another one. */
const ofItem = 2000
/** Levels at which it is told where something was inserted: below, items are held against each other by their places. */
const deepest = 100

/** As `changesBetween`, but that an item which was put into an array moves those behind it and does not change them, as far as arrays are not too long to tell. */
export const differencesBetween = (before: Json, after: Json, most?: number): Changes => changesBetween(before, after, most, align)

/** The members of two objects, or the items of two arrays that belong together; undefined for all else. */
export const align = (before: Json | undefined, after: Json | undefined, level = 0): Pair[] | undefined =>
  isArray(before) && isArray(after) && level < deepest ? alignedItems(before, after) : byPlace(before, after)

/** Whether two values are the same, as far as one would look. */
const same = (a: Json | undefined, b: Json | undefined): boolean => equalWithin(a, b, ofItem)

function alignedItems(before: readonly Json[], after: readonly Json[]): Pair[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && same(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && same(before[before.length - 1 - end], after[after.length - 1 - end])) end++
  const kept = (from: number, to: number): Pair[] =>
    after
      .slice(from, to)
      .map((item, i) => ({ key: from + i, before: before[from + i + (from < start ? 0 : before.length - after.length)], after: item }))
  const middle = alignedMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end), start)
  return [...kept(0, start), ...middle, ...kept(after.length - end, after.length)]
}

/** What is between two items that are in both: pairs by their place, then what is more on one side. */
function gap(before: readonly Json[], after: readonly Json[], beforeAt: number, afterAt: number): Pair[] {
  const added = after.map((item, i): Pair => ({ key: afterAt + i, before: before[i], after: item }))
  const removed = before.slice(after.length).map((item, i): Pair => ({ key: beforeAt + after.length + i, before: item, after: undefined }))
  return [...added, ...removed]
}

function alignedMiddle(before: readonly Json[], after: readonly Json[], offset: number): Pair[] {
  const matches = before.length * after.length > cells ? [] : commonItems(before, after)
  const pairs: Pair[] = []
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
