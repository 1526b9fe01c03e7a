import * as vscode from 'vscode'
import { contextKey, type Execution, type Sessions } from '../sessions'
import { Panel, type PanelServices } from './panel'
import { SessionSource } from './sessionSource'

const viewId = 'stepthrough.execution'

/** The execution panel beside the terminal: it follows the session that is looked at. */
export class ExecutionView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined
  private panel: Panel | undefined
  private source: SessionSource | undefined
  private readonly subscriptions: vscode.Disposable
  /** The event that is to be chosen once there is a panel. */
  private wanted: number | undefined
  private readonly hasHistory = contextKey('stepthrough.hasHistory')

  constructor(
    private readonly services: PanelServices,
    private readonly sessions: Sessions,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewId, this),
      sessions.onDidChange(({ execution, change }) => {
        if (change.kind === 'started' || change.kind === 'shown') {
          this.show(sessions.current)
          if (change.kind === 'started') {
            services.highlight.clear()
            void this.openOnStart()
          }
        } else if (change.kind === 'history' && execution === sessions.current) this.hasHistory(execution.rows.length > 0)
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

  /** Shows an event of the execution that is looked at; the keyboard stays where it is. */
  async choose(id: number): Promise<void> {
    const { view, panel } = this
    if (view?.visible) return panel?.choose(id, false)
    if (panel) panel.choose(id, true)
    else this.wanted = id
    if (view) view.show(true)
    else await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const panel = new Panel(view.webview, this.services)
    this.view = view
    this.panel = panel
    if (this.wanted !== undefined) panel.choose(this.wanted, true)
    this.wanted = undefined
    view.onDidChangeVisibility(() => view.visible || this.services.highlight.clear())
    view.onDidDispose(() => {
      panel.dispose()
      if (this.panel === panel) this.view = this.panel = undefined
    })
    this.show(this.sessions.current)
  }

  private show(execution: Execution | undefined): void {
    if (this.source?.execution !== execution) {
      this.source?.dispose()
      this.source = execution && new SessionSource(execution, this.sessions)
    }
    this.panel?.show(this.source)
  }

  private async openOnStart(): Promise<void> {
    if (vscode.workspace.getConfiguration('stepthrough').get('executionHistory.open') !== 'onStart') return
    if (this.view) this.view.show(true)
    else await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  }
}
