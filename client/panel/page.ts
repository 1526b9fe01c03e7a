import { randomBytes } from 'node:crypto'
import * as vscode from 'vscode'

/** The page of a panel. Only our own script and style run, by nonce and by origin; it asks nothing of the network. */
export function page(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64')
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name))
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${uri('webview.css')}">
<title>Execution</title>
</head>
<body><div id="root"></div><script nonce="${nonce}" src="${uri('webview.js')}"></script></body>
</html>`
}
