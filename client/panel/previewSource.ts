import * as vscode from 'vscode'
import type { Shown, ToPanel } from '../../webview/messages'
import type { LanguageServer } from '../languageServer'
import { watchBreakpoints } from './breakpoints'
import { GraphFeed } from './graphFeed'
import type { RunSource } from './source'

/** The graph of a file without a run: it follows what somebody types. */
export class PreviewSource implements RunSource {
  private readonly changed = new vscode.EventEmitter<ToPanel>()
  readonly onDidChange = this.changed.event
  readonly shown: Shown
  private readonly feed: GraphFeed
  private breakpoints: ToPanel = { type: 'breakpoints', places: [] }
  private readonly subscriptions: vscode.Disposable

  constructor(uri: vscode.Uri, name: string | undefined, server: LanguageServer) {
    const address = uri.toString()
    const file = uri.path.split('/').at(-1) ?? ''
    this.shown = {
      id: `graph ${address}`,
      name: `Graph: ${file}`,
      kind: 'preview',
      again: { kind: 'preview', uri: address, ...(name !== undefined && { name }) },
    }
    this.feed = new GraphFeed(uri, name, server)
    const watch = watchBreakpoints(uri.fsPath, (places) => {
      this.breakpoints = { type: 'breakpoints', places }
      this.changed.fire(this.breakpoints)
    })
    const listening = this.feed.onDidChange((message) => this.changed.fire(message))
    this.subscriptions = vscode.Disposable.from(this.feed, watch, listening, this.changed)
  }

  dispose(): void {
    this.subscriptions.dispose()
  }

  all(): ToPanel[] {
    return [...this.feed.all(), this.breakpoints]
  }

  ask(): Promise<unknown> {
    return Promise.reject(new Error('There is no run.'))
  }
}
