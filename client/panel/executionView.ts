import * as vscode from 'vscode'
import type { Again } from '../../webview/messages'
import { FileSource } from '../runs/fileSource'
import { contextKey, type Execution, type Sessions } from '../sessions'
import { readAgain } from './again'
import { Panel, type PanelServices } from './panel'
import { SessionSource } from './sessionSource'
import type { RunSource } from './source'
import type { Reopen } from './tabs'

const viewId = 'stepthrough.execution'
/** What was shown last, for the next time that the window is loaded. */
const lastKey = 'panel.last'

/** The execution panel beside the terminal: it follows the session that is looked at, until another run is opened in it. */
export class ExecutionView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined
  private panel: Panel | undefined
  private source: RunSource | undefined
  private readonly subscriptions: vscode.Disposable
  /** The event that is to be chosen once there is a panel. */
  private wanted: number | undefined
  private readonly hasHistory = contextKey('stepthrough.hasHistory')
  private readonly hasRun = contextKey('stepthrough.hasRun')
  private readonly showsFile = contextKey('stepthrough.showsFile')

  constructor(
    private readonly services: PanelServices,
    private readonly sessions: Sessions,
    private readonly memory: vscode.Memento,
    private readonly reopen: Reopen,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewId, this),
      sessions.onDidChange(({ execution, change }) => {
        if (change.kind === 'started' || change.kind === 'shown') {
          this.showSession(sessions.current)
          if (change.kind === 'started') {
            services.highlight.clear()
            void this.openOnStart()
          }
        } else if (execution !== sessions.current) return
        else if (change.kind === 'history') this.hasHistory(execution.rows.length > 0)
        else if (change.kind === 'runFile') this.remember(savedAgain(execution))
      }),
    )
  }

  dispose(): void {
    this.subscriptions.dispose()
    this.panel?.dispose()
    this.source?.dispose()
  }

  /** Shows the view and takes the keyboard there. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`)
  }

  /** Shows a run that is in no session, until the next one begins or is turned to. */
  async openRun(source: RunSource): Promise<void> {
    this.show(source)
    this.remember(source.shown.again)
    await this.open()
  }

  /** The path of the run that it shows, where that is one in a file. */
  get file(): string | undefined {
    return this.source instanceof FileSource ? this.source.path : undefined
  }

  /** What it shows, as something to be opened elsewhere too. */
  get again(): Again | Execution | undefined {
    return this.source instanceof SessionSource ? this.source.execution : this.source?.shown.again
  }

  /** Shows an event of the execution that is looked at; the keyboard stays where it is. */
  async choose(id: number): Promise<void> {
    const { view, panel } = this
    if (this.sessions.current) this.showSession(this.sessions.current)
    if (view?.visible) return panel?.choose(id, false)
    if (panel) panel.choose(id, true)
    else this.wanted = id
    if (view) view.show(true)
    else await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const panel = new Panel(view.webview, this.services, () => this.open())
    this.view = view
    this.panel = panel
    if (this.wanted !== undefined) panel.choose(this.wanted, true)
    this.wanted = undefined
    view.onDidChangeVisibility(() => view.visible || this.services.highlight.clear())
    view.onDidDispose(() => {
      panel.dispose()
      if (this.panel === panel) this.view = this.panel = undefined
    })
    if (this.source === undefined) this.showLast()
    this.panel.show(this.source)
  }

  /** After a reload the run of before is there again, where it was saved. */
  private showLast(): void {
    const { current } = this.sessions
    if (current) this.showSession(current)
    if (current) return
    const again = readAgain(this.memory.get(lastKey))
    const source = again && this.reopen(again)
    if (source) this.show(source)
  }

  private showSession(execution: Execution | undefined): void {
    if (this.source instanceof SessionSource && this.source.execution === execution) return
    this.show(execution && new SessionSource(execution, this.sessions, this.services.extension, this.services.server))
  }

  private show(source: RunSource | undefined): void {
    this.source?.dispose()
    this.source = source
    this.hasRun(source !== undefined)
    this.showsFile(source instanceof FileSource)
    this.panel?.show(source)
  }

  private remember(again: Again | undefined): void {
    void this.memory.update(lastKey, again)
  }

  private async openOnStart(): Promise<void> {
    if (vscode.workspace.getConfiguration('stepthrough').get('executionHistory.open') !== 'onStart') return
    if (this.view) this.view.show(true)
    else await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  }
}

/** A run in its file, once it is saved in one. */
const savedAgain = ({ runFile }: Execution): Again | undefined => (runFile === undefined ? undefined : { kind: 'run', path: runFile })
