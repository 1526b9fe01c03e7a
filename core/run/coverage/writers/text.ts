import { notReachedName, placesIn, titleOf } from '../described'
import { notReached } from '../notReached'
import { cutPercent, measures, type Share, type Summary, summaryOf, sumOf } from '../summary'
import type { DefinitionCoverage } from '../types'

/**
 * A table for people: a line for each definition and one for all, then what no test reaches, each with its place. Names of files are shown as they are,
 * those of states as in JSON.
 */
export function coverageText(all: readonly DefinitionCoverage[]): string {
  if (all.length === 0) return 'Coverage: there is no definition to count.\n'
  const summaries = all.map(({ states }) => summaryOf(states))
  const rows = all.map((definition, i) => rowOf(oneLine(titleOf(definition)), summaries[i]!))
  const total = all.length > 1 ? [rowOf('all', sumOf(summaries))] : []
  const missing = all.flatMap(missingIn)
  return [
    ...table([['Coverage', ...measures], ...rows, ...total]),
    ...(missing.length === 0 ? [] : ['', 'No test reaches', ...missing]),
    '',
  ].join('\n')
}

/** Each state that no test enters, a line for each. Empty where there is none. */
export const missedStates = (all: readonly DefinitionCoverage[]): readonly string[] =>
  all.flatMap((definition) => missingIn({ ...definition, states: definition.states.filter(({ entered }) => entered === 0) }))

function missingIn(definition: DefinitionCoverage): string[] {
  const placeOf = placesIn(definition)
  return notReached(definition.states).map((each) => {
    const { line, column } = placeOf(each.offset)
    return `  ${oneLine(definition.file)}:${line}:${column} ${notReachedName(each)}`
  })
}

const rowOf = (title: string, summary: Summary): string[] => [title, ...measures.map((measure) => cell(summary[measure]))]

const cell = (share: Share): string => (share.total === 0 ? '-' : `${cutPercent(share)}% ${share.reached}/${share.total}`)

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)))
  return rows.map((row) => row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  '))
}

/** The name of a file may have line breaks. */
const oneLine = (text: string): string => text.replaceAll(/[\n\r]/g, (character) => JSON.stringify(character).slice(1, -1))
