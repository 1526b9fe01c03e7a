import * as vscode from 'vscode'
import { configName } from '../core/model/fileNames'

/** The stepthrough.json that a run would take: in the definition's folder or the nearest above, not above the workspace's or the repository's. */
export async function configOf(program: string): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(program))?.uri.path
  for (let folder = vscode.Uri.joinPath(vscode.Uri.file(program), '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
    const file = vscode.Uri.joinPath(folder, configName)
    if (await exists(file)) return file
    const isTop = root === undefined || folder.path === root || folder.path.length <= root.length
    if (isTop || (await exists(vscode.Uri.joinPath(folder, '.git')))) return undefined
  }
}

const exists = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  )
