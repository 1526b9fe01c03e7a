import { join } from 'node:path'
import { cutPercent, percentOf, summaryOf, sumOf } from '../../core/run/coverage/summary'
import type { DefinitionCoverage } from '../../core/run/coverage/types'
import { coverageJson } from '../../core/run/coverage/writers/json'
import { coverageLcov } from '../../core/run/coverage/writers/lcov'
import { coverageText, missedStates } from '../../core/run/coverage/writers/text'
import { makeFolder, writeText } from '../files'
import { type Terminal, visible } from '../terminal'
import type { CoverageKind, CoverageRequest } from './coverageOptions'

/** The files in the folder for coverage. */
const files: { readonly [K in Exclude<CoverageKind, 'text'>]: { readonly name: string; readonly write: typeof coverageJson } } = {
  lcov: { name: 'lcov.info', write: coverageLcov },
  json: { name: 'coverage.json', write: coverageJson },
}

/**
 * Writes what was asked for: the table by `tell`, the others into files. On stderr stands which states no test reaches where they are too many. Whether
 * there are enough. Throws UsageError where a file cannot be written.
 */
export function writeCoverage(
  all: readonly DefinitionCoverage[],
  { kinds, folder, minimum }: CoverageRequest,
  terminal: Terminal,
  tell: (text: string) => void,
): boolean {
  if (kinds.has('text')) tell(visible(`\n${coverageText(all)}`))
  for (const [kind, { name, write }] of Object.entries(files))
    if (kinds.has(kind as CoverageKind)) {
      makeFolder(terminal, folder)
      writeText(terminal, join(folder, name), write(all))
    }
  const { states } = sumOf(all.map((each) => summaryOf(each.states)))
  if (minimum === undefined || percentOf(states) >= minimum) return true
  const share = `${cutPercent(states)}% of the states (${states.reached} of ${states.total})`
  const missed = missedStates(all).map((line) => `${line}\n`)
  terminal.err(visible(`stepthrough: The tests reach ${share}, which is less than ${minimum}%. They do not reach\n${missed.join('')}`))
  return false
}
