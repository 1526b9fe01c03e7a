import * as vscode from 'vscode'
import { displayPath, isDefinitionLanguage } from './documents'
import type { LanguageServer } from './languageServer'

/** The state machine of a template, asked for where it has several; it has no name in a definition on its own. Undefined: the user left. */
export async function machineIn(
  document: vscode.TextDocument,
  server: LanguageServer,
): Promise<{ readonly name?: string | undefined } | undefined> {
  if (isDefinitionLanguage(document)) return {}
  const names = await machinesIn(document, server)
  if (names.length === 0) throw new Error(`There is no state machine definition in ${displayPath(document.uri.fsPath)}.`)
  if (names.length === 1) return { name: names[0] }
  const title = `State Machines of ${displayPath(document.uri.fsPath)}`
  const name = await vscode.window.showQuickPick(names, { title, placeHolder: 'Which one to start' })
  return name === undefined ? undefined : { name }
}

/** The logical ids of the state machines that stand in a template. */
export async function machinesIn(document: vscode.TextDocument, server: LanguageServer): Promise<string[]> {
  const found = await server.definitions(document.uri, new vscode.CancellationTokenSource().token)
  return found.flatMap(({ name }) => (name === null ? [] : [name]))
}
