import { isConfigName, isDefinitionName, isMockName, isTemplateName, isTestName } from '../../model/fileNames'
import { folderOf, relativePath } from '../configFiles/paths'
import { fileName } from '../names/fileName'
import type { Workspace } from '../types'

/** What the files of a member are by their names. */
const wanted: Readonly<Record<string, (name: string) => boolean>> = {
  definition: (name) => isDefinitionName(name) || isTemplateName(name),
  config: isConfigName,
  mockConfig: isMockName,
}

/** An input is any file of JSON beside the test file that is nothing else. */
const isInput = (name: string): boolean =>
  /\.json$/i.test(name) && !isTestName(name) && !isDefinitionName(name) && !Object.values(wanted).some((is) => is(name))

/** The paths that a member of a test file can have, those in its own folder first. */
export function pathsFor(uri: string, member: string, workspace: Workspace): string[] {
  const is = wanted[member]
  const uris = is === undefined ? workspace.siblings(uri) : workspace.documents()
  const paths = uris
    .filter((each) => (is ?? isInput)(fileName(each)) && !isTestName(fileName(each)))
    .flatMap((each) => relativePath(folderOf(uri), each) ?? [])
  return [...new Set(paths)].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
}

const depthOf = (path: string): number => path.split('/').length
