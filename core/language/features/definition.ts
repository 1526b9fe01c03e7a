import { nameAt, occurrencesOf } from '../names/occurrences'
import type { LocatedDocument, Location } from '../types'

/** The origin is the name under the cursor; the places are where it is defined: several for a variable or duplicates. */
interface DefinitionResult {
  readonly origin: { readonly offset: number; readonly length: number }
  readonly locations: readonly Location[]
}

/**
 * Go to definition: of a state from StartAt, Next, Default, Choices and Catch; of a variable from any expression; of `${Name}`. Undefined
 * where the name under the cursor is not defined, or there is none. LSP: textDocument/definition.
 */
export function definition({ document }: LocatedDocument, offset: number): DefinitionResult | undefined {
  const name = nameAt(document, offset)
  if (name === undefined) return undefined
  const origin = { offset: name.offset, length: name.length }
  const locations = occurrencesOf(document, name)
    .filter((each) => each.kind === 'write')
    .map((each): Location => {
      const selection = { offset: each.offset, length: each.length }
      const member = name.kind === 'state' ? each.state?.member : undefined
      return { range: member === undefined ? selection : { offset: member.offset, length: member.length }, selection }
    })
  if (name.kind === 'substitution' && name.definition.template !== undefined) {
    const declared = name.definition.substitutions?.get(name.name)
    if (declared !== undefined) locations.push({ uri: name.definition.template, range: declared, selection: declared })
  }
  return locations.length === 0 ? undefined : { origin, locations }
}
