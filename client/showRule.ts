import * as vscode from 'vscode'
import { ruleCodes, rulePages } from './rulePages'

/** The page of a rule; without a code, that of the problem at the cursor, or of one that the user picks. */
export async function showRule(extension: vscode.Uri, code?: string): Promise<void> {
  const codes = await ruleCodes(extension)
  const chosen =
    code ?? codeAtCursor(codes) ?? (await vscode.window.showQuickPick(codes, { placeHolder: 'A rule of state machine definitions' }))
  if (!chosen) return
  if (!codes.includes(chosen)) throw new Error(`There is no rule ${chosen}.`)
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(rulePages(extension), `${chosen}.md`))
}

function codeAtCursor(codes: readonly string[]): string | undefined {
  const editor = vscode.window.activeTextEditor
  if (!editor) return undefined
  const { line } = editor.selection.active
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.start.line <= line && line <= range.end.line)
  const code = here.map(({ code }) => String(typeof code === 'object' ? code.value : code)).find((value) => codes.includes(value))
  return code
}
