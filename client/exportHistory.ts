import * as vscode from 'vscode'
import type { HistoryEvent } from '../core/history/types'
import type { Execution } from './sessions'

/** Characters of a document that the editor still opens. */
const largest = 40_000_000

/** Opens the history as the response of GetExecutionHistory, ready to be saved or compared. */
export async function exportHistory(execution: Execution | undefined): Promise<void> {
  if (!execution?.rows.length) {
    void vscode.window.showInformationMessage('There is no execution history yet: run or debug a state machine first.')
    return
  }
  await openJson({ events: await wholeEvents(execution) })
}

/** Events with their payloads whole, where the session is still there and the document does not become too large; says where they are not. */
export async function wholeEvents(execution: Execution): Promise<readonly HistoryEvent[]> {
  const { rows } = execution
  const events = rows.map(({ event }) => event)
  let size = 0
  for (const [i, { cut }] of rows.entries()) {
    if (!cut) continue
    const event = size < largest ? await execution.whole(i + 1) : undefined
    if (event === undefined) {
      void vscode.window.showWarningMessage(
        'Long payloads are cut, and marked "truncated": `stepthrough run --history` writes a history of any size whole.',
      )
      break
    }
    events[i] = event
    size += JSON.stringify(event).length
  }
  return events
}

/** A value as an untitled JSON document. */
async function openJson(value: unknown): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: `${JSON.stringify(value, undefined, 2)}\n` })
  await vscode.window.showTextDocument(document, { preview: true })
}
