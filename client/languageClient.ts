import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { documentSelector } from './documents'

/** A running client of dist/server.js. A bundle of its own: vscode-languageclient is loaded with the first ASL document only. */
export async function startLanguageClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Promise<LanguageClient> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath
  const client = new LanguageClient(
    'stepthrough',
    'Stepthrough',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6010'] } },
    },
    {
      documentSelector,
      outputChannel: output,
      synchronize: { configurationSection: 'stepthrough' },
      markdown: { supportHtml: false },
    },
  )
  await client.start()
  return client
}
