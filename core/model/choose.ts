import type { Range } from '../base/range'
import type { DefinitionFile } from './deploymentTemplate'
import type { AslDocument, Definition } from './document'

/**
 * The definition of a document that is meant, or the file that has it: in a template the one whose logical id is `name`; else the only one in
 * the text, or where there is none the only one that is named. Else a sentence that says what there is, and does not name the document.
 */
export function chooseDefinition({ definitions, template }: AslDocument, name: string | undefined): Definition | DefinitionFile | string {
  const files = template?.files ?? []
  const all = [...definitions, ...files]
  const chosen = name === undefined ? undefined : all.find(({ logicalId }) => logicalId === name)
  const [only, ...more] = definitions.length > 0 ? definitions : files
  if (chosen !== undefined) return chosen
  if (only !== undefined && more.length === 0) return only
  if (all.length === 0) return 'There is no state machine in it.'
  const ids = all.map(({ logicalId }) => `"${logicalId ?? '?'}"`).join(', ')
  return name === undefined ? `It has several state machines; choose one of ${ids}.` : `It has no state machine "${name}"; there is ${ids}.`
}

/** Whether what was chosen is in a file of its own. */
export const isInFile = (chosen: Definition | DefinitionFile): chosen is DefinitionFile => 'path' in chosen

/**
 * All that can be run of a document, in the order of the text. `startAt` is the member StartAt; undefined where it is missing, or in a file
 * of its own. `range`: see Definition and DefinitionFile.
 */
export function runnable({
  definitions,
  template,
}: AslDocument): { logicalId: string | undefined; startAt: Range | undefined; range: Range }[] {
  const all = [
    ...definitions.map(({ logicalId, machine, range }) => ({ logicalId, startAt: machine.startAt?.member, range })),
    ...(template?.files ?? []).map(({ logicalId, range }) => ({ logicalId, startAt: undefined, range })),
  ]
  return all.sort((a, b) => a.range.offset - b.range.offset)
}
