import * as vscode from 'vscode'
import type { Execution } from '../sessions'

/** Tells the thread of an execution that a person looks at in the Call Stack, whenever that is another one. */
export function watchFocus(execution: Execution, tell: (threadId: number) => void): vscode.Disposable {
  return vscode.debug.onDidChangeActiveStackItem(async (item) => {
    if (item?.session.id !== execution.session.id || !execution.stopped) return
    if (!('frameId' in item)) return tell(item.threadId)
    try {
      // a frame may be that of a state around the thread
      const { threadId } = await execution.request('stepthrough/frameThread', { frameId: item.frameId })
      tell(threadId)
    } catch {
      // it has moved on
    }
  })
}
