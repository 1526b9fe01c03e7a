import * as vscode from 'vscode'
import type { FromPanel, MenuContext, PanelAction, Question, ToPanel } from '../../webview/messages'
import type { EditorHighlight } from '../highlight'
import type { LanguageServer } from '../languageServer'
import type { PendingTasks } from '../pendingTasks'
import type { ActivePanel } from './activePanel'
import { toggleBreakpoint } from './breakpoints'
import { costSettings } from './costSettings'
import { page } from './page'
import { saveFile } from './saveFile'
import type { RunSource } from './source'
import type { ValueDocuments } from './valueDocuments'

/** What panels need of the extension. */
export interface PanelServices {
  readonly extension: vscode.Uri
  readonly tasks: PendingTasks
  readonly highlight: EditorHighlight
  readonly server: LanguageServer
  readonly active: ActivePanel
  readonly values: ValueDocuments
}

/** Milliseconds within which an editor is shown after the debugger has stopped in it. */
const late = 1000

/** One webview that shows a source. It holds nothing itself: what it shows is sent again whenever it is loaded. */
export class Panel implements vscode.Disposable {
  private source: RunSource | undefined
  private listening: vscode.Disposable | undefined
  private readonly subscription: vscode.Disposable
  /** The event that is to be chosen once the panel is loaded. */
  private wanted: number | undefined
  /** Whether the keyboard is in it, or is to come back: an editor takes it when the debugger stops. */
  private hasKeyboard = false
  private returns: vscode.Disposable | undefined
  /** Hears of an editor that is shown only after that. */
  private late: vscode.Disposable | undefined
  /** Stops after which it is to come back. */
  private due = 0

  constructor(
    private readonly webview: vscode.Webview,
    private readonly services: PanelServices,
    /** Takes the keyboard to it. */
    private readonly focus: () => unknown = () => {},
  ) {
    const dist = vscode.Uri.joinPath(services.extension, 'dist')
    webview.options = { enableScripts: true, localResourceRoots: [dist] }
    this.subscription = webview.onDidReceiveMessage((message: FromPanel) => this.receive(message))
    webview.html = page(webview.cspSource, (name) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString())
  }

  dispose(): void {
    this.services.active.leave(this)
    this.leaveKeyboard()
    this.listening?.dispose()
    this.subscription.dispose()
  }

  act(action: PanelAction, on: MenuContext | undefined): void {
    this.send({ type: 'act', action, on })
  }

  /** Another run is shown, or none. The panel does not own it. */
  show(source: RunSource | undefined): void {
    this.listening?.dispose()
    this.source = source
    const { beside } = source ?? {}
    this.listening =
      source &&
      vscode.Disposable.from(
        source.onDidChange((message) => {
          this.send(message)
          if (message.type === 'shown') this.sendAllBeside()
        }),
        ...(beside ? [beside.onDidChange((message) => this.sendBeside(message))] : []),
      )
    this.sendAll()
  }

  /** Shows an event; `later`: once the panel is loaded. */
  choose(id: number, later: boolean): void {
    if (later) this.wanted = id
    else this.send({ type: 'choose', id })
  }

  private sendAll(): void {
    const { source } = this
    this.send({ type: 'shown', shown: source?.shown })
    if (!source) return
    for (const message of source.all()) this.send(message)
    this.sendAllBeside()
    if (this.wanted !== undefined) this.send({ type: 'choose', id: this.wanted })
  }

  private sendAllBeside(): void {
    const { beside } = this.source ?? {}
    if (beside) for (const message of [{ type: 'shown', shown: beside.shown } as const, ...beside.all()]) this.sendBeside(message)
  }

  private send(message: ToPanel): void {
    if (message.type === 'standing' && message.standing === undefined) this.leaveKeyboard()
    void this.webview.postMessage(message)
  }

  private sendBeside(message: ToPanel): void {
    if (message.type !== 'beside') this.send({ type: 'beside', message })
  }

  private async receive(message: FromPanel): Promise<void> {
    const { tasks, highlight } = this.services
    switch (message.type) {
      case 'ready':
        this.sendAll()
        this.wanted = undefined
        return
      case 'ask':
        return this.answer(message, this.source, (answer) => this.send(answer))
      case 'askBeside':
        return this.answer(message.question, this.source?.beside, (answer) => this.sendBeside(answer))
      case 'costs':
        return this.send({ type: 'costs', costs: costSettings() })
      case 'settings':
        return void vscode.commands.executeCommand('workbench.action.openSettings', message.query)
      case 'reveal':
        return highlight.reveal(message.place, message.focus)
      case 'debug':
        return this.source?.debug?.(message.command, message.threadId)
      case 'breakpoint':
        return toggleBreakpoint(message.place, message.offsets)
      case 'keyboard':
        this.hasKeyboard = message.isHere
        return message.isHere ? this.services.active.enter(this) : undefined
      case 'openGraph':
        return void vscode.commands.executeCommand('stepthrough.openGraph', vscode.Uri.parse(message.uri))
      case 'save':
        return saveFile(message.name, message.content, message.encoding)
      case 'answerTask':
        return tasks.answer(message.key)
      case 'copy':
        return vscode.env.clipboard.writeText(message.text)
      case 'diff':
        return this.services.values.compare(message.left, message.right)
      case 'open': {
        const document = await vscode.workspace.openTextDocument({ language: 'json', content: message.text })
        await vscode.window.showTextDocument(document, { preview: true })
      }
    }
  }

  private async answer(question: Question, asked: RunSource | undefined, send: (answer: ToPanel) => void): Promise<void> {
    const { source } = this
    const { id } = question
    try {
      if (!asked) throw new Error('Nothing is shown.')
      if (question.name === 'goTo') this.keepKeyboard()
      const body = await asked.ask(question)
      if (source === this.source) send({ type: 'answer', id, body })
    } catch (error) {
      if (source === this.source) send({ type: 'refused', id, message: error instanceof Error ? error.message : String(error) })
    }
  }

  /** The debugger is about to stop elsewhere, which takes the keyboard to an editor: it comes back. Two stops may be on their way at most. */
  private keepKeyboard(): void {
    if (!this.hasKeyboard && this.due === 0) return
    this.due = Math.min(this.due + 1, 2)
    this.returns ??= vscode.debug.onDidChangeActiveStackItem((item) => {
      // the frames of before are gone first
      if (item === undefined || !('frameId' in item)) return
      if (--this.due === 0) this.leaveKeyboard()
      this.focus()
      this.listenLate()
    })
  }

  /** The editor may be shown after its frame is the active one, and has the keyboard then. A selection without a kind is made by nobody's hand. */
  private listenLate(): void {
    const since = Date.now()
    this.late?.dispose()
    this.late = vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      this.late?.dispose()
      if (kind === undefined && Date.now() - since < late) this.focus()
    })
  }

  /** It goes where it goes. */
  private leaveKeyboard(): void {
    this.due = 0
    this.returns?.dispose()
    this.returns = undefined
    this.late?.dispose()
  }
}
