import * as vscode from 'vscode'

/**
 * Opens the example of the walkthrough: the order machine, with its input, mock file, functions and servers. It is copied out of the extension's folder, so that it can
 * be changed; a copy that is there stays as it is.
 */
export async function openExample({ extensionUri, globalStorageUri }: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.joinPath(globalStorageUri, 'order-processing')
  const files = vscode.Uri.joinPath(extensionUri, 'examples', 'order-processing')
  await vscode.workspace.fs.createDirectory(folder)
  for (const [name] of await vscode.workspace.fs.readDirectory(files)) {
    const to = vscode.Uri.joinPath(folder, name)
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(files, name), to, { overwrite: false }).then(undefined, () => undefined)
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'order-processing.asl.json'))
}
