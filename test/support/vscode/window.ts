import { Document, TextEditor } from './documents'
import { activate, ask, editor, heard, openDocument, registered } from './editor'
import { FakeTab } from './tab'
import { EventEmitter, type Range, Uri } from './values'

interface Item {
  readonly label: string
  readonly kind?: number
}

const labels = (items: readonly (Item | string)[]) =>
  items.flatMap((item) => (typeof item === 'string' ? [item] : item.kind === -1 ? [] : [item.label])).join(' | ')

function find<T extends Item | string>(items: readonly T[], said: string): T {
  const found = items.find((item) => (typeof item === 'string' ? item : item.kind === -1 ? '' : item.label).includes(said))
  if (found === undefined) throw new Error(`There is no ${said} in ${labels(items)}`)
  return found
}

const message =
  (kind: string) =>
  async (text: string, ...given: (string | object)[]): Promise<string | undefined> => {
    const buttons = given.filter((each) => typeof each === 'string')
    editor.shown.push([`${kind}: ${text}`, ...buttons.map((button) => `[${button}]`)].join(' '))
    return buttons.find((button) => editor.presses.has(button))
  }

/** A list that stays open until it is hidden: whatever is chosen in it, or typed where no item has that name, is accepted. */
class QuickPick {
  title = ''
  placeholder = ''
  ignoreFocusOut = false
  items: readonly Item[] = []
  selectedItems: readonly Item[] = []
  activeItems: readonly Item[] = []
  private readonly accepted = new EventEmitter<void>()
  private readonly typed = new EventEmitter<string>()
  private readonly hidden = new EventEmitter<void>()
  readonly onDidAccept = this.accepted.event
  readonly onDidChangeValue = this.typed.event
  readonly onDidHide = this.hidden.event
  private open = false

  show(): void {
    this.open = true
    if (this.ignoreFocusOut) editor.stays.add(this.title)
    while (this.open) {
      editor.list = this.items
      const said = ask(`pick ${this.title}: ${labels(this.items)}`)
      // somebody who goes away leaves it open
      if (said === 'waits') return
      if (said === undefined) {
        this.hide()
        return
      }
      this.typed.fire(said)
      editor.list = this.items
      this.selectedItems = [find(this.items, said.trim())]
      this.accepted.fire()
      if (!this.items.includes(this.selectedItems[0]!) || this.activeItems.length > 0) continue
      return
    }
  }

  hide(): void {
    if (!this.open) return
    this.open = false
    editor.shown.push(`hides ${this.title}`)
    this.hidden.fire()
  }

  dispose(): void {}
}

interface PickOptions {
  readonly title?: string
  readonly ignoreFocusOut?: boolean
}

interface InputOptions {
  readonly ignoreFocusOut?: boolean
  readonly title?: string
  readonly value?: string
  readonly valueSelection?: [number, number]
  readonly validateInput?: (text: string) => unknown
}

export const window = {
  get activeTextEditor() {
    return editor.active
  },
  get visibleTextEditors() {
    return editor.visible
  },
  onDidChangeActiveTextEditor: heard('activeEditor'),
  onDidChangeVisibleTextEditors: heard('visible'),
  onDidChangeTextEditorSelection: heard('selection'),
  showInformationMessage: message('info'),
  showWarningMessage: message('warning'),
  showErrorMessage: message('error'),

  async showQuickPick<T extends Item | string>(items: readonly T[], { title = '', ignoreFocusOut }: PickOptions = {}) {
    editor.list = items
    if (ignoreFocusOut) editor.stays.add(title)
    const said = ask(`pick ${title}: ${labels(items)}`)
    return said === undefined ? undefined : find(items, said)
  },

  async showInputBox({ title = '', value = '', validateInput, ignoreFocusOut, valueSelection }: InputOptions) {
    editor.selected = valueSelection ? value.slice(...valueSelection) : value
    if (ignoreFocusOut) editor.stays.add(title)
    for (;;) {
      const said = ask(`input ${title}: ${value}`)
      const wrong = said === undefined ? undefined : await validateInput?.(said)
      if (!wrong) return said
      editor.shown.push(`  ${said}: ${wrong}`)
    }
  },

  createQuickPick: () => new QuickPick(),

  async showSaveDialog({ defaultUri, title }: { defaultUri: Uri; title: string }) {
    const said = ask(`save ${title}: ${defaultUri.path}`)
    return said === undefined ? undefined : Uri.file(said)
  },

  async showOpenDialog({ defaultUri, openLabel }: { defaultUri?: Uri; openLabel: string }) {
    const said = ask(`file ${openLabel}: ${defaultUri?.path}`)
    return said === undefined ? undefined : [Uri.file(said)]
  },

  async showTextDocument(what: Document | Uri, { selection, preserveFocus }: { selection?: Range; preserveFocus?: boolean } = {}) {
    const document = what instanceof Document ? what : openDocument(what)
    const place = selection ? `:${selection.start.line + 1}:${selection.start.character + 1}` : ''
    editor.shown.push(`shows ${document.uri.path}${place}${preserveFocus ? ' beside' : ''}`)
    const open = editor.visible.find((each) => each.document === document) ?? new TextEditor(document, selection)
    activate(open)
    return open
  },

  createOutputChannel: () => ({
    error: (text: unknown) => editor.log.push(String(text)),
    warn: (text: unknown) => editor.log.push(String(text)),
    show: () => editor.shown.push('shows the output'),
    dispose: () => undefined,
  }),

  createStatusBarItem() {
    const item = {
      text: '',
      visible: false,
      show: () => (item.visible = true),
      hide: () => (item.visible = false),
      dispose: () => undefined,
    }
    editor.items.push(item)
    return item
  },

  createTextEditorDecorationType: () => ({ dispose: () => undefined }),

  createTreeView(_id: string, options: object) {
    const view = { ...options, selection: [], dispose: () => editor.registered-- }
    editor.registered++
    editor.providers.tree!.push(view)
    return view
  },

  createWebviewPanel(_type: string, title: string, column: unknown, options: unknown) {
    const tab = new FakeTab(title, column, options)
    editor.tabs.push(tab)
    return tab
  },

  registerWebviewPanelSerializer(_type: string, serializer: unknown) {
    editor.providers.tabs!.push(serializer)
    return registered()
  },

  registerWebviewViewProvider(_id: string, provider: unknown) {
    editor.providers.view!.push(provider)
    return registered()
  },

  async withProgress<T>({ title }: { title: string }, task: () => Promise<T>): Promise<T> {
    editor.shown.push(`progress: ${title}`)
    return task()
  },
}
