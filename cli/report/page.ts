import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ReportData } from '../../webview/report/data'
import { version } from '../version'

/**
 * One page with all that it needs. Only its own script and style run, by their hashes, and it asks nothing of anybody. The data are base64, in
 * which no text of a run means anything to a browser; the title is escaped.
 */
export function reportPage(data: ReportData): string {
  const [script, style] = [asset('report.js'), asset('report.css')]
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src blob:; worker-src blob:; base-uri 'none'; form-action 'none'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<meta name="generator" content="Stepthrough ${version}">
<title>${escaped(data.title)}</title>
<style>${style}</style>
</head>
<body><div id="root"><noscript>This page shows a run by its own script, which your browser does not let run.</noscript></div>
<script type="application/gzip" id="data">${gzipSync(JSON.stringify(data)).toString('base64')}</script>
<script>${script}</script></body>
</html>
`
}

/** A file that is built beside the program, and from its sources. */
function asset(name: string): string {
  const file = [__dirname, join(__dirname, '../../dist')].map((folder) => join(folder, name)).find(existsSync)
  if (file === undefined) throw new Error(`The file ${name} of Stepthrough is missing.`)
  return readFileSync(file, 'utf8').trim()
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const escapes: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text that no browser takes for anything else. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character]!)
