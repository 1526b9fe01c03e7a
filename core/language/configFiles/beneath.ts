import type { AslDocument, Definition } from '../../model/document'
import { isDefinitionName, isTemplateName } from '../../model/fileNames'
import type { LocatedDocument, Workspace } from '../types'
import { type Called, callsOf } from './calls'
import { folderOf } from './paths'

/** More definitions than these are not read for one stepthrough.json. */
const mostDocuments = 200

/** The definitions and templates in the folder of a stepthrough.json and below it. */
export function documentsBeneath(uri: string, workspace: Workspace): LocatedDocument[] {
  const folder = folderOf(uri)
  const named = workspace.documents().filter((each) => each.startsWith(folder) && (isDefinitionName(each) || isTemplateName(each)))
  return named.slice(0, mostDocuments).flatMap((each) => {
    const document: AslDocument | undefined = workspace.document(each)
    return document === undefined ? [] : [{ uri: each, document }]
  })
}

/** What a definition calls, and where that is. */
interface CalledIn extends LocatedDocument {
  readonly definition: Definition
  readonly called: Called
}

/** All that the definitions call whose tasks a stepthrough.json may answer. */
export const callsBeneath = (uri: string, workspace: Workspace): CalledIn[] =>
  documentsBeneath(uri, workspace).flatMap((located) =>
    located.document.definitions.flatMap((definition) => callsOf(definition).map((called) => ({ ...located, definition, called }))),
  )
