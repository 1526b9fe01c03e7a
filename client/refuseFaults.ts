import * as vscode from 'vscode'
import { displayPath } from './documents'
import type { LanguageServer } from './languageServer'

/** Says why a definition does not run, before anything is asked for. True: it has errors. */
export async function refuseFaults(program: string, name: string | undefined, server: LanguageServer): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(program)
  const faults = await server.launchFaults(document.uri, name)
  const [first] = faults
  if (!first) return false
  void tell(document, first, faults.length - 1)
  return true
}

async function tell(
  document: vscode.TextDocument,
  { range, message }: Awaited<ReturnType<LanguageServer['launchFaults']>>[number],
  more: number,
) {
  const { line, character } = range.start
  const place = `${displayPath(document.uri.fsPath)}:${line + 1}:${character + 1}`
  const others = more === 0 ? '' : more === 1 ? ' There is one more error.' : ` There are ${more} more errors.`
  const text = `${place}: ${message}${/[.!?]$/.test(message) ? '' : '.'}${others} A definition with errors does not run.`
  const choice = await vscode.window.showErrorMessage(text, 'Go to Error', 'Show Problems')
  if (!choice) return
  const selection = new vscode.Range(line, character, range.end.line, range.end.character)
  await vscode.window.showTextDocument(document, { selection })
  if (choice === 'Show Problems') await vscode.commands.executeCommand('workbench.actions.view.problems')
}
