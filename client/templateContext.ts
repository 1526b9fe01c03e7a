import * as vscode from 'vscode'
import { isDefinition, isServed } from './documents'
import type { LanguageServer } from './languageServer'
import { contextKey } from './sessions'
import { machinesIn } from './stateMachines'

/**
 * Two context keys about the active editor. `stepthrough.template`: it shows a template with state machines, so that Run and Debug stand
 * in its title. `stepthrough.startsTemplate`: and nothing says what F5 means, so that F5 starts the machine in it; where the workspace has
 * launch configurations F5 is theirs.
 */
export function registerTemplateContext(server: LanguageServer): vscode.Disposable {
  const template = contextKey('stepthrough.template')
  const starts = contextKey('stepthrough.startsTemplate')
  const look = async () => {
    const document = vscode.window.activeTextEditor?.document
    const candidate = document && !isDefinition(document) && isServed(document)
    const found = candidate ? (await machinesIn(document, server)).length > 0 : false
    if (document !== vscode.window.activeTextEditor?.document) return
    template(found)
    starts(found && !vscode.workspace.getConfiguration('launch', document?.uri).get<unknown[]>('configurations')?.length)
  }
  const lookNow = () => void look()
  lookNow()
  return vscode.Disposable.from(
    server.onReady(lookNow),
    vscode.window.onDidChangeActiveTextEditor(lookNow),
    vscode.workspace.onDidSaveTextDocument(lookNow),
    vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration('launch') && lookNow()),
  )
}
