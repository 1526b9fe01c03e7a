import type { Location, Position } from 'vscode-languageclient'
import * as vscode from 'vscode'

/**
 * What a click on "3 references" runs. The server's CodeLens names it with LSP's plain data, and VS Code's own command wants its classes.
 * It is nothing that a person would run, so that package.json does not list it.
 */
export const registerShowReferences = (): vscode.Disposable =>
  vscode.commands.registerCommand('stepthrough.showReferences', (uri: string, position: Position, locations: readonly Location[]) =>
    vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri),
      new vscode.Position(position.line, position.character),
      locations.map(({ uri, range: { start, end } }) => {
        const range = new vscode.Range(start.line, start.character, end.line, end.character)
        return new vscode.Location(vscode.Uri.parse(uri), range)
      }),
    ),
  )
