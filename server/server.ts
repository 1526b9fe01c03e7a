import * as lsp from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { createAnalyser } from '../core/analysis/analyse'
import type { Problem } from '../core/base/problem'
import { workspaceSymbols } from '../core/language/features/symbols'
import { problemsOf } from '../core/language/problems'
import { besideOptions, templateOptions } from '../core/language/templates'
import type { CompletionItem, LanguageContext } from '../core/language/types'
import { globs, isDefinitionName, isYamlName } from '../core/model/fileNames'
import { isYamlLoaded, loadYaml, type ParseOptions } from '../core/model/parse'
import { type Client, readClient } from './client'
import { Converter, symbolKinds } from './convert'
import { Debounce } from './debounce'
import { Documents, type OpenDocument } from './documents'
import { type Feature, features, inTerraform, type Request } from './features'
import type { Host, HostWorkspace } from './host'
import { malformed } from './params'
import { Positions } from './positions'
import { defaultSettings, readSettings, type Settings, sectionOf } from './settings'

declare const __VERSION__: string | undefined

/** Problems wait this many milliseconds after the last change or request, and for requests no longer than `patience`. */
const quiet = 150
const patience = 1000
/** A template names a file, which names another: deeper chains do not happen. */
const rounds = 5
/** What waits beside the documents: no URI. */
const folders = 'the folders'

/** The language server over one connection. */
export class Server {
  private readonly workspace: HostWorkspace
  private readonly documents: Documents
  private readonly debounce = new Debounce(quiet, patience)
  private readonly analyser = createAnalyser()
  private client: Client = readClient({ capabilities: {}, processId: null, rootUri: null })
  private settings: Settings = defaultSettings
  private folders: readonly string[] = []
  /** What templates say about open definitions; forgotten when a file changes. */
  private readonly options = new Map<string, ParseOptions>()
  /** The items of the last completion, for the one that the user looks at. */
  private completions: readonly CompletionItem[] = []

  constructor(
    private readonly connection: lsp.Connection,
    private readonly host: Host,
  ) {
    this.documents = new Documents((uri, content) => this.optionsOf(uri, content), host.canonicalUri)
    this.workspace = host.workspace((uri) => this.documents.get(uri)?.document)
  }

