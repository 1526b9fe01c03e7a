import * as vscode from 'vscode'
import type { PlacedFailure } from '../../core/testFiles/listed'
import type { EndedCase } from '../../hosts/node/tests/protocol'
import type { Services } from '../extension'
import { writeEdits } from '../writeEdits'
import { rootOf } from './discovery'
import { listedOf } from './items'
import type { TestResults } from './results'
import { Runner } from './runner'

/** What came takes the place of what was expected: of a message that one leaf, of a test all that differs. */
export function acceptCame({ context, tests }: Services) {
  return async (on?: unknown) => {
    const found = acceptable(on, tests.results)
    if (found === undefined) {
      void vscode.window.showInformationMessage('There is nothing to accept: run the test first.')
      return
    }
    const { ended, failure, name } = found
    const uri = vscode.Uri.file(ended.path)
    const document = await vscode.workspace.openTextDocument(uri)
    const runner = new Runner(context.extensionUri)
    try {
      const text = document.getText()
      const { came = [] } = ended
      const edits = await runner.ask('accept', { path: ended.path, root: rootOf(uri), text, name, came, ...(failure && { failure }) })
      await writeEdits(uri, document, edits)
    } finally {
      runner.dispose()
    }
  }
}

interface Acceptable {
  readonly ended: EndedCase
  readonly failure?: PlacedFailure
  readonly name: string
}

function acceptable(on: unknown, results: TestResults): Acceptable | undefined {
  if (typeof on !== 'object' || on === null) return undefined
  if ('message' in on) {
    const told = results.failureOf(on.message as vscode.TestMessage)
    return told && { ...told, name: told.ended.name }
  }
  const ended = 'children' in on ? results.of(on as vscode.TestItem) : undefined
  return ended?.came?.length ? { ended, name: listedOf(on as vscode.TestItem)?.name ?? ended.name } : undefined
}

/** A light bulb at a case of which something else came. */
export const acceptActions = (itemAt: (document: vscode.TextDocument, range: vscode.Range) => vscode.TestItem[], results: TestResults) =>
  ({
    provideCodeActions: (document, range) =>
      itemAt(document, range)
        .filter((item) => results.of(item)?.came?.length)
        .map((item) => {
          const action = new vscode.CodeAction('Accept What Came Out', vscode.CodeActionKind.QuickFix)
          action.command = { title: action.title, command: 'stepthrough.tests.accept', arguments: [item] }
          return action
        }),
  }) satisfies vscode.CodeActionProvider
