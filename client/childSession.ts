import * as vscode from 'vscode'

/**
 * VS Code gives a child session the type of the adapter that asks for it. Here it gets the type of the debugger that it is for; undefined, with a message,
 * where no extension has this debugger.
 */
export function childSession({ debugType, ...config }: vscode.DebugConfiguration): vscode.DebugConfiguration | undefined {
  if (hasDebugger(debugType)) return { ...config, type: debugType }
  void vscode.window.showWarningMessage(`${config.name} is not stepped into: no extension here has the debugger "${debugType}".`)
  return undefined
}

const hasDebugger = (wanted: string): boolean =>
  vscode.extensions.all.some(({ packageJSON }) =>
    packageJSON.contributes?.debuggers?.some(({ type }: { type?: string }) => type === wanted),
  )

/** Stop in a function ends the execution that has called it. Without this the function's end would be an error, and the state machine would go on with that. */
export const registerChildSessions = (): vscode.Disposable =>
  vscode.debug.registerDebugAdapterTrackerFactory('*', {
    createDebugAdapterTracker: ({ parentSession }) => (parentSession?.type === 'asl' ? stopping(parentSession) : undefined),
  })

function stopping(execution: vscode.DebugSession): vscode.DebugAdapterTracker {
  let isOver = false
  return {
    // a session that has ended by itself is disconnected too
    onDidSendMessage: ({ event }) => {
      isOver ||= event === 'terminated'
    },
    onWillReceiveMessage: ({ command, arguments: given }) => {
      if (isOver || given?.restart || !['disconnect', 'terminate'].includes(command)) return
      isOver = true
      void vscode.debug.stopDebugging(execution)
    },
  }
}
