import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { LoadedWorkspace } from '../hosts/web/workspace'
import type { Host } from './host'
import type { FilesRequests } from './protocol'
import { Server } from './server'

/** The language server in a web worker. It asks its client for files: see `FilesRequests` in protocol.ts. */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0] &
  ConstructorParameters<typeof BrowserMessageWriter>[0]
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope))

const ask = <K extends keyof FilesRequests>(method: K, params: FilesRequests[K]['params']) =>
  connection.sendRequest<FilesRequests[K]['result']>(method, params)

const host: Host = {
  canonicalUri: (uri) => uri,
  workspace: (open) =>
    new LoadedWorkspace(
      {
        find: (folders) => ask('stepthrough/findFiles', { folders }),
        siblings: (uri) => ask('stepthrough/siblings', { uri }),
        read: async (uri) => (await ask('stepthrough/readFile', { uri })) ?? undefined,
      },
      open,
    ),
  uriOf: (path) => `file://${path.split('/').map(encodeURIComponent).join('/')}`,
  rulePage: () => undefined,
}

new Server(connection, host).listen()