  listen(): void {
    const { connection } = this
    connection.onInitialize((params) => this.initialize(params))
    connection.onInitialized(() => this.initialized())
    connection.onDidChangeConfiguration(({ settings }) => this.configure(settings))
    connection.onDidOpenTextDocument(({ textDocument }) => this.opened(this.documents.add(textDocument)))
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      const document = this.documents.get(textDocument.uri)
      document?.change(contentChanges, textDocument.version)
      if (document !== undefined) this.changed(document)
    })
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => this.closed(uri))
    connection.onDidChangeWatchedFiles(({ changes }) => this.filesChanged(changes))
    connection.onNotification(lsp.DidChangeWorkspaceFoldersNotification.type, ({ event }) => this.moveFolders(event))
    connection.onWorkspaceSymbol(({ query }) => this.settled(() => this.symbols(query)))
    connection.onCompletionResolve((item) => this.resolve(item))
    for (const each of features)
      connection.onRequest(each.method, (params: never, token: lsp.CancellationToken) => this.answer(each, params, token))
    connection.listen()
  }

  private initialize(params: lsp.InitializeParams): lsp.InitializeResult {
    this.client = readClient(params)
    this.documents.encoding = this.client.encoding
    this.settings = readSettings(sectionOf(params.initializationOptions))
    const root = params.rootUri ?? (params.rootPath ? this.host.uriOf(params.rootPath) : undefined)
    this.folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (root === undefined ? [] : [root])
    const capabilities: lsp.ServerCapabilities = {
      positionEncoding: this.client.encoding,
      textDocumentSync: { openClose: true, change: lsp.TextDocumentSyncKind.Incremental },
      workspaceSymbolProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }
    return {
      capabilities: Object.assign(capabilities, ...features.map((each) => each.capability)),
      serverInfo: { name: 'Stepthrough', ...(typeof __VERSION__ === 'string' && { version: __VERSION__ }) },
    }
  }

  private async initialized(): Promise<void> {
    const { client } = this
    const { client: registry } = this.connection
    // A client may announce that it can register, and then refuse: the rest has to go on.
    if (client.dynamicConfiguration)
      await registry.register(lsp.DidChangeConfigurationNotification.type, { section: 'stepthrough' }).catch(this.log)
    const watchers = [globs.all, globs.code].map((globPattern) => ({ globPattern }))
    if (client.watchedFiles) await registry.register(lsp.DidChangeWatchedFilesNotification.type, { watchers }).catch(this.log)
    if (client.configuration) await this.configure(undefined).catch(this.log)
    await this.rescan()
  }

  private readonly log = (error: unknown): void => this.connection.console.error(stackOf(error))

  /** A client that can be asked is asked; the settings that another sends are taken. */
  private async configure(sent: unknown): Promise<void> {
    const value = this.client.configuration ? await this.connection.workspace.getConfiguration('stepthrough') : sectionOf(sent)
    this.settings = readSettings(value)
    this.everythingChanged()
  }

  private async moveFolders({ added, removed }: lsp.WorkspaceFoldersChangeEvent): Promise<void> {
    const gone = new Set(removed.map(({ uri }) => uri))
    this.folders = [...this.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]
    await this.rescan()
  }

  private async rescan(): Promise<void> {
    if (await this.workspace.scan(this.folders)) this.everythingChanged()
  }

  /**
   * Files on the disk have changed. What is open is read from the editor. The folders are looked through again, once for a burst, where a
   * file that can concern us has come or gone; else only those open documents are checked again of which it can be a part: templates and
   * mock files name any file, and a template says something about definitions.
   */
  private filesChanged(changes: readonly lsp.FileEvent[]): void {
    const others = changes.filter(({ uri, type }) => type !== lsp.FileChangeType.Changed || this.documents.get(uri) === undefined)
    if (others.some(({ uri, type }) => type !== lsp.FileChangeType.Changed && this.workspace.isCandidate(uri)))
      this.debounce.later(folders, () => void this.rescan().catch(this.log))
    for (const { uri } of changes) this.workspace.changed(this.host.canonicalUri(uri))
    const known = new Set(this.workspace.documents())
    if (others.some(({ uri }) => known.has(this.host.canonicalUri(uri)))) this.everythingChanged()
    else if (others.length > 0) for (const document of this.documents.all()) if (document.namesOthers) this.publishLater(document)
  }

  private everythingChanged(): void {
    this.options.clear()
    for (const document of this.documents.all()) this.publishLater(document)
  }

  private opened(document: OpenDocument): void {
    this.options.delete(document.uri)
    this.changed(document)
  }

  private changed(document: OpenDocument): void {
    if (document.namesOthers) this.options.clear()
    this.publishLater(document)
    for (const other of this.documents.all())
      if (other !== document && (document.namesOthers || other.namesOthers)) this.publishLater(other)
  }

  private publishLater(document: OpenDocument): void {
    this.debounce.later(document.uri, () => void this.publish(document))
  }

  private optionsOf(uri: string, content: 'definition' | 'template'): ParseOptions {
    const known = this.options.get(uri)
    if (known !== undefined) return known
    // The search reads other open documents, whose own search may come back to this one.
    this.options.set(uri, {})
    const of = content === 'definition' ? templateOptions : besideOptions
    const found = of(this.host.canonicalUri(uri), this.workspace)
    this.options.set(uri, found)
    return found
  }

  /** A template of the workspace that is YAML has to be readable before it can say anything about a definition. */
  private async templatesReady(): Promise<void> {
    if (isYamlLoaded() || !this.workspace.documents().some((uri) => isYamlName(uri) && !isDefinitionName(uri))) return
    await loadYaml()
    this.options.clear()
  }

  private closed(uri: string): void {
    this.documents.remove(uri)
    this.options.clear()
    this.debounce.forget(uri)
    void this.connection.sendDiagnostics({ uri, diagnostics: [] })
  }

  /** One document's failure is logged and leaves the others alone. */
  private async publish(open: OpenDocument): Promise<void> {
    try {
      await open.ready()
      await this.templatesReady()
      if (this.documents.get(open.uri) !== open) return
      const { version } = open
      const problems = await this.settled(() => (open.isForeign ? [] : this.problemsOf(open)))
      if (open.version !== version) return
      const convert = this.converter(open)
      const diagnostics = problems.map((each) => convert.diagnostic(each, this.host.rulePage(each.code)))
      await this.connection.sendDiagnostics({ uri: open.uri, version, diagnostics })
    } catch (error) {
      this.connection.console.error(`The problems of ${open.uri} could not be found: ${stackOf(error)}`)
    }
  }

  private readonly problemsOf = (open: OpenDocument): Problem[] =>
    problemsOf({ uri: this.host.canonicalUri(open.uri), document: open.document }, this.workspace, this.settings.rules, this.analyser)

  /** The answer to a question that may read files: where some had not been read yet they are, and it is put again. */
  private async settled<T>(question: () => T): Promise<T> {
    for (let round = 0; ; round++) {
      const answer = question()
      const loading = round < rounds ? this.workspace.load() : undefined
      if (loading === undefined) return answer
      await loading
      this.options.clear()
    }
  }

  private async answer(each: Feature, params: never, token: lsp.CancellationToken): Promise<unknown> {
    this.debounce.postpone()
    const lacks = malformed(each.method, params)
    if (lacks !== undefined) return new lsp.ResponseError(lsp.ErrorCodes.InvalidParams, `${each.method}: '${lacks}' is not as LSP has it.`)
    const open = this.documents.get(each.uriOf(params))
    if (open === undefined || (open.isTerraform && !inTerraform.has(each.method))) return null
    await open.ready()
    if (token.isCancellationRequested) return new lsp.ResponseError(lsp.LSPErrorCodes.RequestCancelled, 'The request was cancelled.')
    try {
      return await this.settled(() => each.answer(params, this.request(open)))
    } catch (error) {
      if (error instanceof lsp.ResponseError) return error
      this.connection.console.error(`${each.method} failed: ${stackOf(error)}`)
      return new lsp.ResponseError(
        lsp.ErrorCodes.InternalError,
        `${each.method} failed: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  private request(open: OpenDocument): Request {
    const context: LanguageContext = {
      workspace: this.workspace,
      snippets: this.client.snippets,
      format: { tabSize: 2, insertSpaces: true },
    }
    return {
      located: { uri: this.host.canonicalUri(open.uri), document: open.document },
      convert: this.converter(open),
      context,
      problems: () => this.problemsOf(open),
      analyser: this.analyser,
      page: this.host.rulePage,
    }
  }

  private converter(open: OpenDocument): Converter {
    return new Converter(
      open.uri,
      open.positions,
      this.client,
      (uri) => this.positionsOf(uri),
      (items) => {
        this.completions = items
      },
    )
  }

  private resolve(item: lsp.CompletionItem): lsp.CompletionItem {
    const documentation = this.completions[Number(item.data)]?.documentation
    if (typeof documentation !== 'function' || this.completions[Number(item.data)]?.label !== item.label) return item
    const kind = this.client.completionMarkdown ? 'markdown' : 'plaintext'
    return { ...item, documentation: { kind, value: documentation() } }
  }

  private positionsOf(uri: string): Positions | undefined {
    const open = this.documents.get(uri)
    if (open !== undefined) return open.positions
    const text = this.workspace.text(uri)
    return text === undefined ? undefined : new Positions(TextDocument.create(uri, '', 0, text), this.client.encoding)
  }

  private symbols(query: string): lsp.SymbolInformation[] {
    const uris = new Set([...[...this.documents.all()].map(({ uri }) => this.host.canonicalUri(uri)), ...this.workspace.documents()])
    const located = [...uris].flatMap((uri) => {
      const document = this.workspace.document(uri)
      return document === undefined ? [] : [{ uri, document }]
    })
    return workspaceSymbols(located, query).flatMap(({ name, kind, container, uri, range }) => {
      const positions = this.positionsOf(uri)
      return positions === undefined
        ? []
        : [{ name, kind: symbolKinds[kind], containerName: container, location: { uri, range: positions.range(range) } }]
    })
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
