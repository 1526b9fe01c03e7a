import * as vscode from 'vscode'
import { savedEnding } from '../core/model/fileNames'
import { savedOf } from './saveRun'
import { contextKey, type Execution, type Sessions } from './sessions'

/** A run that has ended without success goes on from the states that have not succeeded, in a new session that stops there. */
export async function redrive(execution: Execution | undefined, context: vscode.ExtensionContext): Promise<void> {
  const saved = await savedOf(execution)
  if (!execution || !saved) return
  if (!saved.redrivable) {
    void vscode.window.showInformationMessage('Only a Standard execution that has failed, timed out or was stopped can be redriven.')
    return
  }
  const { session } = execution
  const folder = context.storageUri ?? context.globalStorageUri
  const file = vscode.Uri.joinPath(folder, 'redrive', session.id.replace(/\W+/g, '_') + savedEnding)
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(saved.text))
  const { input, inputFile, historyFile, ...configuration } = session.configuration
  await vscode.debug.startDebugging(session.workspaceFolder, { ...configuration, redrive: file.fsPath, stopOnEntry: true })
}

/** Lets the command be offered. */
export function registerRedrive(sessions: Sessions): vscode.Disposable {
  const redrivable = contextKey('stepthrough.redrivable')
  return sessions.onDidChange(() => redrivable(sessions.current?.saved?.redrivable === true))
}
