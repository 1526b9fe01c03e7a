import type { Rows } from './types'

const over = (list: readonly number[] | undefined, combine: (a: number, b: number) => number) =>
  list === undefined || list.length === 0 ? undefined : list.reduce(combine)

/** $max and $min: the package hands all numbers to Math.max at once, for which the stack is too small. */
export const aggregates = (): Rows => ({
  max: (list: readonly number[] | undefined) => over(list, (a, b) => Math.max(a, b)),
  min: (list: readonly number[] | undefined) => over(list, (a, b) => Math.min(a, b)),
})
