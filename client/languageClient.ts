import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import type { ConditionStart } from '../core/conditions/starts'
import type { OpenFileArguments, ShowReferencesArguments } from '../server/protocol'
import { conditionItems, isConditionBox } from './conditionBox'
import { documentSelector } from './documents'

/** A running client of dist/server.js. `published`: the problems of a document have come. A bundle of its own: vscode-languageclient is loaded with the first ASL document only. */
export async function startLanguageClient(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  published: (uri: vscode.Uri) => void,
): Promise<LanguageClient> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath
  const client: LanguageClient = new LanguageClient(
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
      initializationOptions: { editorCommands: true },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => {
          next(uri, diagnostics)
          published(uri)
        },
        provideCompletionItem: async (document, position, context, token, next) =>
          isConditionBox(document, position)
            ? conditionItems(
                await client.sendRequest<readonly ConditionStart[] | null>(
                  'stepthrough/conditionStarts',
                  { textDocument: { uri: document.uri.toString() }, position: { line: position.line, character: 0 } },
                  token,
                ),
              )
            : next(document, position, context, token),
        provideCodeActions: async (document, range, actions, token, next) =>
          (await next(document, range, actions, token))?.map((action) => withFile(action, client)),
        provideCodeLenses: async (document, token, next) => (await next(document, token))?.map((lens) => withReferences(lens, client)),
      },
    },
  )
  await client.start()
  return client
}

/** A lens from the server has its places in the protocol's shapes; VS Code's command takes its own. */
function withReferences(lens: vscode.CodeLens, { protocol2CodeConverter: convert }: LanguageClient): vscode.CodeLens {
  if (lens.command?.command !== 'stepthrough.showReferences') return lens
  const [uri, position, locations] = lens.command.arguments as readonly unknown[] as ShowReferencesArguments
  const shown = [convert.asUri(uri), convert.asPosition(position), locations.map((each) => convert.asLocation(each))]
  lens.command = { ...lens.command, command: 'editor.action.showReferences', arguments: shown }
  return lens
}

/** An action that makes something in another file shows it. */
function withFile(action: vscode.Command | vscode.CodeAction, { protocol2CodeConverter: convert }: LanguageClient) {
  if (typeof action.command !== 'object' || action.command.command !== 'stepthrough.openFile') return action
  const [uri] = action.command.arguments as readonly unknown[] as OpenFileArguments
  action.command = { ...action.command, command: 'vscode.open', arguments: [convert.asUri(uri)] }
  return action
}
