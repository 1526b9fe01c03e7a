import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { Server } from './server'

/**
 * The language server. `--stdio` for any editor; VS Code starts it with `--node-ipc`; `--socket=PORT` and `--pipe=NAME` as
 * vscode-languageserver has them.
 */
const connection = createConnection(ProposedFeatures.all)

// A failing request must never end the process, nor may what runs behind a request.
process.on('uncaughtException', (error) => connection.console.error(error.stack ?? error.message))
process.on('unhandledRejection', (reason) =>
  connection.console.error(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
)

new Server(connection).listen()
