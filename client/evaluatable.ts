import * as vscode from 'vscode'
import { languages } from './documents'
import { expressionAt } from './expressionAt'

/** What is evaluated under the mouse while the debugger stands: a whole JSONata expression, path, variable or intrinsic function. */
export const registerEvaluatableExpressions = (): vscode.Disposable =>
  vscode.languages.registerEvaluatableExpressionProvider([...languages], {
    provideEvaluatableExpression(document, position) {
      const found = expressionAt(document.lineAt(position).text, position.character)
      return found && new vscode.EvaluatableExpression(new vscode.Range(position.line, found.start, position.line, found.end), found.text)
    },
  })
