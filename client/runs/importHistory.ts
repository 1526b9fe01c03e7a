import path from 'node:path'
import * as vscode from 'vscode'
import { displayPath } from '../documents'
import type { LanguageServer } from '../languageServer'
import { machineIn } from '../stateMachines'
import { Reader } from './reader'
import { chooseDefinition } from './runAgain'

/** What imports need. */
export interface Importing {
  readonly extension: vscode.Uri
  readonly folder: vscode.Uri
  readonly server: LanguageServer
}

/** Files that a person chooses are imported: one history, which may be in several files. */
export async function importFiles(importing: Importing): Promise<string | undefined> {
  const defaultUri = vscode.workspace.workspaceFolders?.[0]?.uri
  const filters = { Histories: ['json', 'jsonl', 'ndjson', 'log', 'txt', 'csv'] }
  const uris = await vscode.window.showOpenDialog({ ...(defaultUri && { defaultUri }), filters, canSelectMany: true, openLabel: 'Import' })
  return uris && importUris(uris, importing)
}

/** The same of files that were dropped. */
export async function importUris(uris: readonly vscode.Uri[], importing: Importing): Promise<string | undefined> {
  const texts = await Promise.all(uris.map(async (uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))))
  return importTexts(texts, importing)
}

/** A history is kept in the folder of runs. Gives the path of its file; undefined: the person left. Throws with a sentence where it is none. */
export async function importTexts(texts: readonly string[], { extension, folder, server }: Importing): Promise<string | undefined> {
  const reader = new Reader(extension)
  const base = { texts, folder: folder.fsPath }
  try {
    const seen = await reader.ask('check', { texts })
    const execution = seen.executions.length > 1 ? await chooseExecution(seen.executions) : undefined
    if (seen.executions.length > 1 && execution === undefined) return undefined
    const definition = await askDefinition(server)
    if (definition === undefined) return undefined
    const { path } = await reader.ask('import', { ...base, ...definition, ...(execution !== undefined && { execution }) })
    return path
  } finally {
    reader.dispose()
  }
}

const chooseExecution = (executions: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showQuickPick([...executions], { title: 'Import an Execution', placeHolder: 'There are several in it' })

const alone = 'Without a definition'

/** The definition that a history is of. Empty: it is not known; undefined: the person left. */
async function askDefinition(server: LanguageServer): Promise<{ readonly file?: string; readonly logicalId?: string } | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri
  const items = [
    ...(active?.scheme === 'file'
      ? [{ label: `$(file-code) ${path.basename(active.fsPath)}`, description: displayPath(active.fsPath), file: active }]
      : []),
    { label: '$(folder-opened) Choose a file...', file: 'choose' as const },
    { label: `$(list-unordered) ${alone}`, description: 'The events alone are shown', file: undefined },
  ]
  const title = 'Definition of the Imported Execution'
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'With it one sees what happened within each state' })
  if (chosen === undefined) return undefined
  if (chosen.file === undefined) return {}
  const file = chosen.file === 'choose' ? await chooseDefinition('Use as Definition') : chosen.file
  if (file === undefined) return undefined
  const machine = await machineIn(await vscode.workspace.openTextDocument(file), server)
  return machine && { file: file.fsPath, ...(machine.name !== undefined && { logicalId: machine.name }) }
}
