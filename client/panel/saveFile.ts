import * as vscode from 'vscode'

/** Writes what a panel has made, where a person says. */
export async function saveFile(name: string, content: string, encoding: 'utf8' | 'base64'): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/')
  const ending = name.slice(name.lastIndexOf('.') + 1)
  const to = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    title: `Save ${name}`,
    filters: { [ending.toUpperCase()]: [ending] },
  })
  if (to) await vscode.workspace.fs.writeFile(to, Buffer.from(content, encoding))
}
