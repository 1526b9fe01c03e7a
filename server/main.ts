import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  createConnection,
  type MessageReader,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { canonicalUri, FileWorkspace } from '../hosts/node/workspace'
import type { Host } from './host'
import { Server } from './server'

/**
 * The language server. `--stdio` for any editor; VS Code starts it with `--node-ipc`; `--socket=PORT` and `--pipe=NAME` as
 * vscode-languageserver has them.
 */
const stdio = process.argv.includes('--stdio')
const reader = new StreamMessageReader(process.stdin)
const writer = new StreamMessageWriter(process.stdout)
const connection = stdio ? createConnection(ProposedFeatures.all, reader, writer) : createConnection(ProposedFeatures.all)

// A failing request must never end the process, nor may what runs behind a request.
process.on('uncaughtException', (error) => connection.console.error(error.stack ?? error.message))
process.on('unhandledRejection', (reason) =>
  connection.console.error(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
)

if (stdio) watch(reader)
/** Where docs/rules is: beside dist/ in the package. */
const rulePages = join(__dirname, '..', 'docs', 'rules')
const pages = new Map<string, string | undefined>()

const host: Host = {
  canonicalUri,
  workspace: (open) => new FileWorkspace(open),
  uriOf: (path) => pathToFileURL(path).href,
  rulePage(code) {
    const file = join(rulePages, `${code}.md`)
    if (!pages.has(code)) pages.set(code, existsSync(file) ? pathToFileURL(file).href : undefined)
    return pages.get(code)
  },
}

new Server(connection, host).listen()

/**
 * Behind a header without a usable Content-Length nobody knows where the next message begins: the server would never hear another one, so
 * it says so and ends. A body that is no JSON is answered as JSON-RPC says.
 */
function watch(input: MessageReader): void {
  input.onError((error) => {
    process.stderr.write(`Stepthrough: a message of the client cannot be read: ${error.message}\n`)
    if (!(error instanceof SyntaxError)) process.exit(1)
    const answer = { jsonrpc: '2.0', id: null, error: { code: -32700, message: error.message } }
    void writer.write(answer)
  })
  // without this the end of the input would leave what waits for a timer running
  process.stdin.on('end', () => process.exit(1))
}
