import * as vscode from 'vscode'
import type { Edit } from '../core/language/types'
import { displayPath } from './documents'

/** Changes a file and saves it; where there is no document of it, the file is made of what the edits put in. Throws where VS Code refuses. */
export async function writeEdits(uri: vscode.Uri, document: vscode.TextDocument | undefined, edits: readonly Edit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit()
  if (!document) change.createFile(uri, { contents: new TextEncoder().encode(edits.map(({ text }) => text).join('')) })
  for (const { offset, length, text } of document ? edits : []) {
    change.replace(uri, new vscode.Range(document!.positionAt(offset), document!.positionAt(offset + length)), text)
  }
  if (!(await vscode.workspace.applyEdit(change))) throw new Error(`${displayPath(uri.fsPath)} could not be changed.`)
  await document?.save()
}
