import type { Coverage, WayKind } from './types'

/** How much of something was reached. */
export interface Share {
  readonly total: number
  readonly reached: number
}

/** What is summed up apart, in the order in which it is shown. */
export const measures = ['states', 'transitions', 'retriers', 'conditionals'] as const
/** A word of `measures`. */
export type Measure = (typeof measures)[number]

/** Each way counts for one of them. `transitions`: Next, Choice Rules, Default and Catchers; `conditionals`: both ways of each. */
export type Summary = { readonly [M in Measure]: Share }

const measureOf: { readonly [K in WayKind]: Measure } = {
  Next: 'transitions',
  Choice: 'transitions',
  Default: 'transitions',
  Catch: 'transitions',
  Retry: 'retriers',
  Then: 'conditionals',
  Else: 'conditionals',
}

/** How much of a definition was reached. */
export function summaryOf(coverage: Coverage): Summary {
  const sums = emptySums()
  for (const { entered, branches } of coverage) {
    add(sums.states, entered)
    for (const { kind, count } of branches) add(sums[measureOf[kind]], count)
  }
  return sums
}

/** How much of several was. */
export function sumOf(summaries: readonly Summary[]): Summary {
  const sums = emptySums()
  for (const summary of summaries)
    for (const measure of measures) {
      sums[measure].total += summary[measure].total
      sums[measure].reached += summary[measure].reached
    }
  return sums
}

const emptySums = () => ({
  states: { total: 0, reached: 0 },
  transitions: { total: 0, reached: 0 },
  retriers: { total: 0, reached: 0 },
  conditionals: { total: 0, reached: 0 },
})

function add(sum: { total: number; reached: number }, count: number): void {
  sum.total++
  if (count > 0) sum.reached++
}

/** From 0 to 100; 100 where there is nothing to reach. */
export const percentOf = ({ total, reached }: Share): number => (total === 0 ? 100 : (reached / total) * 100)

/** The same with two digits behind the point at most, cut: 100 is said of nothing less. */
export const cutPercent = (share: Share): number => Math.floor(percentOf(share) * 100 + 1e-9) / 100
