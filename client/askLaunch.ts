import path from 'node:path'
import * as vscode from 'vscode'
import { configName } from '../core/model/fileNames'
import { askJson, chooseJsonFile } from './askJson'
import { configOf } from './configFile'
import { displayPath } from './documents'
import { inputsBeside } from './filesBeside'
import type { LaunchChoice } from './launchMemory'
import { testCasesBeside } from './mockFiles'

type Item<T> = vscode.QuickPickItem & { readonly choose: () => Promise<T | undefined> }

/** Asks what the definition runs on: its input, and a mocked test case where a mock file is beside it. Undefined: the user left. */
export async function askLaunch(program: string, last: LaunchChoice | undefined): Promise<LaunchChoice | undefined> {
  const input = await askInput(program, last)
  if (!input) return undefined
  const cases = await testCasesBeside(program)
  if (cases.length === 0) return { input }
  const config = await configOf(program)
  const items: Item<LaunchChoice>[] = [
    ...(config === undefined
      ? []
      : [
          {
            label: `$(server-process) ${configName}`,
            description: 'Functions and services answer; ask for the rest',
            choose: async () => ({ input }),
          },
        ]),
    ...cases.map((mock) => ({
      label: `$(beaker) ${mock.testCase}`,
      description: `${mock.stateMachineName} in ${path.basename(mock.file)}`,
      choose: async () => ({ input, mock }),
    })),
    {
      label: '$(comment) Ask for each result',
      description: 'Stop on every task',
      choose: async () => ({ input, ...(config && { config: 'none' as const }) }),
    },
  ]
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Tasks of ${path.basename(program)}`,
    placeHolder: 'Where the tasks get their results',
  })
  return chosen?.choose()
}

/** Asks for the input alone. */
export async function askInput(program: string, last: LaunchChoice | undefined): Promise<LaunchChoice['input'] | undefined> {
  const files = await inputsBeside(program)
  const items: Item<LaunchChoice['input']>[] = [
    ...files.map((uri) => ({ label: `$(json) ${path.basename(uri.fsPath)}`, choose: async () => ({ file: uri.fsPath }) })),
    { label: '$(circle-large-outline) Empty object', description: '{}', choose: async () => ({ value: {} }) },
    { label: '$(edit) Type JSON...', choose: () => typeInput(program, last) },
    { label: '$(folder-opened) Choose a file...', choose: () => browse(program) },
  ]
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Input of ${path.basename(program)}`,
    placeHolder: 'Asked once and remembered for this file',
  })
  return chosen?.choose()
}

async function typeInput(program: string, last: LaunchChoice | undefined): Promise<LaunchChoice['input'] | undefined> {
  const before = last && 'value' in last.input ? last.input.value : {}
  const value = await askJson({ title: `Input of ${path.basename(program)}`, value: JSON.stringify(before) })
  return value === undefined ? undefined : { value }
}

async function browse(program: string): Promise<LaunchChoice['input'] | undefined> {
  const uri = await chooseJsonFile(program, 'Use as Input')
  return uri && { file: uri.fsPath }
}

/** The input in a few words. */
export const describeInput = (input: LaunchChoice['input']): string => {
  if ('file' in input) return displayPath(input.file)
  const text = JSON.stringify(input.value)
  return text.length > 30 ? `${text.slice(0, 29)}…` : text
}
