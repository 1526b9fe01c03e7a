import * as vscode from 'vscode'
import { documentSelector } from './documents'
import type { Sessions } from './sessions'

/** What the fields of a state have given, behind their lines while the debugger stands: the debug adapter knows. */
export const registerInlineValues = (sessions: Sessions): vscode.Disposable =>
  vscode.languages.registerInlineValuesProvider(documentSelector, {
    async provideInlineValues({ uri }, viewport, { frameId }) {
      const { current } = sessions
      if (!current?.stopped) return undefined
      const { values } = await current.request('stepthrough/inlineValues', { frameId })
      return values
        .filter(
          ({ source, line }) =>
            source.path !== undefined && vscode.Uri.file(source.path).fsPath === uri.fsPath && isWithin(line - 1, viewport),
        )
        .map(
          ({ line, column, endColumn, text }) =>
            new vscode.InlineValueText(new vscode.Range(line - 1, column - 1, line - 1, endColumn - 1), text),
        )
    },
  })

const isWithin = (line: number, { start, end }: vscode.Range): boolean => line >= start.line && line <= end.line
