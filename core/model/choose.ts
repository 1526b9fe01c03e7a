import { nearest } from '../base/nearest'
import type { Range } from '../base/range'
import { withoutHash } from './cdkAssets'
import type { DefinitionFile } from './deploymentTemplate'
import type { AslDocument, Definition } from './document'

/** What has a name among others. */
interface Named {
  readonly logicalId: string | undefined
  readonly otherNames?: readonly string[]
}

/**
 * The one that a name means: by its logical id, else the only one that has it among its other names, else the only one of the CDK whose id begins with it. Undefined
 * where none is, or several.
 */
export function meant<T extends Named>(all: readonly T[], name: string): T | undefined {
  const exact = all.find(({ logicalId }) => logicalId === name)
  if (exact !== undefined) return exact
  for (const means of [
    ({ otherNames }: T) => otherNames?.includes(name) === true,
    ({ logicalId }: T) => logicalId?.startsWith(name) === true && withoutHash(logicalId) !== undefined,
  ]) {
    const [only, ...more] = all.filter(means)
    if (only !== undefined) return more.length === 0 ? only : undefined
  }
  return undefined
}

/**
 * The one of several that is meant: see `meant`; without a name, or where it is the only one, that one. Else a sentence that says what there is.
 */
export function chooseAmong<T extends Named>(all: readonly T[], preferred: readonly T[], name: string | undefined): T | string {
  const chosen = name === undefined ? undefined : meant(all, name)
  // where names are told well, one that nobody has means none
  const strict = name !== undefined && all.length > 1 && all.some(({ otherNames = [] }) => otherNames.length > 0)
  const [only, ...more] = strict ? all : preferred
  if (chosen !== undefined) return chosen
  if (only !== undefined && more.length === 0) return only
  if (all.length === 0) return 'There is no state machine in it.'
  const ids = all.map(({ logicalId }) => `"${logicalId ?? '?'}"`).join(', ')
  if (name === undefined) return `It has several state machines; choose one of ${ids}.`
  const near = nearest(
    name,
    all.flatMap(({ logicalId, otherNames = [] }) => [...otherNames, ...(logicalId === undefined ? [] : [logicalId])]),
  )
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  return `It has no state machine "${name}"; there is ${ids}.${hint}`
}

/**
 * The definition of a document that is meant, or the file that has it: in a template the one whose logical id is `name`; else the only one in
 * the text, or where there is none the only one that is named. Else a sentence that says what there is, and does not name the document.
 */
export function chooseDefinition({ definitions, template }: AslDocument, name: string | undefined): Definition | DefinitionFile | string {
  const files = template?.files ?? []
  return chooseAmong<Definition | DefinitionFile>([...definitions, ...files], definitions.length > 0 ? definitions : files, name)
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
