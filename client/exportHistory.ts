import * as vscode from 'vscode'
import type { Execution } from './sessions'

/** Opens the history as the response of GetExecutionHistory, ready to be saved or compared. */
export async function exportHistory(execution: Execution | undefined): Promise<void> {
  if (!execution?.rows.length) {
    void vscode.window.showInformationMessage('There is no execution history yet: run or debug a state machine first.')
    return
  }
  await openJson({ events: execution.rows.map(({ event }) => event) })
}

/** A value as an untitled JSON document. */
export async function openJson(value: unknown): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: `${JSON.stringify(value, undefined, 2)}\n` })
  await vscode.window.showTextDocument(document, { preview: true })
}
