import type { AslDocument } from '../../model/document'
import { contains } from '../../syntax/walk'
import { usesInMocks } from '../mockFiles/uses'
import { nameAt, occurrencesOf, type SubstitutionName } from '../names/occurrences'
import { usesInTests } from '../testFiles/uses'
import type { Highlight, LocatedDocument, Location, Workspace } from '../types'

/**
 * Every place of the name under the cursor, in its document, in mock files and test files (of a state) and in the template that declares it; the places
 * that define it only with `withDefinition`, LSP's includeDeclaration. LSP: textDocument/references.
 */
export function references({ uri, document }: LocatedDocument, offset: number, withDefinition: boolean, workspace: Workspace): Location[] {
  const elsewhere = fromTemplate({ uri, document }, offset, workspace)
  if (elsewhere !== undefined) return withDefinition ? [elsewhere.declaration, ...elsewhere.uses] : elsewhere.uses
  const name = nameAt(document, offset)
  if (name === undefined) return []
  const found = occurrencesOf(document, name)
    .filter((each) => withDefinition || each.kind === 'read')
    .map((each) => locationOf(each))
  if (name.kind === 'state')
    return [
      ...found,
      ...usesInMocks(uri, name, workspace).map((use) => locationOf(use.key, use.uri)),
      ...usesInTests(uri, name, workspace).map(({ located, use }) => locationOf(use.node, located.uri)),
    ]
  const { template, substitutions } = name.definition
  const declared = withDefinition && name.kind === 'substitution' && template !== undefined ? substitutions?.get(name.name) : undefined
  return declared === undefined ? found : [locationOf(declared, template), ...found]
}

/** From a name in DefinitionSubstitutions to its uses in the definition's own file. */
function fromTemplate(
  { uri, document }: LocatedDocument,
  offset: number,
  workspace: Workspace,
): { declaration: Location; uses: Location[] } | undefined {
  for (const file of document.template?.files ?? [])
    for (const [name, range] of file.substitutions ?? []) {
      if (!contains(range, offset)) continue
      const target = workspace.resolve(uri, file.path)
      const other = target === undefined ? undefined : workspace.document(target)
      const definition = other?.definitions[0]
      if (other === undefined || definition === undefined) return { declaration: locationOf(range), uses: [] }
      const wanted: SubstitutionName = { kind: 'substitution', name, definition, ofTemplate: false, ...range }
      const uses = occurrencesOf(other, wanted).filter((each) => each.kind === 'read')
      return { declaration: locationOf(range), uses: uses.map((each) => locationOf(each, target)) }
    }
  return undefined
}

function locationOf({ offset, length }: { readonly offset: number; readonly length: number }, uri?: string): Location {
  const range = { offset, length }
  return { range, selection: range, ...(uri !== undefined && { uri }) }
}

/** The places in this document of the name under the cursor, as read or written. LSP: textDocument/documentHighlight. */
export function highlights(document: AslDocument, offset: number): Highlight[] {
  const name = nameAt(document, offset)
  if (name === undefined) return []
  return occurrencesOf(document, name).map(({ kind, offset, length }) => ({ kind, offset, length }))
}
