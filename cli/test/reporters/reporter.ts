import type { CaseResult, Totals } from '../../../hosts/node/tests/results'
import type { Terminal } from '../../terminal'

/** Writes what comes of tests, in one form. What it gives is written as it is. */
export interface Reporter {
  /** A case has come to its end. */
  ended(result: CaseResult): string
  /** All have, or no more will: `isWhole` is false then. */
  end(totals: Totals, isWhole: boolean): string
}

/** A reporter of one run of tests. */
export type MakeReporter = (look: Pick<Terminal, 'colours'>) => Reporter
