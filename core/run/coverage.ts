/** A way that a state may go on, and how often it has. */
export interface BranchCoverage {
  readonly kind: 'Next' | 'Choice' | 'Default' | 'Catch' | 'Retry'
  /** Among those of its kind, from 0. */
  readonly index: number
  /** The state that it leads to; undefined for a Retrier. */
  readonly target: string | undefined
  /** Where it stands in the text, in UTF-16 units. */
  readonly offset: number
  readonly count: number
}

interface StateCoverage {
  readonly name: string
  /** Steps from the definition's root: `['States', 'Map', 'ItemProcessor', 'States', 'Each']`. The same over texts that say the same. */
  readonly path: readonly (string | number)[]
  /** Of the state's key, in UTF-16 units. */
  readonly offset: number
  readonly entered: number
  /** In the order Next, Choices, Default, Catch, Retry. */
  readonly branches: readonly BranchCoverage[]
  /** Attempts that began anew for an error of which the history says nothing: one of the Retriers, nobody knows which. */
  readonly unexplained: number
}

/** All states of a machine and of those nested in it, outer ones first, each in the order of the text. Plain data. */
export type Coverage = readonly StateCoverage[]

/** The same while it is counted: its own members may be assigned. */
export type Counted<T> = { -readonly [K in keyof T]: T[K] }
/** A state's coverage while it is counted. */
export type CountedState = Counted<Omit<StateCoverage, 'branches'>> & { readonly branches: Counted<BranchCoverage>[] }

/**
 * The coverage of several runs of one definition. Of texts that differ, states of one path are one: its ways and offsets are those of the
 * first text, and a way that is only in a later one is not counted.
 */
export function mergeCoverage(all: readonly Coverage[]): Coverage {
  const merged = new Map<string, CountedState>()
  for (const state of all.flat()) {
    const key = JSON.stringify(state.path)
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { ...state, branches: state.branches.map((branch) => ({ ...branch })) })
    else {
      known.entered += state.entered
      known.unexplained += state.unexplained
      for (const { kind, index, count: times } of state.branches) count(known, kind, index, times)
    }
  }
  return [...merged.values()]
}

/** The states that no run has entered, and of the others the ways that none has taken. */
export function notReached(coverage: Coverage): {
  readonly states: Coverage
  readonly branches: readonly (BranchCoverage & { readonly state: string })[]
} {
  return {
    states: coverage.filter(({ entered }) => entered === 0),
    branches: coverage.flatMap(({ name, entered, branches }) =>
      entered === 0 ? [] : branches.flatMap((branch) => (branch.count === 0 ? [{ state: name, ...branch }] : [])),
    ),
  }
}

/** Counts a way of a state `times` more. Nothing happens where the state has no such way. */
export function count(state: CountedState, kind: BranchCoverage['kind'], index: number, times = 1): void {
  const branch = state.branches.find((each) => each.kind === kind && each.index === index)
  if (branch !== undefined) branch.count += times
}
