import type { BranchCoverage, Coverage, StateCoverage } from './types'

/**
 * Something that no run has reached: a state, a way of a state that was entered, or a whole conditional that was never evaluated, which has that of its
 * `Then` as its way.
 */
export interface NotReached {
  readonly what: 'state' | 'way' | 'conditional'
  /** The state, or that of the way. */
  readonly state: StateCoverage
  /** Undefined for a state. */
  readonly way: BranchCoverage | undefined
  /** In the text, in UTF-16 units. */
  readonly offset: number
}

/** What no run has reached, in the order of the text. The ways of a state that was not entered are not in it: none of them could be. */
export function notReached(coverage: Coverage): NotReached[] {
  const found = coverage.flatMap((state): NotReached[] =>
    state.entered === 0 ? [{ what: 'state', state, way: undefined, offset: state.offset }] : [...waysOf(state)],
  )
  return found.sort((a, b) => a.offset - b.offset)
}

function* waysOf(state: StateCoverage): Iterable<NotReached> {
  for (const way of state.branches) {
    if (way.count > 0) continue
    const { offset } = way
    if (isEvaluated(state, way)) yield { what: 'way', state, way, offset }
    else if (way.kind === 'Then') yield { what: 'conditional', state, way, offset }
  }
}

/** Whether it could be taken, as far as is known: that of a conditional, whether that was evaluated. */
export const isEvaluated = ({ branches, entered }: StateCoverage, { kind, index }: BranchCoverage): boolean =>
  kind === 'Then' || kind === 'Else'
    ? branches.some((each) => (each.kind === 'Then' || each.kind === 'Else') && each.index === index && each.count > 0)
    : entered > 0
