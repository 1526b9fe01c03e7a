import type { Budget } from './budget'

/**
 * The package's merge sort without its recursion along the items: it asks for the same pairs in the same order, so that a comparator that is not
 * consistent gives the same result. `after(a, b)`: a comes after b.
 */
export function mergeSort<T>(list: readonly T[], after: (a: T, b: T) => boolean, budget: Budget): T[] {
  const sort = (from: number, to: number): T[] => {
    if (to - from <= 1) return list.slice(from, to)
    const middle = from + ((to - from) >> 1)
    return merge(sort(from, middle), sort(middle, to))
  }
  const merge = (left: readonly T[], right: readonly T[]): T[] => {
    budget.work(1 + ((left.length + right.length) >> 3))
    const merged: T[] = []
    let l = 0
    let r = 0
    while (l < left.length && r < right.length) merged.push(after(left[l]!, right[r]!) ? right[r++]! : left[l++]!)
    while (l < left.length) merged.push(left[l++]!)
    while (r < right.length) merged.push(right[r++]!)
    return merged
  }
  return sort(0, list.length)
}
