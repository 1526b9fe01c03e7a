import * as vscode from 'vscode'
import { configName } from '../core/model/fileNames'

/** The stepthrough.json that counts for a definition: in its folder or the nearest above, in the same workspace folder. */
export async function configOf(program: string): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(program))?.uri.path
  let folder = vscode.Uri.joinPath(vscode.Uri.file(program), '..')
  for (;;) {
    const file = vscode.Uri.joinPath(folder, configName)
    if (await isFile(file)) return file
    const above = vscode.Uri.joinPath(folder, '..')
    if (folder.path === root || above.path === folder.path || root === undefined) return undefined
    folder = above
  }
}

const isFile = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.File) !== 0,
    () => false,
  )
