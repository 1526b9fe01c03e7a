import * as vscode from 'vscode'
import { documentSelector } from './documents'
import type { LanguageServer } from './languageServer'

/** Run | Debug above the StartAt of each state machine in a document. */
export function registerCodeLens(server: LanguageServer): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>()
  const enabled = (document: vscode.TextDocument) =>
    vscode.workspace.getConfiguration('stepthrough', document).get<boolean>('codeLens', true)
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!enabled(document)) return []
      const definitions = await server.definitions(document.uri, token)
      return definitions.flatMap(({ name, startAt, range }) => {
        const { line, character } = (startAt ?? range).start
        const at = new vscode.Range(line, character, line, character)
        const lens = (title: string, command: string) =>
          new vscode.CodeLens(at, { title, command, arguments: [document.uri, name ?? undefined] })
        return [lens('Run', 'stepthrough.run'), lens('Debug', 'stepthrough.debug')]
      })
    },
  }
  return vscode.Disposable.from(
    changed,
    server.onReady(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration('stepthrough.codeLens') && changed.fire()),
    vscode.languages.registerCodeLensProvider(documentSelector, provider),
  )
}
