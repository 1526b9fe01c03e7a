import type { AslDocument } from '../document'
import { nameAt, occurrencesOf } from './occurrences'
import type { Highlight, Location } from './types'

/** Every place of the name under the cursor; the places that define it only with `withDefinition`. */
export function references(document: AslDocument, offset: number, withDefinition: boolean): Location[] {
  return highlights(document, offset)
    .filter((each) => withDefinition || each.kind === 'read')
    .map(({ offset, length }) => ({ range: { offset, length }, selection: { offset, length } }))
}

/** The places of the name under the cursor, as read or written. */
export function highlights(document: AslDocument, offset: number): Highlight[] {
  const name = nameAt(document, offset)
  if (name === undefined) return []
  return occurrencesOf(document, name).map(({ kind, offset, length }) => ({ kind, offset, length }))
}
