import path from 'node:path'
import * as vscode from 'vscode'
import { isObject, type Json } from '../../core/base/json'
import { readHeader } from '../../core/run/saved/header'
import { importedHeader } from '../../core/run/saved/imported'
import { redactedValue } from '../../core/run/saved/redact'
import { configurationFor } from '../configurationFor'
import { displayPath } from '../documents'
import { firstLines, type RunFile } from './runFiles'

/** How a run is run again. `rerun`, `debug`: its input, with the definition as it is now; `replay`: what it did, step by step; `redrive`: on from where it failed. */
export type Manner = 'rerun' | 'debug' | 'replay' | 'redrive'

/** Starts a session with what a run was run with. What is missing is asked; Escape starts nothing. */
export async function runAgain(file: RunFile, manner: Manner): Promise<void> {
  const asked = askedOf(file.path)
  const program = await programOf(asked)
  if (program === undefined) return
  const base = { ...configurationFor(program, asked.machine), ...asked.launch }
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(program))
  const start = (more: object, options: vscode.DebugSessionOptions = {}) =>
    vscode.debug.startDebugging(folder, { ...base, ...more }, options)
  if (manner === 'replay') await start({ name: `Replay ${path.basename(file.path)}`, historyFile: file.path, stopOnEntry: true })
  else if (manner === 'redrive') await start({ redrive: file.path, stopOnEntry: true })
  else if (await isWhole(asked.input)) await start({ input: asked.input, ...asked.options }, { noDebug: manner === 'rerun' })
}

interface Asked {
  readonly file: string | undefined
  readonly machine: string | undefined
  /** As JSON text. */
  readonly input: string
  readonly options: object
  readonly launch: object
}

/** Throws an error with a sentence where the file does not say it. */
function askedOf(file: string): Asked {
  const [line, second] = firstLines(file)
  const imported = importedHeader(line)
  if (imported !== undefined) {
    const first = JSON.parse(second.replace(/,$/, '')) as { executionStartedEventDetails?: { input?: string } }
    const { input = '{}' } = first.executionStartedEventDetails ?? {}
    return { file: imported.file, machine: imported.logicalId, input, options: {}, launch: {} }
  }
  const header = readHeader(line)
  if (typeof header === 'string') throw new Error(header)
  const { input, inputText, context, variables, limits } = header.options
  const { launch } = header
  return {
    file: header.file,
    machine: header.logicalId,
    input: inputText ?? JSON.stringify(input),
    options: { ...(context && { context }), ...(variables && { variables }), ...(limits && { limits }) },
    launch: launch !== undefined && isObject(launch as Json) ? launch : {},
  }
}

/** The definition of a run; one that is gone, or was never known, is asked for. */
async function programOf({ file }: Asked): Promise<string | undefined> {
  if (file !== undefined && (await exists(file))) return file
  const what = file === undefined ? 'The file of its definition is not known.' : `There is no file ${displayPath(file)} any more.`
  const choose = 'Choose the Definition...'
  if ((await vscode.window.showWarningMessage(what, choose)) !== choose) return undefined
  return (await chooseDefinition('Run'))?.fsPath
}

/** Asks for the file of a definition, or of a template. */
export async function chooseDefinition(openLabel: string): Promise<vscode.Uri | undefined> {
  const defaultUri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri
  const filters = { 'State Machines': ['json', 'yaml', 'yml', 'asl'] }
  return (await vscode.window.showOpenDialog({ ...(defaultUri && { defaultUri }), filters, openLabel }))?.[0]
}

const exists = (file: string): Thenable<boolean> =>
  vscode.workspace.fs.stat(vscode.Uri.file(file)).then(
    () => true,
    () => false,
  )

/** Values that were left out are not there to run on: the person decides. */
async function isWhole(input: string): Promise<boolean> {
  if (!input.includes(redactedValue)) return true
  const message = `Values were left out of the input when it was saved: ${redactedValue} stands in their place.`
  return (await vscode.window.showWarningMessage(message, 'Run All the Same')) !== undefined
}
