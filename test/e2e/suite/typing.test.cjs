const assert = require('node:assert/strict')
const { vscode } = require('./support.cjs')

/** What is left on the line where `text` is typed at the end of `before`. */
async function typed(language, before, text, after) {
  const document = await vscode.workspace.openTextDocument({ language, content: before + after })
  const editor = await vscode.window.showTextDocument(document)
  const end = document.positionAt(before.length)
  editor.selection = new vscode.Selection(end, end)
  for (const key of text) await vscode.commands.executeCommand('type', { text: key })
  return document.getText()
}

describe('typing an expression by hand', () => {
  for (const [language, before, after] of [
    ['asl', '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "', '", "End": true } } }'],
    ['asl-yaml', 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    QueryLanguage: JSONata\n    Output: "', '"\n    End: true\n'],
    ['asl', '', ''],
  ])
    it(`leaves just that, in ${language} behind ${JSON.stringify(before.slice(-12))}`, async () => {
      const text = '{% $states.input.a %}'
      assert.equal(await typed(language, before, text, after), before + text + after)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    })
})
