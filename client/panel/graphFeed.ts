import * as vscode from 'vscode'
import type { DocumentGraphs } from '../../server/protocol'
import type { Graphs, ToPanel } from '../../webview/messages'
import type { LanguageServer } from '../languageServer'

/**
 * The graph of a file as it is in its editor, again whenever its problems have been found anew, and where the cursor is in it. Nothing is asked before a panel
 * is there.
 */
export class GraphFeed implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ToPanel>()
  readonly onDidChange = this.changed.event
  private listening: vscode.Disposable | undefined
  private graphs: Graphs | undefined
  private cursor: number | undefined
  /** Another one for each question: an answer that comes late counts for nothing. */
  private turn = 0

  constructor(
    private uri: vscode.Uri,
    /** The logical ID in a template. */
    private readonly name: string | undefined,
    private readonly server: LanguageServer,
  ) {}

  dispose(): void {
    this.turn++
    this.listening?.dispose()
    this.changed.dispose()
  }

  all(): ToPanel[] {
    this.listening ??= this.listen()
    return this.graphs === undefined ? [] : [{ type: 'graph', graphs: this.graphs }, this.place]
  }

  private get place(): ToPanel {
    return { type: 'cursor', offset: this.cursor }
  }

  private listen(): vscode.Disposable {
    const isOurs = (uri: vscode.Uri) => uri.toString() === this.uri.toString()
    const look = (editor: vscode.TextEditor | undefined) => {
      if (editor === undefined || !isOurs(editor.document.uri)) return
      this.cursor = editor.document.offsetAt(editor.selection.active)
      this.changed.fire(this.place)
    }
    void this.ask()
    look(vscode.window.activeTextEditor)
    return vscode.Disposable.from(
      this.server.onDidPublish((uri) => isOurs(uri) && void this.ask()),
      this.server.onReady(() => void this.ask()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => look(textEditor)),
      vscode.window.onDidChangeActiveTextEditor(look),
    )
  }

  private async ask(): Promise<void> {
    const turn = ++this.turn
    const found = await this.found()
    if (turn !== this.turn) return
    const file = found && this.fileOf(found)
    if (file !== undefined) {
      this.uri = vscode.Uri.parse(file)
      return this.ask()
    }
    // A file that was closed has the graph that it had.
    if (found === undefined && this.graphs !== undefined) return
    this.graphs = found && { file: this.uri.fsPath, ...found, ...(this.name !== undefined && { name: this.name }) }
    this.changed.fire({ type: 'graph', graphs: this.graphs })
  }

  /** Undefined: the file is gone, or no definition by its name. */
  private async found(): Promise<DocumentGraphs | undefined> {
    try {
      await vscode.workspace.openTextDocument(this.uri)
      return await this.server.graphs(this.uri)
    } catch {
      return undefined
    }
  }

  /** The file of the machine that is meant, where the template only names it. */
  private fileOf({ machines, files }: DocumentGraphs): string | undefined {
    if (this.name !== undefined)
      return machines.some(({ name }) => name === this.name) ? undefined : files.find(({ name }) => name === this.name)?.uri
    return machines.length === 0 && files.length === 1 ? files[0]!.uri : undefined
  }
}
