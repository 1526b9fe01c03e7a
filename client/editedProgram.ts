import * as vscode from 'vscode'
import type { CustomRequests } from '../debugger/protocol'

const saved: keyof CustomRequests = 'stepthrough/programSaved'

/** Tells the running executions that a file has been saved: the text that runs is that of the launch, and the arrow stays on its state. */
export function tellSaves(): vscode.Disposable {
  const live = new Set<vscode.DebugSession>()
  return vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession((session) => void (session.type === 'asl' && live.add(session))),
    vscode.debug.onDidTerminateDebugSession((session) => void live.delete(session)),
    // A session that ends meanwhile has nobody to tell.
    vscode.workspace.onDidSaveTextDocument(() => {
      for (const session of live) session.customRequest(saved).then(undefined, () => undefined)
    }),
  )
}
