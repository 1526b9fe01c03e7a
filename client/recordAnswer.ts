import path from 'node:path'
import * as vscode from 'vscode'
import type { RunEvent } from '../core/language/mockFiles/recordRun'
import { newMockName } from '../core/model/fileNames'
import type { PendingTask, TaskAnswer, TextEdit } from '../debugger/protocol'
import { displayPath } from './documents'
import { wholeEvents } from './exportHistory'
import type { LanguageServer } from './languageServer'
import { mockFilesBeside, testCasesIn } from './mockFiles'
import type { Execution } from './sessions'
import type { StackItem } from './stackItem'
import { writeEdits } from './writeEdits'

/** Where the answers of one session go. */
interface Target {
  readonly uri: vscode.Uri
  readonly testCase: string
}

/** How a mock file with the text changes. */
type Record = (file: { readonly text: string; readonly testCase: string }) => Thenable<{ readonly edits: readonly TextEdit[] }>

/** Writes answers into a mock file. Where to is asked once for a session; the session's own test case needs no question. */
export class AnswerRecorder {
  private readonly on = new WeakSet<Execution>()
  private readonly targets = new WeakMap<Execution, Target>()

  /** Whether the last answer of the session was saved: then the next one is, unless the user says otherwise. */
  isOn(execution: Execution): boolean {
    return this.on.has(execution)
  }

  set(execution: Execution, on: boolean): void {
    if (on) this.on.add(execution)
    else this.on.delete(execution)
  }

  /** What a person has answered to a task that waits. */
  record(execution: Execution, { threadId, place }: PendingTask, answer: TaskAnswer, forState: boolean): Promise<void> {
    return this.write(execution, place.file, (file) =>
      execution.request('stepthrough/recordAnswer', { threadId, ...file, forState, answer }),
    )
  }

  /** What the task of a state has come to, whoever has answered it. */
  recordResult({ execution, ...item }: StackItem): Promise<void> {
    return this.write(execution, execution.session.configuration.program, (file) =>
      execution.request('stepthrough/recordResult', { ...item, ...file, forState: false }),
    )
  }

  private async write(execution: Execution, program: string, record: Record): Promise<void> {
    const known = this.targets.get(execution)
    const target = known ?? (await chooseTarget(execution, program))
    if (!target) return
    const { uri, testCase } = target
    const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined
    const { edits } = await record({ text: document?.getText() ?? '', testCase })
    await writeEdits(uri, document, edits)
    this.targets.set(execution, target)
    if (!known) void tellSaved(target)
  }
}

/** Writes the answers of a run as a test case of a mock file beside its definition. */
export async function saveAnswers(execution: Execution | undefined, server: LanguageServer): Promise<void> {
  if (!execution?.rows.length) {
    void vscode.window.showInformationMessage('There is no run yet whose answers could be saved: run or debug a state machine first.')
    return
  }
  const { program, stateMachineName } = execution.session.configuration
  const uri = await chooseFile(program)
  const testCase = uri && (await chooseTestCase(uri, 'The answers of this run become this test case; F5 offers it from the next run on.'))
  if (!uri || !testCase) return
  const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined
  const definition = await vscode.workspace.openTextDocument(vscode.Uri.file(program))
  const events = await eventsOf(execution)
  const edits = await server.recordRun({
    textDocument: { uri: definition.uri.toString() },
    path: program,
    text: document?.getText() ?? '',
    testCase,
    ...(stateMachineName && { stateMachineName }),
    events,
  })
  await writeEdits(uri, document, edits)
  void tellSaved({ uri, testCase })
}

/** The events of a run, each with its state. */
export async function eventsOf(execution: Execution): Promise<RunEvent[]> {
  const events = await wholeEvents(execution)
  return execution.rows.map(({ state }, i) => ({ event: events[i]!, ...(state && { state: state.name }) }))
}

async function tellSaved({ uri, testCase }: Target): Promise<void> {
  const message = `Answers are saved into the test case ${testCase} of ${displayPath(uri.fsPath)}.`
  if (await vscode.window.showInformationMessage(message, 'Open')) await vscode.window.showTextDocument(uri)
}

async function chooseTarget({ session: { configuration } }: Execution, program: string): Promise<Target | undefined> {
  const { mockConfig, testCase } = configuration
  if (mockConfig && testCase) return { uri: vscode.Uri.file(path.resolve(path.dirname(program), mockConfig)), testCase }
  const uri = await chooseFile(program)
  if (!uri) return undefined
  const name = await chooseTestCase(uri, 'The answers of this session become this test case; F5 offers it from the next run on.')
  return name === undefined ? undefined : { uri, testCase: name }
}

async function chooseTestCase(uri: vscode.Uri, prompt: string): Promise<string | undefined> {
  const taken = new Set((await testCasesIn(uri)).map((each) => each.testCase))
  let value = 'Recorded'
  for (let i = 2; taken.has(value); i++) value = `Recorded${i}`
  const name = await vscode.window.showInputBox({
    title: `Test Case in ${path.basename(uri.fsPath)}`,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : 'A test case has a name.'),
  })
  return name?.trim()
}

async function chooseFile(program: string): Promise<vscode.Uri | undefined> {
  const files = await mockFilesBeside(program)
  if (files.length === 0) return vscode.Uri.joinPath(vscode.Uri.file(program), '..', newMockName)
  if (files.length === 1) return files[0]
  const items = files.map((uri) => ({ label: `$(beaker) ${path.basename(uri.fsPath)}`, uri }))
  return (await vscode.window.showQuickPick(items, { title: 'Save the Answer', placeHolder: 'The mock file', ignoreFocusOut: true }))?.uri
}

/** Whether there is a file. */
export const exists = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  )
