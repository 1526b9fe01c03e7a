import { readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Lines } from '../../../core/base/lines'
import type { Problem } from '../../../core/base/problem'
import type { AslDocument } from '../../../core/model/document'
import { isDefinitionName, isMockName, isTemplateName } from '../../../core/model/fileNames'
import { mockTests, type Neighbour } from '../../../core/testFiles/mockTests'
import { readTestFile } from '../../../core/testFiles/read'
import type { Failure, FailureKind, TestCase, TestFile } from '../../../core/testFiles/types'
import { type Reader, readDocumentAt } from '../program'
import { UnreadableFile } from '../unreadable'

/** The tests of one file on one definition: those of a test file, or of a state machine in a mock file. Paths are absolute. */
export interface Suite {
  readonly path: string
  readonly text: string
  /** The definition or template; undefined where the file does not say. */
  readonly definition: string | undefined
  readonly file: Pick<TestFile, 'stateMachine' | 'config'>
  /** Undefined: where a case needs one, it is that of its stepthrough.json. */
  readonly mockConfig: string | undefined
  readonly cases: readonly TestCase[]
  /** Why it has no cases. */
  readonly failures: readonly Failure[]
}

/** The suites of a test file or of a mock file; a mock file without a definition beside it has none. What is wrong with it is in the suite. */
export async function suitesAt(path: string, reader: Reader): Promise<Suite[]> {
  try {
    const document = await readDocumentAt(path, reader)
    return document.content === 'mock' ? await mockSuites(path, document, reader) : [testSuite(path, document)]
  } catch (error) {
    if (error instanceof UnreadableFile) return [{ ...empty(path), failures: [{ what: 'file', message: error.message }] }]
    throw error
  }
}

const noFile = { stateMachine: undefined, config: undefined }

const empty = (path: string, text = '') => ({
  path,
  text,
  definition: undefined,
  file: noFile,
  mockConfig: undefined,
  cases: [],
})

function testSuite(path: string, document: AslDocument): Suite {
  const { text } = document
  const read = readTestFile(document)
  if (read.kind === 'wrong') return { ...empty(path, text), failures: failuresOf('file', text, read.problems) }
  const { file } = read
  const beside = (name: string | undefined) => (name === undefined ? undefined : resolve(dirname(path), name))
  return { path, text, definition: beside(file.definition), file, mockConfig: beside(file.mockConfig), cases: file.cases, failures: [] }
}

async function mockSuites(path: string, { text, root, syntaxProblems }: AslDocument, reader: Reader): Promise<Suite[]> {
  const folder = dirname(path)
  const names = namesIn(folder)
  const definitions = names.filter((name) => isDefinitionName(name))
  const templates = names.filter((name) => isTemplateName(name) && !isMockName(name) && !isDefinitionName(name))
  const neighbours = [...definitions.map((file) => ({ file })), ...(await machinesIn(folder, templates, reader))]
  if (neighbours.length > 0 && syntaxProblems.length > 0)
    return [{ ...empty(path, text), failures: failuresOf('file', text, syntaxProblems) }]
  return mockTests(root, neighbours, names).map(({ neighbour, cases }) => ({
    path,
    text,
    definition: join(folder, neighbour.file),
    file: { stateMachine: neighbour.logicalId, config: undefined },
    mockConfig: path,
    cases,
    failures: [],
  }))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** The state machines of templates. One that cannot be read has none. */
async function machinesIn(folder: string, templates: readonly string[], reader: Reader): Promise<Neighbour[]> {
  const found: Neighbour[] = []
  for (const file of templates) {
    const document = await readDocumentAt(join(folder, file), reader).catch(() => undefined)
    const machines = [...(document?.definitions ?? []), ...(document?.template?.files ?? [])]
    if (document?.content === 'template')
      found.push(...machines.flatMap(({ logicalId }) => (logicalId === undefined ? [] : [{ file, logicalId }])))
  }
  return found
}

/** What a file that could not be read as tests is called as the one test that fails. */
export const suiteName = ({ path }: Suite): string => basename(path)

/** Problems of a text as failures with line and column. */
export function failuresOf(what: FailureKind, text: string, problems: readonly Problem[]): Failure[] {
  const lines = new Lines(text)
  return problems.map(({ message, offset }) => {
    const { line, character } = lines.position(offset)
    return { what, message, line: line + 1, column: character + 1 }
  })
}
