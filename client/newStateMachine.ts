import * as vscode from 'vscode'

const starter = `{
  "Comment": "\${1:What this state machine does}",
  "StartAt": "\${2:First}",
  "States": {
    "\${2:First}": {
      "Type": "Pass",
      "End": true
    }
  }
}
`

/** An untitled definition with one state, its names ready to be typed over. */
export async function newStateMachine(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'asl', content: '' })
  const editor = await vscode.window.showTextDocument(document)
  await editor.insertSnippet(new vscode.SnippetString(starter))
}
