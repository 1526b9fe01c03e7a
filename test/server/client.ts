import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node'
import { built } from '../support/built'

export const root = join(__dirname, '../..')

export interface Diagnostics {
  readonly uri: string
  readonly version?: number
  readonly diagnostics: readonly {
    readonly range: { readonly start: Position; readonly end: Position }
    readonly severity: number
    readonly code: string
    readonly message: string
    readonly [more: string]: unknown
  }[]
}

export interface Position {
  readonly line: number
  readonly character: number
}

/**
 * A client that drives the built server over stdio with nothing but JSON-RPC, as an editor would. It announces only the capabilities
 * that a test gives it.
 */
export class Client {
  readonly logged: string[] = []
  private readonly published: Diagnostics[] = []
  private readonly waiting: { readonly wanted: (published: Diagnostics) => boolean; readonly resolve: (found: Diagnostics) => void }[] = []

  private constructor(
    private readonly process: ChildProcess,
    readonly connection: MessageConnection,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (params: Diagnostics) => {
      this.published.push(params)
      for (const each of this.waiting) if (each.wanted(params)) each.resolve(params)
    })
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message)
    })
  }

  static async start(
    initialize: Readonly<Record<string, unknown>> = {},
    answers: Readonly<Record<string, (params: unknown) => unknown>> = {},
  ): Promise<Client> {
    const child = spawn(process.execPath, [await built('server', 'server'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
    const client = new Client(child, connection)
    for (const [method, answer] of Object.entries(answers)) connection.onRequest(method, answer)
    connection.listen()
    client.initialized = await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, ...initialize })
    await connection.sendNotification('initialized', {})
    return client
  }

  /** The answer to `initialize`. */
  initialized: { readonly capabilities: Readonly<Record<string, unknown>> } = { capabilities: {} }

  open(uri: string, languageId: string, text: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
  }

  change(uri: string, version: number, ...contentChanges: readonly unknown[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }

  request<T = unknown>(method: string, uri: string, more: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...more })
  }

  /** The next problems that fit, or those that have come already. */
  problems(uri: string, version?: number): Promise<Diagnostics> {
    const wanted = (each: Diagnostics) => each.uri === uri && (version === undefined || each.version === version)
    const come = this.published.findLast(wanted)
    return come === undefined ? new Promise((resolve) => this.waiting.push({ wanted, resolve })) : Promise.resolve(come)
  }

  /** The problems that are published after this call. */
  nextProblems(uri: string): Promise<Diagnostics> {
    return new Promise((resolve) => this.waiting.push({ wanted: (each) => each.uri === uri, resolve }))
  }

  /** Ends the server as LSP says; answers its exit code. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.process.on('exit', resolve))
    await this.connection.sendRequest('shutdown')
    await this.connection.sendNotification('exit')
    const code = await exited
    this.connection.dispose()
    return code
  }

  /** How often the problems of a document were published. */
  publishedOf(uri: string): number {
    return this.published.filter((each) => each.uri === uri).length
  }

  get isRunning(): boolean {
    return this.process.exitCode === null
  }
}
