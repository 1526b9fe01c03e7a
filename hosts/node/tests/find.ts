import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { isDefinitionName, isMockName, isTemplateName, isTestName } from '../../../core/model/fileNames'
import type { TestCase } from '../../../core/testFiles/types'
import { isInside, reason } from '../files'
import type { Reader } from '../program'
import { byPath, filesBelow } from '../projectFolders'
import { notAllowed } from '../unreadable'
import { mockFileOf } from './mockFile'
import { withoutReplaced } from './replaced'
import { type Suite, suitesAt } from './suite'

/** What was asked for and is not there: one sentence. */
export class NothingFound extends Error {}

/** The tests that are meant, in the order of their paths. Paths are absolute. */
export interface Found {
  readonly suites: readonly Suite[]
  /** The definitions in the folders that are meant, and what by its name is a template, tested or not. */
  readonly definitions: readonly string[]
}

/** Something that was named, or the working folder. */
type Named =
  | { readonly kind: 'folder'; readonly path: string }
  /** A test file, a mock file, a definition or a template. */
  | { readonly kind: 'file'; readonly path: string }

/**
 * The tests of folders, files and globs, or of the working folder where nothing is named. A folder stands for its test files and mock files, a definition for the
 * tests in the working folder that name it, and so does a mock file. `config`: a stepthrough.json that stands for all, or `none`. Throws NothingFound where something
 * that was named is not there.
 */
export async function findTests(operands: readonly string[], reader: Reader, config?: string): Promise<Found> {
  const { root } = reader
  const named = operands.length === 0 ? [{ kind: 'folder', path: root } as const] : operands.flatMap((each) => namedBy(each, reader))
  const scanned = outermost(named.flatMap((each) => foldersOf(each, root)))
  const below = scanned.flatMap((folder) => filesBelow(folder, mayConcern))
  const files = [...new Set([...below.filter(isTestFile), ...named.filter(({ path }) => isTestName(path)).map(({ path }) => path)])]
  const opened = (await Promise.all(files.sort(byPath).map((path) => suitesAt(path, reader)))).flat()
  const suites = await Promise.all(opened.map(async (suite) => ({ ...suite, mockConfig: await mockFileOf(suite, root, config) })))
  const folders = named.filter(({ kind }) => kind === 'folder').map(({ path }) => path)
  return {
    suites: withoutReplaced(suites).flatMap((suite) => meant(suite, named)),
    definitions: below.filter((path) => !isTestFile(path) && folders.some((folder) => isInside(folder, path))),
  }
}

const isTestFile = (path: string) => isTestName(path) || isMockName(path)
const mayConcern = (name: string) => isTestFile(name) || isDefinitionName(name) || isTemplateName(name)

/** What a path or a glob names. */
function namedBy(operand: string, { root, mayRead }: Reader): Named[] {
  const path = resolve(root, operand)
  if (mayRead?.(path) === false) throw new NothingFound(notAllowed(operand))
  try {
    return [{ kind: statSync(path).isDirectory() ? 'folder' : 'file', path }]
  } catch (error) {
    const { base, glob, isGlob } = picomatch.scan(operand.replaceAll(sep, '/'))
    if (!isGlob) throw new NothingFound(`cannot read ${operand}: ${reason(error)}`)
    const folder = resolve(root, base)
    if (mayRead?.(folder) === false) throw new NothingFound(notAllowed(operand))
    const matches = picomatch(glob)
    return filesBelow(folder, mayConcern)
      .filter((each) => matches(relative(folder, each).replaceAll(sep, '/')))
      .map((each) => ({ kind: 'file', path: each }))
  }
}

/** Where the tests are looked for that a name stands for. */
function foldersOf({ kind, path }: Named, root: string): string[] {
  if (kind === 'folder') return [path]
  return isTestName(path) ? [] : [isInside(root, path) ? root : dirname(path)]
}

const outermost = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter((folder, _, all) => !all.some((other) => other !== folder && isInside(other, folder)))

/** What of a suite is meant. */
function meant(suite: Suite, named: readonly Named[]): Suite[] {
  if (named.some((each) => isWhole(suite, each))) return [suite]
  const uses = named.some(({ path }) => isMockName(path) && path === suite.mockConfig)
  const cases = suite.cases.filter(({ testCase }: TestCase) => uses && testCase !== undefined)
  return cases.length === 0 ? [] : [{ ...suite, cases }]
}

const isWhole = ({ path, definition }: Suite, { kind, path: name }: Named) =>
  kind === 'folder' ? isInside(name, path) : name === path || name === definition
