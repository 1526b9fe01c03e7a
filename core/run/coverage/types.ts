/**
 * The ways that a state may go on, in the order in which they are listed. `Next` to `Catch` lead to another state, `Retry` to another attempt; `Then`
 * and `Else` are the two ways of a conditional (`a ? b : c`) in an expression of the state, whether the second is written or not.
 */
export const wayKinds = ['Next', 'Choice', 'Default', 'Catch', 'Retry', 'Then', 'Else'] as const
/** A word of `wayKinds`. */
export type WayKind = (typeof wayKinds)[number]

/** A way that a state may go on, and how often it has. */
export interface BranchCoverage {
  readonly kind: WayKind
  /** Among those of its kind, from 0. `Then` and `Else` of one conditional have one index. */
  readonly index: number
  /** The state that it leads to; undefined for a Retrier, and within an expression. */
  readonly target: string | undefined
  /** Where it stands in the text, in UTF-16 units; an `Else` that is not written: where its conditional does. */
  readonly offset: number
  readonly count: number
}

/** A state, and how often it was entered. */
export interface StateCoverage {
  readonly name: string
  /** Steps from the definition's root: `['States', 'Map', 'ItemProcessor', 'States', 'Each']`. The same over texts that say the same. */
  readonly path: readonly (string | number)[]
  /** Of the state's key, in UTF-16 units. */
  readonly offset: number
  readonly entered: number
  /** In the order of `wayKinds`, but for the two of a conditional, which are side by side. */
  readonly branches: readonly BranchCoverage[]
  /** Attempts that began anew for an error of which the history says nothing: one of the Retriers, nobody knows which. */
  readonly unexplained: number
}

/** All states of a machine and of those nested in it, outer ones first, each in the order of the text. Plain data. */
export type Coverage = readonly StateCoverage[]

/** What runs have reached of one definition. Plain data. */
export interface DefinitionCoverage {
  /** Its file, as whoever counts calls it. */
  readonly file: string
  /** The logical id in a template; undefined where the file is the definition. */
  readonly stateMachine: string | undefined
  /** Of the file: the offsets are in it. */
  readonly text: string
  readonly states: Coverage
}

/** The same while it is counted: its own members may be assigned. */
export type Counted<T> = { -readonly [K in keyof T]: T[K] }
/** A state's coverage while it is counted. */
export type CountedState = Counted<Omit<StateCoverage, 'branches'>> & { readonly branches: Counted<BranchCoverage>[] }

/** Counts a way of a state once more. Nothing happens where the state has no such way. */
export function count(state: CountedState, kind: WayKind, index: number): void {
  const branch = state.branches.find((each) => each.kind === kind && each.index === index)
  if (branch !== undefined) branch.count++
}
