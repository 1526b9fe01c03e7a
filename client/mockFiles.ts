import * as vscode from 'vscode'

/** One test case of a Step Functions Local mock file. */
export interface MockedTestCase {
  readonly file: string
  readonly stateMachineName: string
  readonly testCase: string
}

/** The mock files beside a definition: MockConfigFile.json, or named after the definition. */
export async function mockFilesBeside(program: string): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(vscode.Uri.file(program), '..')
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name)
  return names.filter((name) => /^MockConfigFile.*\.json$|\.mocks?\.json$/i.test(name)).map((name) => vscode.Uri.joinPath(folder, name))
}

/** The test cases of the mock files beside a definition. A file that is no mock file has none: its launch says what is wrong with it. */
export async function testCasesBeside(program: string): Promise<MockedTestCase[]> {
  const files = await mockFilesBeside(program)
  return (await Promise.all(files.map(testCasesIn))).flat()
}

/** The test cases of one file. */
export async function testCasesIn(uri: vscode.Uri): Promise<MockedTestCase[]> {
  try {
    const content = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)))
    return Object.entries<{ TestCases?: object }>(content.StateMachines ?? {}).flatMap(([stateMachineName, machine]) =>
      Object.keys(machine.TestCases ?? {}).map((testCase) => ({ file: uri.fsPath, stateMachineName, testCase })),
    )
  } catch {
    return []
  }
}
