import path from 'node:path'
import * as vscode from 'vscode'
import { testName } from '../core/model/fileNames'
import { displayPath } from './documents'
import type { LanguageServer } from './languageServer'
import { eventsOf, exists } from './recordAnswer'
import type { Execution } from './sessions'
import { writeEdits } from './writeEdits'

/** Writes a run as a case of the test file beside its definition: its input, its tasks' answers, and what came of it. */
export async function saveTest(execution: Execution | undefined, server: LanguageServer): Promise<void> {
  if (!execution?.rows.length) {
    void vscode.window.showInformationMessage('There is no run yet that could be saved: run or debug a state machine first.')
    return
  }
  const { program, stateMachineName, startTime, seed, variables, context } = execution.session.configuration
  const uri = vscode.Uri.joinPath(vscode.Uri.file(program), '..', testName(path.basename(program)))
  const name = await vscode.window.showInputBox({
    title: `Test Case in ${path.basename(uri.fsPath)}`,
    prompt: 'The run becomes this case: its input, what its tasks were answered, and what came of it.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : 'A test case has a name.'),
  })
  if (name === undefined) return
  const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined
  const edits = await server.recordTest({
    textDocument: { uri: vscode.Uri.file(program).toString() },
    definition: path.basename(program),
    text: document?.getText() ?? '',
    name: name.trim(),
    ...(stateMachineName && { stateMachineName }),
    given: { startTime, seed, variables, context },
    events: await eventsOf(execution),
  })
  await writeEdits(uri, document, edits)
  const open = await vscode.window.showInformationMessage(`The run is the case "${name.trim()}" of ${displayPath(uri.fsPath)}.`, 'Open')
  if (open) await vscode.window.showTextDocument(uri)
}
