import { randomBytes } from 'node:crypto'

/**
 * The page of a panel. Only our own script and style run, by nonce and by origin; it asks nothing of the network. What it makes itself are the worker that
 * lays out large graphs, and the image of a graph that is saved. `source`: where a webview may load from,
 * `uri`: how it names a file of dist/.
 */
export function page(source: string, uri: (name: string) => string): string {
  const nonce = randomBytes(16).toString('base64')
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source}; img-src blob:; worker-src blob:`
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
