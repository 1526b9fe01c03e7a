import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import type { RecordedCase } from '../core/language/testFiles/recordTest'
import type { Edit } from '../core/language/types'
import type {
  ConfigureTasksParams,
  ConfigureTasksResult,
  DefinitionPlace,
  DocumentGraphs,
  ExpressionAt,
  ExpressionParams,
  GraphsParams,
  LaunchFault,
  LaunchFaultsParams,
  RecordedRun,
  RecordedTest,
  RecordRunParams,
  RecordTestParams,
} from '../server/protocol'
import { isServed } from './documents'

/** The language server: started with the first document that it serves, never before. */
export class LanguageServer implements vscode.Disposable {
  private client: Promise<LanguageClient | undefined> | undefined
  private readonly opened: vscode.Disposable
  private readonly readied = new vscode.EventEmitter<void>()
  private readonly published = new vscode.EventEmitter<vscode.Uri>()
  /** Fires each time a server is ready for requests. */
  readonly onReady = this.readied.event
  /** Fires when the problems of a document have been found, soon after each change of it. */
  readonly onDidPublish = this.published.event

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
  ) {
    const startFor = (document: vscode.TextDocument) => {
      if (isServed(document)) void this.start()
    }
    this.opened = vscode.workspace.onDidOpenTextDocument(startFor)
    vscode.workspace.textDocuments.forEach(startFor)
  }

  /** The definitions in a document, from the server; none while there is no server. */
  async definitions(uri: vscode.Uri, token: vscode.CancellationToken): Promise<readonly DefinitionPlace[]> {
    const client = await this.client
    return (
      (await client?.sendRequest<readonly DefinitionPlace[]>(
        'stepthrough/definitions',
        { textDocument: { uri: uri.toString() } },
        token,
      )) ?? []
    )
  }

  /** The state machines of an open document as they are drawn; undefined while there is no server, and where it does not know the document. */
  async graphs(uri: vscode.Uri): Promise<DocumentGraphs | undefined> {
    const client = await this.client
    const params: GraphsParams = { textDocument: { uri: uri.toString() } }
    return (await client?.sendRequest<DocumentGraphs | null>('stepthrough/graphs', params)) ?? undefined
  }

  /** Why a state machine in a document does not run; nothing while there is no server. */
  async launchFaults(uri: vscode.Uri, name: string | undefined): Promise<readonly LaunchFault[]> {
    const client = await this.client
    const params: LaunchFaultsParams = { textDocument: { uri: uri.toString() }, name }
    return (await client?.sendRequest<readonly LaunchFault[]>('stepthrough/launchFaults', params)) ?? []
  }

  /** What the debugger evaluates at a position; nothing while there is no server. */
  async expression(uri: vscode.Uri, { line, character }: vscode.Position, token: vscode.CancellationToken): Promise<ExpressionAt | null> {
    const client = await this.client
    const params: ExpressionParams = { textDocument: { uri: uri.toString() }, position: { line, character } }
    return (await client?.sendRequest<ExpressionAt | null>('stepthrough/expression', params, token)) ?? null
  }

  /** How a mock file changes when the answers of a run become a test case in it. Throws where it cannot be. */
  async recordRun(params: RecordRunParams): Promise<readonly Edit[]> {
    const client = await this.client
    const recorded = await client?.sendRequest<RecordedRun | null>('stepthrough/recordRun', params)
    if (!recorded) throw new Error('The language server does not run.')
    if ('problem' in recorded) throw new Error(recorded.problem)
    return recorded.edits
  }

  /** How a test file changes when a run becomes a case of it. Throws where it cannot be. */
  async recordTest(params: RecordTestParams): Promise<RecordedCase> {
    const client = await this.start()
    const recorded = await client?.sendRequest<RecordedTest | null>('stepthrough/recordTest', params)
    if (!recorded) throw new Error('The language server does not run.')
    if ('problem' in recorded) throw new Error(recorded.problem)
    return recorded
  }

  /** How a stepthrough.json changes, so that all that the tasks of a definition name has an entry. */
  async configureTasks(uri: vscode.Uri, config: ConfigureTasksParams['config']): Promise<ConfigureTasksResult> {
    const client = await this.start()
    const params: ConfigureTasksParams = { textDocument: { uri: uri.toString() }, config }
    const result = await client?.sendRequest<ConfigureTasksResult | null>('stepthrough/configureTasks', params)
    return result ?? { error: 'The language server does not know the definition.' }
  }

  async restart(): Promise<void> {
    const client = await this.client
    this.client = undefined
    await client?.dispose()
    await this.start()
  }

  dispose(): void {
    this.opened.dispose()
    this.readied.dispose()
    this.published.dispose()
    void this.client?.then((client) => client?.dispose())
  }

  private start(): Promise<LanguageClient | undefined> {
    this.client ??= import('./languageClient')
      .then(({ startLanguageClient }) => startLanguageClient(this.context, this.output, (uri) => this.published.fire(uri)))
      .then((client) => {
        this.readied.fire()
        return client
      })
      .catch((error: unknown) => {
        this.output.error(error instanceof Error ? error : String(error))
        void vscode.window
          .showErrorMessage('The language server for state machines did not start.', 'Show Output', 'Try Again')
          .then((choice) => (choice === 'Show Output' ? this.output.show() : choice === 'Try Again' ? this.restart() : undefined))
        return undefined
      })
    return this.client
  }
}
