import { dirname, resolve } from 'node:path'
import { Lines } from '../../../core/base/lines'
import type { Problem } from '../../../core/base/problem'
import { readTestFile } from '../../../core/testFiles/read'
import type { Failure, FailureKind, TestCase, TestFile } from '../../../core/testFiles/types'
import { type Reader, readDocumentAt, UnreadableFile } from '../program'

/** The tests of one file: of a test file, or of a mock file beside a definition. Paths are absolute. */
export interface Suite {
  readonly path: string
  readonly text: string
  /** The definition or template; undefined where the file does not say. */
  readonly definition: string | undefined
  readonly file: Pick<TestFile, 'stateMachine' | 'config'>
  readonly mockConfig: string | undefined
  readonly cases: readonly TestCase[]
  /** Why it has no cases. */
  readonly failures: readonly Failure[]
}

/** Reads a test file. What is wrong with it is in the suite. */
export async function openTestFile(path: string, reader: Reader): Promise<Suite> {
  const none = {
    path,
    text: '',
    definition: undefined,
    file: { stateMachine: undefined, config: undefined },
    mockConfig: undefined,
    cases: [],
  }
  try {
    const document = await readDocumentAt(path, reader)
    const { text } = document
    const read = readTestFile(document)
    if (read.kind === 'wrong') return { ...none, text, failures: failuresOf('file', text, read.problems) }
    const { file } = read
    const beside = (name: string | undefined) => (name === undefined ? undefined : resolve(dirname(path), name))
    return { path, text, definition: beside(file.definition), file, mockConfig: beside(file.mockConfig), cases: file.cases, failures: [] }
  } catch (error) {
    if (error instanceof UnreadableFile) return { ...none, failures: [{ what: 'file', message: error.message }] }
    throw error
  }
}

/** Problems of a text as failures with line and column. */
export function failuresOf(what: FailureKind, text: string, problems: readonly Problem[]): Failure[] {
  const lines = new Lines(text)
  return problems.map(({ message, offset }) => {
    const { line, character } = lines.position(offset)
    return { what, message, line: line + 1, column: character + 1 }
  })
}
