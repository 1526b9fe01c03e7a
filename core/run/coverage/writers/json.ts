import { type LinePlace, placesIn } from '../described'
import { type NotReached, notReached } from '../notReached'
import { cutPercent, type Measure, measures, type Share, type Summary, summaryOf, sumOf } from '../summary'
import type { BranchCoverage, DefinitionCoverage } from '../types'

/** Coverage for programs, in the shape that docs/tests.md says. Lines and columns are from 1. */
export function coverageReport(all: readonly DefinitionCoverage[]) {
  const summaries = all.map(({ states }) => summaryOf(states))
  return { summary: toldSummary(sumOf(summaries)), definitions: all.map((each, i) => toldDefinition(each, summaries[i]!)) }
}

/** Its text: coverage.json. */
export const coverageJson = (all: readonly DefinitionCoverage[]): string => `${JSON.stringify(coverageReport(all), null, 2)}\n`

function toldDefinition(definition: DefinitionCoverage, summary: Summary) {
  const { file, stateMachine, states } = definition
  const placeOf = placesIn(definition)
  return {
    file,
    ...(stateMachine !== undefined && { stateMachine }),
    summary: toldSummary(summary),
    states: states.map(({ name, path, offset, entered, branches, unexplained }) => ({
      name,
      path,
      ...placeOf(offset),
      entered,
      branches: branches.map((branch) => ({ ...toldWay(branch), ...placeOf(branch.offset), count: branch.count })),
      ...(unexplained > 0 && { unexplained }),
    })),
    notReached: notReached(states).map((each) => toldMissing(each, placeOf(each.offset))),
  }
}

const toldWay = ({ kind, index, target }: BranchCoverage) => ({ kind, index, ...(target !== undefined && { target }) })

const toldMissing = ({ what, state, way }: NotReached, place: LinePlace) => ({
  what,
  state: state.name,
  ...(way && toldWay(way)),
  ...place,
})

const toldSummary = (summary: Summary) =>
  Object.fromEntries(measures.map((measure) => [measure, toldShare(summary[measure])])) as { [M in Measure]: ReturnType<typeof toldShare> }

const toldShare = (share: Share) => ({ total: share.total, reached: share.reached, percent: cutPercent(share) })
