import * as vscode from 'vscode'
import type { ConditionStart } from '../core/conditions/starts'

/**
 * Whether it is the box of a breakpoint's condition or log message that asks for completion: VS Code asks in its place at the first column of the
 * breakpoint's line, where nobody asks who writes, and puts what is chosen over all that stands before the cursor in the box.
 */
export const isConditionBox = (document: vscode.TextDocument, { line, character }: vscode.Position): boolean =>
  character === 0 && !document.lineAt(line).isEmptyOrWhitespace

const kinds: { readonly [K in ConditionStart['kind']]: vscode.CompletionItemKind } = {
  path: vscode.CompletionItemKind.Field,
  variable: vscode.CompletionItemKind.Variable,
  function: vscode.CompletionItemKind.Function,
  keyword: vscode.CompletionItemKind.Keyword,
  operator: vscode.CompletionItemKind.Operator,
}

/** What the server offers, in its order. */
export const conditionItems = (starts: readonly ConditionStart[] | null): vscode.CompletionItem[] =>
  (starts ?? []).map(({ label, kind, detail }, i) => {
    const item = new vscode.CompletionItem(label, kinds[kind])
    item.sortText = String(i).padStart(4, '0')
    if (detail !== undefined) item.detail = detail
    return item
  })
