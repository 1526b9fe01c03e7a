const vscode = require('vscode')

exports.activate = (context) => {
  const provider = {
    resolveCustomTextEditor(_document, panel) {
      panel.webview.html = '<!DOCTYPE html><title>Studio</title><p id="studio">The studio of the neighbour</p>'
    },
  }
  context.subscriptions.push(vscode.window.registerCustomEditorProvider('neighbour.studio', provider))
}
