import type * as vscode from 'vscode'
import { activate as activateExtension } from '../../../client/extension'
import { TextEditor } from './documents'
import { activate, editor, openDocument, reset, type Session, settled } from './editor'
import { Uri } from './values'

/** What the extension offers to the editor. */
interface Offers {
  readonly lens: vscode.CodeLensProvider
  readonly evaluatable: vscode.EvaluatableExpressionProvider
  readonly inlineValues: vscode.InlineValuesProvider
  readonly configurations: vscode.DebugConfigurationProvider
  readonly tracker: vscode.DebugAdapterTrackerFactory
  readonly adapter: vscode.DebugAdapterDescriptorFactory
  readonly view: vscode.WebviewViewProvider
  readonly tree: vscode.TreeView<unknown> & vscode.TreeViewOptions<unknown>
  readonly tabs: vscode.WebviewPanelSerializer
  readonly actions: vscode.CodeActionProvider
  readonly content: vscode.TextDocumentContentProvider
}

export const offered = <K extends keyof Offers>(kind: K): Offers[K][] => editor.providers[kind] as Offers[K][]

class Memory {
  readonly values = new Map<string, unknown>()
  get = (key: string) => this.values.get(key)
  keys = () => [...this.values.keys()]
  update = async (key: string, value: unknown) => void this.values.set(key, value)
}

export interface Given {
  /** Texts by their paths; the workspace is `/w`. */
  readonly files?: { readonly [path: string]: string }
  readonly settings?: { readonly [name: string]: unknown }
  /** The file in the active editor. */
  readonly open?: string
  /** No workspace is open. */
  readonly folderless?: boolean
  /** The extension's own folder. */
  readonly extension?: string
  /** The folder of the extension's own files. */
  readonly storage?: string
  /** What the extension remembers for the workspace. */
  readonly remembered?: { readonly [key: string]: unknown }
  /** What the language server answers, by the method. */
  readonly server?: { readonly [method: string]: unknown }
}

/** An editor with these files, in which the extension has been activated. Answers what the extension remembers for the workspace. */
export async function start({
  files = {},
  settings = {},
  open,
  server = {},
  folderless = false,
  extension = '/extension',
  remembered = {},
  storage = '/storage',
}: Given = {}): Promise<Memory> {
  reset()
  editor.folderless = folderless
  for (const [path, text] of Object.entries(files)) editor.files.set(path, text)
  for (const [name, value] of Object.entries(settings)) editor.settings.set(name, value)
  for (const [method, answer] of Object.entries(server))
    editor.server.set(method, typeof answer === 'function' ? (answer as never) : () => answer)
  if (open !== undefined) activate(new TextEditor(openDocument(open)))
  // what activation loads later is there already
  await import('../../../client/languageClient')
  const memory = new Memory()
  for (const [key, value] of Object.entries(remembered)) memory.values.set(key, value)
  subscriptions = []
  const context = {
    extensionUri: Uri.file(extension),
    globalStorageUri: Uri.file(storage),
    workspaceState: memory,
    subscriptions,
  }
  activateExtension(context as unknown as vscode.ExtensionContext)
  await settled()
  return memory
}

let subscriptions: { dispose(): unknown }[] = []

/** The extension is deactivated. */
export async function stop(): Promise<void> {
  for (const each of subscriptions.splice(0)) each.dispose()
  await settled()
}

/** Opens a file in the active editor. */
export async function look(path: string): Promise<void> {
  activate(new TextEditor(openDocument(path)))
  await settled()
}

export const run = async (command: string, ...args: unknown[]): Promise<unknown> => {
  const result = await editor.commands.get(`stepthrough.${command}`)!(...args)
  await settled()
  return result
}

/** What the person has got to see since the last time. */
export const seen = (): string[] => editor.shown.splice(0)

type Answers = Readonly<Record<string, unknown>>

/** A debug session whose adapter answers custom requests so; a function is asked with the arguments. */
export class FakeSession implements Session {
  readonly type: string
  readonly requests: [name: string, args: unknown][] = []
  private readonly tracker: vscode.DebugAdapterTracker | undefined

  constructor(
    readonly id: string,
    readonly configuration: { readonly [key: string]: unknown } = {},
    private readonly answers: Answers = {},
    type = 'asl',
  ) {
    this.type = type
    if (type === 'asl') this.tracker = offered('tracker')[0]!.createDebugAdapterTracker(this as never) as vscode.DebugAdapterTracker
  }

  get name(): string {
    return `run ${this.id}`
  }

  async customRequest(name: string, args: unknown): Promise<unknown> {
    this.requests.push([name, args])
    const answer = this.answers[name.replace('stepthrough/', '')]
    return typeof answer === 'function' ? answer(args) : answer
  }

  /** The session has started, and is the one that is looked at. */
  async begin(): Promise<this> {
    editor.events.sessionStarted.fire(this)
    await this.look()
    return this
  }

  async look(): Promise<void> {
    editor.activeSession = this
    editor.events.sessionActive.fire(this)
    await settled()
  }

  /** The adapter tells something of its own. */
  async tell(event: string, body: unknown): Promise<void> {
    editor.events.sessionEvent.fire({ session: this, event: `stepthrough/${event}`, body })
    await settled()
  }

  /** A message of the Debug Adapter Protocol passes: a request of the editor, or an event of the adapter. */
  async pass(message: { readonly command: string } | { readonly event: string }): Promise<void> {
    if ('command' in message) this.tracker!.onWillReceiveMessage!(message)
    else this.tracker!.onDidSendMessage!(message)
    await settled()
  }

  async end(): Promise<void> {
    editor.events.sessionEnded.fire(this)
    await settled()
  }
}
