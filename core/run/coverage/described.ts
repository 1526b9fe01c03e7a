import { Lines } from '../../base/lines'
import { placeNames } from '../../model/places'
import type { NotReached } from './notReached'
import type { BranchCoverage, DefinitionCoverage, WayKind } from './types'

/** A place in a file as people count it: from 1, the column in UTF-16 units. */
export interface LinePlace {
  readonly line: number
  readonly column: number
}

/** Turns offsets of a definition's file into lines and columns. */
export function placesIn({ text }: DefinitionCoverage): (offset: number) => LinePlace {
  const lines = new Lines(text)
  return (offset) => {
    const { line, character } = lines.position(offset)
    return { line: line + 1, column: character + 1 }
  }
}

/** What a definition is called: its file, in a template with the logical id. */
export const titleOf = ({ file, stateMachine }: DefinitionCoverage): string =>
  stateMachine === undefined ? file : `${file} ${stateMachine}`

const wayNames: { readonly [K in WayKind]: (index: number) => string } = {
  Next: () => 'Next',
  Choice: placeNames.rule,
  Default: () => placeNames.default,
  Catch: placeNames.catcher,
  Retry: placeNames.retrier,
  Then: () => 'a conditional whose condition holds',
  Else: () => 'a conditional whose condition does not hold',
}

/** A way of a state in the words of its text: `Choices[0] to "Ship"`, `Retry[1]`. Names are written as in JSON. */
export const wayName = ({ kind, index, target }: BranchCoverage): string =>
  `${wayNames[kind](index)}${target === undefined ? '' : ` to ${JSON.stringify(target)}`}`

/** What was not reached, as a part of a sentence on one line. Names are written as in JSON. */
export function notReachedName({ what, state, way }: NotReached): string {
  const name = JSON.stringify(state.name)
  if (way === undefined) return `the state ${name}`
  return `${name}: ${what === 'conditional' ? 'a conditional' : wayName(way)}`
}
