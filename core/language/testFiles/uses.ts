import { isTestName } from '../../model/fileNames'
import { fileName } from '../names/fileName'
import type { StateName } from '../names/occurrences'
import type { LocatedDocument, Workspace } from '../types'
import { namesIn, type TestName } from './names'
import { foundTarget, mockedMachine, mockFileOf } from './target'

/** A name in a test file, with the file. */
export interface TestUse {
  readonly located: LocatedDocument
  readonly use: TestName
}

/** The test files of the workspace, and those beside a file. */
export function testFilesAround(uri: string, workspace: Workspace): LocatedDocument[] {
  const files = new Set([...workspace.documents(), ...workspace.siblings(uri)].filter((each) => isTestName(fileName(each))))
  return [...files].flatMap((file) => {
    const document = workspace.document(file)
    return document?.content === 'test' ? [{ uri: file, document }] : []
  })
}

/** Where test files name a state of the definition in `uri`. */
export const usesInTests = (uri: string, { name, definition }: Pick<StateName, 'name' | 'definition'>, workspace: Workspace): TestUse[] =>
  testFilesAround(uri, workspace).flatMap((located) => {
    const uses = namesIn(located.document.root).filter((use) => use.place.kind === 'state' && use.name === name)
    if (uses.length === 0) return []
    const target = foundTarget(located, workspace)
    const isMeant = target?.uri === uri && target.definition.logicalId === definition.logicalId
    return isMeant ? uses.map((use) => ({ located, use })) : []
  })

/** Where test files name a test case of a machine in the mock file `uri`. */
export const usesOfTestCase = (
  uri: string,
  { machine, testCase }: { readonly machine: string; readonly testCase: string },
  workspace: Workspace,
): TestUse[] =>
  testFilesAround(uri, workspace).flatMap((located) => {
    const { root } = located.document
    const uses = namesIn(root).filter((use) => use.place.kind === 'testCase' && use.name === testCase)
    const mock = uses.length === 0 ? undefined : mockFileOf(located, workspace)
    if (mock?.uri !== uri) return []
    return uses.filter((use) => mockedMachine(mock, use.of, root)?.name === machine).map((use) => ({ located, use }))
  })
