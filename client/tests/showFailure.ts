import * as vscode from 'vscode'
import type { Services } from '../extension'
import { sourceOf } from '../runs/commands'
import { RunFiles } from '../runs/runFiles'
import type { TestResults } from './results'

/** Opens the execution of a case that failed in the panel, at the event where it is not what was expected: of a message, or of a test its first. */
export function showFailure({ view, context, tests }: Services) {
  return async (on?: unknown) => {
    const found = failedRun(on, tests.results)
    const file = found && new RunFiles().look(found.run)
    if (file) await view.openRun(sourceOf(context.extensionUri, file, found.event))
    else void vscode.window.showInformationMessage('No execution of this test is kept that was not as expected. Run the test to see one.')
  }
}

/** What VS Code gives of a message, or of a row of the Test Explorer. */
interface OnMessage {
  readonly test?: vscode.TestItem
  readonly message: vscode.TestMessage
}

function failedRun(on: unknown, results: TestResults): { readonly run: string; readonly event?: number | undefined } | undefined {
  if (typeof on !== 'object' || on === null) return undefined
  const told = 'message' in on ? results.failureOf((on as OnMessage).message) : undefined
  const ended = told?.ended ?? ('children' in on ? results.of(on as vscode.TestItem) : undefined)
  if (ended?.run === undefined) return undefined
  const event = told === undefined ? ended.failures.find((failure) => failure.event !== undefined)?.event : told.failure.event
  return { run: ended.run, event }
}
