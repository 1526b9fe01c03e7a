import * as vscode from 'vscode'
import type { PendingTask, TaskAnswer } from '../debugger/protocol'
import type { Asked } from './askAnswer'
import { jsonError } from './askJson'
import type { Execution, Sessions } from './sessions'

type Give = (execution: Execution, task: PendingTask, asked: Asked & { readonly answer: TaskAnswer }) => Promise<void>

interface Draft extends Asked {
  readonly execution: Execution
  readonly task: PendingTask
}

/** Results that are written in an editor: untitled JSON documents with a CodeLens and a button that hand them over. */
export class AnswerEditors implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly drafts = new Map<string, Draft>()
  private readonly changed = new vscode.EventEmitter<void>()
  private readonly subscriptions: vscode.Disposable
  readonly onDidChangeCodeLenses = this.changed.event

  constructor(
    sessions: Sessions,
    private readonly give: Give,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.languages.registerCodeLensProvider({ scheme: 'untitled', language: 'json' }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      sessions.onDidChange(({ change }) => change.kind !== 'history' && this.changed.fire()),
    )
  }

  dispose(): void {
    this.subscriptions.dispose()
  }

  async open(execution: Execution, task: PendingTask, { write, forState, save }: Asked & { readonly write: string }): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: write })
    this.drafts.set(String(document.uri), { execution, task, forState, save })
    this.tell()
    await vscode.window.showTextDocument(document)
  }

  /** Hands over what is in the active editor, and closes it. */
  async accept(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document
    const draft = document && this.drafts.get(String(document.uri))
    if (!document || !draft) throw new Error('The active editor is no result of a task.')
    if (!draft.execution.pending.has(draft.task.key)) throw new Error(`${draft.task.stateName} no longer waits for its result.`)
    const text = document.getText()
    const wrong = jsonError(text)
    if (wrong) throw new Error(wrong)
    const { execution, task, ...asked } = draft
    // Reverted first: VS Code asks whether an untitled document is to be saved.
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await this.give(execution, task, { ...asked, answer: { output: JSON.parse(text) } })
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const draft = this.drafts.get(String(uri))
    if (!draft) return []
    const { stateName, key } = draft.task
    const waits = draft.execution.pending.has(key)
    const title = waits ? `$(check) Use as the result of ${stateName}` : `${stateName} no longer waits for its result`
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: waits ? 'stepthrough.acceptAnswer' : '' })]
  }

  private forget(uri: vscode.Uri): void {
    if (this.drafts.delete(String(uri))) this.tell()
  }

  /** The button in the editor's title is there for these documents. */
  private tell(): void {
    void vscode.commands.executeCommand('setContext', 'stepthrough.answers', [...this.drafts.keys()])
    this.changed.fire()
  }
}
