import * as vscode from 'vscode'
import { languages } from './documents'

/** What is evaluated under the mouse while the debugger stands: a whole JSONata expression, path, variable or intrinsic function. */
const expressions: readonly RegExp[] = [
  /\{%.*?%\}/g,
  /States\.\w+\([^"]*\)/g,
  // $, $$ and $name, then members, indices and filters. The text between brackets may hold spaces, not the end of the string.
  /\$\$?(?:[A-Za-z_]\w*)?(?:\.\.?(?:\w+|\*)|\[[^\]"]*\])*/g,
]

export const registerEvaluatableExpressions = (): vscode.Disposable =>
  vscode.languages.registerEvaluatableExpressionProvider([...languages], {
    provideEvaluatableExpression(document, position) {
      const found = expressionAt(document.lineAt(position).text, position.character)
      return found && new vscode.EvaluatableExpression(new vscode.Range(position.line, found.start, position.line, found.end), found.text)
    },
  })

/** The widest expression at a column of a line. */
export function expressionAt(line: string, column: number): { start: number; end: number; text: string } | undefined {
  for (const pattern of expressions) {
    for (const { index, 0: text } of line.matchAll(pattern)) {
      if (index <= column && column <= index + text.length) return { start: index, end: index + text.length, text }
    }
  }
  return undefined
}
