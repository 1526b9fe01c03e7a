import * as vscode from 'vscode'

/**
 * The debug adapter is a process of its own, so that a state machine that runs away never stops the editor. VS Code runs the command
 * `node` on its own Node: none has to be installed.
 */
export const registerDebugAdapter = (extension: vscode.Uri): vscode.Disposable =>
  vscode.debug.registerDebugAdapterDescriptorFactory('asl', {
    createDebugAdapterDescriptor: () =>
      new vscode.DebugAdapterExecutable('node', [vscode.Uri.joinPath(extension, 'dist', 'debugAdapter.js').fsPath]),
  })
