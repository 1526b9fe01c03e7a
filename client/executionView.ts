import { randomBytes } from 'node:crypto'
import * as vscode from 'vscode'
import type { FromPanel, ToPanel } from '../webview/messages'
import type { EditorHighlight } from './highlight'
import type { PendingTasks } from './pendingTasks'
import { contextKey, type Execution, type Sessions } from './sessions'

const viewId = 'stepthrough.execution'

/** The execution history beside the terminal. It holds nothing itself: what it shows is sent again whenever it is loaded. */
export class ExecutionView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined
  private readonly subscriptions: vscode.Disposable
  /** The event that is to be chosen once the panel is loaded. */
  private wanted: number | undefined
  private readonly hasHistory = contextKey('stepthrough.hasHistory')

  constructor(
    private readonly extension: vscode.Uri,
    private readonly sessions: Sessions,
    private readonly tasks: PendingTasks,
    private readonly highlight: EditorHighlight,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewId, this),
      sessions.onDidChange(({ execution, change }) => {
        if (change.kind === 'started' || change.kind === 'shown') {
          this.sendAll()
          if (change.kind === 'started') {
            highlight.clear()
            void this.openOnStart()
          }
        } else if (execution === sessions.current) {
          if (change.kind === 'history') {
            this.send({ type: 'history', history: change.history })
            this.hasHistory(execution.rows.length > 0)
          } else this.sendState(execution)
        }
      }),
    )
  }

  dispose(): void {
    this.subscriptions.dispose()
  }

  /** Shows the view and takes the keyboard there. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`)
  }

  /** Shows an event of the execution that is looked at; the keyboard stays where it is. */
  async choose(id: number): Promise<void> {
    if (this.view?.visible) {
      this.send({ type: 'choose', id })
      return
    }
    this.wanted = id
    if (this.view) this.view.show(true)
    else await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view
    const dist = vscode.Uri.joinPath(this.extension, 'dist')
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] }
    view.webview.onDidReceiveMessage((message: FromPanel) => this.receive(message))
    view.onDidChangeVisibility(() => view.visible || this.highlight.clear())
    view.onDidDispose(() => (this.view = undefined))
    view.webview.html = page(view.webview, dist)
  }

  private async openOnStart(): Promise<void> {
    if (vscode.workspace.getConfiguration('stepthrough').get('executionHistory.open') !== 'onStart') return
    if (this.view) this.view.show(true)
    else await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true })
  }

  private sendAll(): void {
    const execution = this.sessions.current
    this.send({ type: 'execution', execution: execution && { id: execution.session.id, name: execution.name } })
    if (!execution) return
    this.send({ type: 'history', history: { from: 0, events: execution.rows, status: execution.status } })
    this.sendState(execution)
    if (this.wanted !== undefined) this.send({ type: 'choose', id: this.wanted })
    this.wanted = undefined
  }

  private sendState(execution: Execution): void {
    this.send({ type: 'history', history: { from: execution.rows.length, events: [], status: execution.status } })
    this.send({ type: 'pending', tasks: [...execution.pending.values()], stopped: execution.stopped })
  }

  private send(message: ToPanel): void {
    void this.view?.webview.postMessage(message)
  }

  private async receive(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.sendAll()
      case 'reveal':
        return message.row.state && this.highlight.reveal(message.row.state, message.focus)
      case 'whole': {
        const { id } = message
        const { current } = this.sessions
        const event = await current?.whole(id)
        return current === this.sessions.current ? this.send({ type: 'whole', id, event }) : undefined
      }
      case 'answerTask':
        return this.tasks.answer(message.key)
      case 'copy':
        return vscode.env.clipboard.writeText(message.text)
      case 'open': {
        const document = await vscode.workspace.openTextDocument({ language: 'json', content: message.text })
        await vscode.window.showTextDocument(document, { preview: true })
      }
    }
  }
}

/** Only our own script and style run, by nonce and by origin; the panel asks nothing of the network. */
function page(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64')
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name))
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${uri('webview.css')}">
<title>Execution History</title>
</head>
<body><div id="root"></div><script nonce="${nonce}" src="${uri('webview.js')}"></script></body>
</html>`
}
