import type * as vscode from 'vscode'
import type { DebugCommand, Question, Shown, ToPanel } from '../../webview/messages'

/** What one panel shows: a debug session, a run from its file, a recorded history, a definition. */
export interface RunSource extends vscode.Disposable {
  readonly shown: Shown
  /** What a panel that holds nothing has to be sent, after `shown`. */
  all(): ToPanel[]
  /** The run that it is compared with. It is disposed of with this one. */
  readonly beside?: RunSource
  /** What a panel has to be sent that holds all before. */
  readonly onDidChange: vscode.Event<ToPanel>
  /** Answers a question. Rejects with a sentence where it cannot. */
  ask(question: Question): Promise<unknown>
  /** Lets a thread go on in the debugger. Absent: nobody debugs it. */
  debug?(command: DebugCommand, threadId: number): Promise<void>
}
