import path from 'node:path'
import * as vscode from 'vscode'
import { configurationFor } from './configurationFor'
import { displayPath } from './documents'
import { historiesBeside } from './filesBeside'

/** Asks which recorded execution of a definition is to be followed. Undefined: the user left. */
export async function chooseHistory(program: string): Promise<string | undefined> {
  const found = await historiesBeside(program)
  const items = [
    ...found.map(({ fsPath }) => ({ label: `$(history) ${path.basename(fsPath)}`, description: folderOf(fsPath), file: fsPath })),
    { label: '$(folder-opened) Choose a file...', file: undefined },
  ]
  const title = `Recorded Execution of ${path.basename(program)}`
  const placeHolder = 'A history of get-execution-history or of the console, or an Express log'
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder })
  return chosen && (chosen.file ?? (await browse(program)))
}

/** Where a file is, if not in the folder that is open. */
const folderOf = (file: string): string => path.dirname(displayPath(file)).replace(/^\.$/, '')

async function browse(program: string): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      defaultUri: vscode.Uri.joinPath(vscode.Uri.file(program), '..'),
      filters: { Recordings: ['json', 'jsonl', 'ndjson', 'csv'] },
      openLabel: 'Replay',
    })) ?? []
  return uri?.fsPath
}

/** The configuration that follows a recorded execution, from its first state on. */
export const replayOf = (program: string, stateMachineName: string | undefined, historyFile: string): vscode.DebugConfiguration => ({
  ...configurationFor(program, stateMachineName),
  name: `Replay ${path.basename(historyFile)}`,
  historyFile,
  stopOnEntry: true,
})
