import * as vscode from 'vscode'
import { documentSelector } from './documents'
import type { LanguageServer } from './languageServer'

/** What is evaluated under the mouse while the debugger stands: the language server knows. */
export const registerEvaluatableExpressions = (server: LanguageServer): vscode.Disposable =>
  vscode.languages.registerEvaluatableExpressionProvider(documentSelector, {
    async provideEvaluatableExpression({ uri }, position, token) {
      const found = await server.expression(uri, position, token)
      if (found === null) return undefined
      const { start, end } = found.range
      return new vscode.EvaluatableExpression(new vscode.Range(start.line, start.character, end.line, end.character), found.expression)
    },
  })
