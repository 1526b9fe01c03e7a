/**
 * VS Code as the client sees it, in memory: vitest.config.mts puts it in the place of the module `vscode`. What is in the editor and what the person
 * before it does stands in `editor`; what the person gets to see is its `shown`.
 */
import { type Document, TextEditor } from './documents'
import { activate, editor, globbed, heard, registered, type Session } from './editor'
import type { Uri } from './values'

export { TestMessage, TestRunProfileKind, TestRunRequest, tests } from './tests'
export * from './values'
export { window } from './window'
export { workspace } from './workspace'
export { TextEditor }

const provide = (kind: string) => (provider: unknown) => {
  editor.providers[kind]!.push(provider)
  return registered()
}

export const commands = {
  registerCommand(id: string, run: (...args: unknown[]) => unknown) {
    editor.commands.set(id, run)
    return registered()
  },
  async executeCommand(id: string, ...args: unknown[]) {
    if (id === 'setContext') {
      editor.contextSent++
      return void editor.context.set(String(args[0]), args[1])
    }
    const own = editor.commands.get(id)
    if (own) return own(...args)
    editor.shown.push(['command', id, ...args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : String(arg)))].join(' '))
    if (id === 'workbench.action.revertAndCloseActiveEditor') closeActive()
  },
}

function closeActive(): void {
  const { document } = editor.active!
  editor.documents.delete(String(document.uri))
  editor.visible = editor.visible.filter((each) => each.document !== document)
  activate(editor.visible.at(-1))
  editor.events.closed.fire(document)
}

export const debug = {
  get activeDebugSession() {
    return editor.activeSession
  },
  get activeStackItem() {
    return editor.stackItem
  },
  onDidStartDebugSession: heard('sessionStarted'),
  onDidTerminateDebugSession: heard('sessionEnded'),
  onDidChangeActiveDebugSession: heard('sessionActive'),
  onDidChangeActiveStackItem: heard('stackItem'),
  onDidChangeBreakpoints: heard('breakpoints'),
  addBreakpoints(added: readonly object[]) {
    editor.breakpoints = [...editor.breakpoints, ...added]
    editor.events.breakpoints.fire({ added, removed: [], changed: [] })
  },
  removeBreakpoints(removed: readonly object[]) {
    editor.breakpoints = editor.breakpoints.filter((each) => !removed.includes(each))
    editor.events.breakpoints.fire({ added: [], removed, changed: [] })
  },
  get breakpoints() {
    return editor.breakpoints
  },
  onDidReceiveDebugSessionCustomEvent: heard('sessionEvent'),
  registerDebugConfigurationProvider: (_type: string, provider: unknown) => provide('configurations')(provider),
  registerDebugAdapterTrackerFactory: (_type: string, factory: { createDebugAdapterTracker(session: Session): unknown }) =>
    provide('tracker')(factory),
  registerDebugAdapterDescriptorFactory: (_type: string, factory: unknown) => provide('adapter')(factory),
  async stopDebugging({ name }: Session) {
    editor.shown.push(`stops ${name}`)
  },
  async startDebugging(_folder: unknown, config: unknown, options: unknown) {
    editor.started.push({ config, options })
    return true
  },
}

/** One of VS Code's own, with the debugger for Node. */
export const extensions = { all: [{ packageJSON: { contributes: { debuggers: [{ type: 'node' }] } } }, { packageJSON: {} }] }

interface Filter {
  readonly language?: string
  readonly scheme?: string
  readonly pattern?: string
}

export const languages = {
  match: (filters: readonly Filter[], { uri, languageId }: Document) =>
    filters.some(
      ({ language, scheme, pattern }) =>
        (language ?? languageId) === languageId &&
        (scheme ?? uri.scheme) === uri.scheme &&
        (pattern === undefined || globbed(pattern).test(uri.path)),
    )
      ? 10
      : 0,
  registerCodeLensProvider: (_filter: unknown, provider: unknown) => provide('lens')(provider),
  registerCodeActionsProvider: (_filter: unknown, provider: unknown) => provide('actions')(provider),
  registerInlineValuesProvider: (_filter: unknown, provider: unknown) => provide('inlineValues')(provider),
  registerEvaluatableExpressionProvider: (_filter: unknown, provider: unknown) => provide('evaluatable')(provider),
  createDiagnosticCollection: () => ({
    set: (uri: Uri, rows: readonly unknown[]) => editor.diagnostics.set(uri.path, rows),
    delete: (uri: Uri) => editor.diagnostics.delete(uri.path),
    clear: () => editor.diagnostics.clear(),
    dispose: () => undefined,
  }),
  getDiagnostics: ({ path }: Uri) => editor.diagnostics.get(path) ?? [],
  setTextDocumentLanguage: async (document: Document, language: string) => void (document.languageId = language),
}

export const env = {
  clipboard: {
    async writeText(text: string) {
      editor.clipboard = text
    },
    readText: async () => editor.clipboard,
  },
}
