import * as vscode from 'vscode'
import type { CustomEvents } from '../debugger/protocol'
import type { Execution, Sessions } from './sessions'

const allow = 'Allow for This Session'

/** Asks before a task calls what is not on this computer. Whoever closes the question has not allowed it. */
export const registerRemoteCalls = (sessions: Sessions): vscode.Disposable =>
  sessions.onDidChange(({ execution, change }) => {
    if (change.kind === 'remoteCall') void ask(execution, change.call)
  })

async function ask(execution: Execution, { id, service, host }: CustomEvents['stepthrough/remoteCall']): Promise<void> {
  const detail = 'It is not on this computer: what the task sends leaves it, and the call may change something there.'
  const message = `"${execution.name}" is about to call ${service} at ${host}.`
  const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, allow)
  if (!execution.ended) await execution.request('stepthrough/answerRemoteCall', { id, allow: chosen === allow })
}
