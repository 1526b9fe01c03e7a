import * as vscode from 'vscode'
import { globs } from '../core/model/fileNames'
import { describeInput } from './askLaunch'
import { configurationFor } from './configurationFor'
import { displayPath, isDefinition } from './documents'
import { historiesBeside } from './filesBeside'
import { attributesOf, type LaunchMemory } from './launchMemory'
import { testCasesBeside } from './mockFiles'

type Configuration = vscode.DebugConfiguration

/** Definitions of a workspace that are offered. */
const most = 50

/** What VS Code offers to debug by itself: the file in the editor first, then the definitions of the workspace, each with what it can run on. */
export async function configurationsOfWorkspace(memory: LaunchMemory): Promise<Configuration[]> {
  const found = await vscode.workspace.findFiles(globs.definitions, globs.copies, most)
  const document = vscode.window.activeTextEditor?.document
  const own = isDefinition(document) && document.uri.scheme === 'file' ? [document.uri.fsPath] : []
  const files = new Set([...own, ...found.map(({ fsPath }) => fsPath)])
  return (await Promise.all([...files].map((file) => configurationsOf(file, memory)))).flat()
}

/** The file itself, each of its mocked test cases, the inputs that it ran on last, and the recorded executions beside it. */
async function configurationsOf(file: string, memory: LaunchMemory): Promise<Configuration[]> {
  const name = `Debug ${displayPath(file)}`
  const base = { ...configurationFor(file), name }
  const cases = (await testCasesBeside(file)).map(({ file: mockConfig, stateMachineName, testCase }) => ({
    ...base,
    name: `${name}: ${testCase}`,
    mockConfig,
    stateMachineName,
    testCase,
  }))
  const recent = memory.recent(file).map((choice) => ({
    ...base,
    name: `${name} on ${describeInput(choice.input)}${choice.mock ? `: ${choice.mock.testCase}` : ''}`,
    ...attributesOf(choice),
  }))
  const replays = (await historiesBeside(file)).map(({ fsPath }) => ({
    ...base,
    name: `Replay ${displayPath(fsPath)} in ${displayPath(file)}`,
    historyFile: fsPath,
  }))
  return [base, ...cases, ...recent, ...replays]
}
