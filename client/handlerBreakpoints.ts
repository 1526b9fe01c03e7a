import * as vscode from 'vscode'
import type { Sessions } from './sessions'

/** Files of functions: of the languages that have a debugger for their processes. */
const code = /\.([cm]?[jt]s|py)$/i

/** The files of functions that have breakpoints. */
export const handlerFiles = (): string[] => [
  ...new Set(
    vscode.debug.breakpoints.flatMap((each) =>
      each instanceof vscode.SourceBreakpoint && each.enabled && code.test(each.location.uri.path) ? [each.location.uri.fsPath] : [],
    ),
  ),
]

/** Tells the execution that is debugged when breakpoints in the code of functions come or go. */
export const registerHandlerBreakpoints = (sessions: Sessions): vscode.Disposable =>
  vscode.debug.onDidChangeBreakpoints(() => {
    const { current } = sessions
    if (current && !current.ended && !current.session.configuration.noDebug)
      void current.request('stepthrough/debugFunctions', { files: handlerFiles() }).then(undefined, () => undefined)
  })
