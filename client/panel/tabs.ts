import * as vscode from 'vscode'
import type { Again } from '../../webview/messages'
import { readAgain } from './again'
import { Panel, type PanelServices } from './panel'
import type { RunSource } from './source'

/** The type of the editor tabs, as VS Code keeps it over a reload. */
const viewType = 'stepthrough.run'

/** Opens again what a tab has shown; undefined: it is not there any more. */
export type Reopen = (again: Again) => RunSource | undefined

/** Panels as editor tabs: as many as one likes, each with a source of its own, which ends with it. */
export class PanelTabs implements vscode.WebviewPanelSerializer, vscode.Disposable {
  /** By the ids of what they show. */
  private readonly open = new Map<string, vscode.WebviewPanel>()
  private readonly subscription: vscode.Disposable

  constructor(
    private readonly services: PanelServices,
    private readonly reopen: Reopen,
  ) {
    this.subscription = vscode.window.registerWebviewPanelSerializer(viewType, this)
  }

  /** The tabs stay: the window may be about to be loaded anew. */
  dispose(): void {
    this.subscription.dispose()
  }

  /** Shows a source in a tab; where there is one of it already, that comes into sight and the source is disposed of. */
  show(source: RunSource, column: vscode.ViewColumn = vscode.ViewColumn.Active): void {
    const known = this.open.get(source.shown.id)
    if (known) {
      source.dispose()
      known.reveal(column)
      return
    }
    // what it shows is sent again whenever it comes into sight
    this.fill(vscode.window.createWebviewPanel(viewType, titleOf(source), column, { enableFindWidget: true }), source)
  }

  async deserializeWebviewPanel(tab: vscode.WebviewPanel, state: unknown): Promise<void> {
    const again = readAgain((state as { readonly again?: unknown } | undefined)?.again)
    const source = again && this.reopen(again)
    // of a debug session nothing is left that was not saved
    if (source) this.fill(tab, source)
    else tab.dispose()
  }

  private fill(tab: vscode.WebviewPanel, source: RunSource): void {
    const { id } = source.shown
    this.open.set(id, tab)
    const panel = new Panel(tab.webview, this.services)
    const titled = source.onDidChange(({ type }) => {
      if (type === 'shown') tab.title = titleOf(source)
    })
    tab.title = titleOf(source)
    tab.onDidDispose(() => {
      this.open.delete(id)
      titled.dispose()
      panel.dispose()
      source.dispose()
    })
    panel.show(source)
  }
}

/** Characters of a tab's title. */
const most = 40

function titleOf({ shown, beside }: RunSource): string {
  const name = [shown, ...(beside ? [beside.shown] : [])]
    .map((each) => each.name)
    .join(' ↔ ')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  return name.length > most ? `${name.slice(0, most)}…` : name || 'Run'
}
