import * as vscode from 'vscode'
import { isMockName } from '../core/model/fileNames'
import * as mocks from '../core/run/mock/testCases'

/** One test case of a mock file. */
export interface MockedTestCase extends mocks.MockedTestCase {
  readonly file: string
}

/** The mock files beside a definition, by their names. */
export async function mockFilesBeside(program: string): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(vscode.Uri.file(program), '..')
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name)
  return names.filter(isMockName).map((name) => vscode.Uri.joinPath(folder, name))
}

/** The test cases of the mock files beside a definition. */
export async function testCasesBeside(program: string): Promise<MockedTestCase[]> {
  const files = await mockFilesBeside(program)
  return (await Promise.all(files.map(testCasesIn))).flat()
}

/** The test cases of one file; none where it cannot be read: its launch says what is wrong with it. */
export async function testCasesIn(uri: vscode.Uri): Promise<MockedTestCase[]> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
    return mocks.testCasesIn(text).map((testCase) => ({ file: uri.fsPath, ...testCase }))
  } catch {
    return []
  }
}
