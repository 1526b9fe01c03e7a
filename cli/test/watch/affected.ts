import { dirname, resolve } from 'node:path'
import { isConfigName, isDefinitionName, isTemplateName } from '../../../core/model/fileNames'
import { isInside } from '../../../hosts/node/files'
import type { Suite } from '../../../hosts/node/tests/suite'

/** The suites that are to run again when files have changed, or folders have come and gone. Paths are absolute. */
export function affected(suites: readonly Suite[], changed: ReadonlySet<string>): Suite[] {
  const files = suites.map((suite) => ({ suite, own: filesOf(suite) }))
  const known = new Set(files.flatMap(({ own }) => own))
  // who reads it is not known: a function, a child machine, a template or a config file
  if ([...changed].some((path) => !known.has(path) && concernsAll(path))) return [...suites]
  const paths = [...changed]
  return files.filter(({ own }) => own.some((file) => paths.some((path) => isInside(path, file)))).map(({ suite }) => suite)
}

/** The files that a suite names. */
const filesOf = ({ path, definition, mockConfig, file, cases }: Suite): string[] => {
  const inputs = new Set(cases.flatMap(({ inputFile }) => inputFile ?? []))
  const beside = [...inputs, ...(file.config ? [file.config] : [])].map((each) => resolve(dirname(path), each))
  return [path, ...(definition === undefined ? [] : [definition]), ...(mockConfig === undefined ? [] : [mockConfig]), ...beside]
}

const concernsAll = (path: string) =>
  isConfigName(path) || isDefinitionName(path) || isTemplateName(path) || /\.([cm]?[jt]s|py)$/i.test(path)
