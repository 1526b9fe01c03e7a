import { Document, type TextEditor } from './documents'
import type { FakeTab } from './tab'
import { Disposable, EventEmitter, Uri } from './values'

/** The folder that is open as the workspace. */
export const workspaceFolder = '/w'

export interface Session {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly configuration: { readonly [key: string]: unknown }
  customRequest(name: string, args: unknown): Promise<unknown>
}

interface Item {
  text: string
  tooltip?: string
  visible: boolean
}

const fresh = () => ({
  /** Texts by their paths. */
  files: new Map<string, string>(),
  /** No folder is open as the workspace. */
  folderless: false,
  /** The workspace is not trusted. */
  untrusted: false,
  /** Settings of the workspace by their whole names. */
  settings: new Map<string, unknown>(),
  /** What the person does at each question that comes: the label of an item, or what is typed. Undefined, or nothing more to say: Escape. */
  says: [] as (string | undefined)[],
  /** The buttons of messages that the person presses where they come. */
  presses: new Set<string>(),
  /** Breakpoints of all files. */
  breakpoints: [] as readonly object[],
  /** What the person got to see, a line each. */
  shown: [] as string[],
  /** The items of the list that was shown last. */
  list: [] as readonly unknown[],
  /** What the first key that is typed into the last question replaces. */
  selected: '',
  /** Titles of the questions that stay where the keyboard goes elsewhere. */
  stays: new Set<string>(),
  log: [] as string[],
  context: new Map<string, unknown>(),
  /** How often context keys were set. */
  contextSent: 0,
  /** What is registered now: commands, providers, views. */
  registered: 0,
  clipboard: '',
  documents: new Map<string, Document>(),
  active: undefined as TextEditor | undefined,
  visible: [] as TextEditor[],
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  items: [] as Item[],
  diagnostics: new Map<string, readonly unknown[]>(),
  activeSession: undefined as Session | undefined,
  /** The row of the Call Stack that is looked at. */
  stackItem: undefined as object | undefined,
  started: [] as { readonly config: unknown; readonly options: unknown }[],
  /** Whatever the extension offers to the editor, by what it is. */
  providers: {
    lens: [],
    evaluatable: [],
    inlineValues: [],
    configurations: [],
    tracker: [],
    adapter: [],
    view: [],
    content: [],
    tree: [],
    tabs: [],
    tests: [],
    actions: [],
  } as Record<string, unknown[]>,
  /** The tabs with panels that are open. */
  tabs: [] as FakeTab[],
  /** Tells whoever watches files that some have changed. */
  filesChanged: new EventEmitter<Uri>(),
  /** What the language server answers, by the method. */
  server: new Map<string, (params: never) => unknown>(),
  /** The language clients that have been started. */
  clients: [] as unknown[],
  events: {
    changed: new EventEmitter<{ readonly document: Document }>(),
    opened: new EventEmitter<Document>(),
    closed: new EventEmitter<Document>(),
    saved: new EventEmitter<Document>(),
    activeEditor: new EventEmitter<TextEditor | undefined>(),
    visible: new EventEmitter<readonly TextEditor[]>(),
    selection: new EventEmitter<{ textEditor: TextEditor }>(),
    configuration: new EventEmitter<{ affectsConfiguration(name: string): boolean }>(),
    sessionStarted: new EventEmitter<Session>(),
    sessionEnded: new EventEmitter<Session>(),
    sessionActive: new EventEmitter<Session | undefined>(),
    breakpoints: new EventEmitter<{ added: readonly object[]; removed: readonly object[]; changed: readonly object[] }>(),
    stackItem: new EventEmitter<object | undefined>(),
    sessionEvent: new EventEmitter<{ session: Session; event: string; body: unknown }>(),
  },
})

/** The editor of a test: what is in it, and the person before it. */
export const editor = fresh()

export const reset = (): void => void Object.assign(editor, fresh())

/** An event of the editor that is there now. */
export const heard =
  <K extends keyof typeof editor.events>(name: K) =>
  (listener: (event: never) => unknown): Disposable =>
    (editor.events[name] as EventEmitter<unknown>).event(listener as (event: unknown) => unknown)

/** What has been begun has come to where it waits for somebody: nothing here takes time. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const languages: readonly [RegExp, string][] = [
  [/\.asl(\.json)?$/, 'asl'],
  [/\.asl\.ya?ml$/, 'asl-yaml'],
  [/\.json$/, 'json'],
  [/\.ya?ml$/, 'yaml'],
]

let untitled = 0

/** The document of a file, or a new one; throws where there is no such file. */
export function openDocument(what: Uri | string | { language: string; content: string }): Document {
  if (typeof what === 'string') return openDocument(Uri.file(what))
  const uri = what instanceof Uri ? what : Uri.parse(`untitled:Untitled-${++untitled}`)
  const known = editor.documents.get(String(uri))
  if (known) return known
  const text = what instanceof Uri ? (uri.scheme === 'untitled' ? '' : editor.files.get(uri.path)) : what.content
  if (text === undefined) throw new Error(`There is no ${uri}.`)
  const language = what instanceof Uri ? languages.find(([ending]) => ending.test(uri.path))?.[1] : what.language
  const document = new Document(uri, language ?? 'plaintext', text, () => {
    editor.files.set(uri.path, document.getText())
    editor.events.saved.fire(document)
  })
  editor.documents.set(String(uri), document)
  editor.events.opened.fire(document)
  return document
}

export function activate(active: TextEditor | undefined): void {
  editor.active = active
  if (active && !editor.visible.includes(active)) editor.visible.push(active)
  editor.events.activeEditor.fire(active)
}

/** Something that the extension has registered, until it is disposed of. */
export function registered(): Disposable {
  editor.registered++
  return new Disposable(() => editor.registered--)
}

/** The next thing that the person says, at a question with these words. */
export function ask(question: string): string | undefined {
  editor.shown.push(question)
  return editor.says.shift()
}

/** Globs as the client has them: no group within a group. */
export const globbed = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[.+^$()|]/g, '\\$&')
      .replaceAll('{', '(?:')
      .replaceAll('}', ')')
      .replaceAll(',', '|')
      .replace(/\*\*\/?|\*/g, (stars) => (stars === '*' ? '[^/]*' : stars === '**' ? '.*' : '(?:.*/)?'))}$`,
  )
