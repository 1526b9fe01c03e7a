import path from 'node:path'
import * as vscode from 'vscode'
import { isPlainDefinition } from '../core/model/fileKind'
import { isServed } from './documents'

const never = 'plainDefinitions.never'
const asked = (uri: vscode.Uri) => `plainDefinitions.asked:${uri.fsPath}`

/** Offers once to treat a plain .json or .yaml file that is a state machine as one: `files.associations` remembers it. */
export function registerPlainDefinitions(state: vscode.Memento): vscode.Disposable {
  const look = (editor: vscode.TextEditor | undefined) => {
    const { document } = editor ?? {}
    if (document?.uri.scheme !== 'file' || !['json', 'jsonc', 'yaml'].includes(document.languageId) || isServed(document)) return
    if (state.get(never) || state.get(asked(document.uri)) || !isPlainDefinition(document.uri.path, document.getText())) return
    void offer(document, state)
  }
  look(vscode.window.activeTextEditor)
  return vscode.window.onDidChangeActiveTextEditor(look)
}

async function offer(document: vscode.TextDocument, state: vscode.Memento): Promise<void> {
  await state.update(asked(document.uri), true)
  const name = path.basename(document.uri.fsPath)
  const choice = await vscode.window.showInformationMessage(
    `${name} is a state machine. Treat it as one, with its diagnostics, completion and debugger?`,
    'Yes',
    'Never in This Workspace',
  )
  if (choice === 'Yes') await associate(document)
  else if (choice) await state.update(never, true)
}

async function associate(document: vscode.TextDocument): Promise<void> {
  const language = document.languageId === 'yaml' ? 'asl-yaml' : 'asl'
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)
  if (folder) {
    const files = vscode.workspace.getConfiguration('files')
    const known = files.inspect<Record<string, string>>('associations')?.workspaceValue
    const glob = `**/${vscode.workspace.asRelativePath(document.uri, false)}`
    await files.update('associations', { ...known, [glob]: language }, vscode.ConfigurationTarget.Workspace)
  }
  // Also where no workspace could remember it.
  await vscode.languages.setTextDocumentLanguage(document, language)
}
