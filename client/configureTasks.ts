import path from 'node:path'
import * as vscode from 'vscode'
import { configName } from '../core/model/fileNames'
import { configOf } from './configFile'
import { displayPath } from './documents'
import type { LanguageServer } from './languageServer'
import { writeEdits } from './writeEdits'

/** Writes an entry into the stepthrough.json of a definition for all that its tasks name, and shows it. */
export async function configureTasks(file: string, server: LanguageServer): Promise<void> {
  const program = await vscode.workspace.openTextDocument(vscode.Uri.file(file))
  const found = await configOf(file)
  const uri = found ?? vscode.Uri.joinPath(program.uri, '..', configName)
  const document = found && (await vscode.workspace.openTextDocument(found))
  const result = await server.configureTasks(program.uri, { uri: uri.toString(), text: document?.getText() ?? '' })
  if ('error' in result) throw new Error(`${displayPath(uri.fsPath)}: ${result.error}`)
  const { edits, added } = result
  if (added.length === 0) {
    const all = found ? `has its entry in ${displayPath(uri.fsPath)}` : 'needs no entry'
    void vscode.window.showInformationMessage(`All that the tasks of ${path.basename(file)} name ${all}.`)
  }
  if (edits.length > 0) await writeEdits(uri, document, edits)
  if (document || edits.length > 0) await vscode.window.showTextDocument(uri)
}
