import path from 'node:path'
import * as vscode from 'vscode'
import type { RecordedCase } from '../core/language/testFiles/recordTest'
import { isYamlName, stemOf, testName } from '../core/model/fileNames'
import type { TestArguments } from '../hosts/node/runs/protocol'
import { displayPath, isDefinitionLanguage } from './documents'
import type { LanguageServer } from './languageServer'
import { eventsOf, exists } from './recordAnswer'
import { OpenRun } from './runs/reader'
import type { RunFile } from './runs/runFiles'
import type { Execution } from './sessions'
import { machinesIn } from './stateMachines'
import { writeEdits } from './writeEdits'

/** Writes the run of a session as a case of the test file beside its definition: its input, its tasks' answers, and what came of it. */
export async function saveTest(execution: Execution | undefined, server: LanguageServer, extension: vscode.Uri): Promise<void> {
  if (!execution?.rows.length) {
    void vscode.window.showInformationMessage('There is no run yet that could be saved: run or debug a state machine first.')
    return
  }
  const { program, stateMachineName: name, startTime, seed, variables, context } = execution.session.configuration
  const definition = await vscode.workspace.openTextDocument(vscode.Uri.file(program))
  // for a definition on its own it is the name in a mock file
  const isNamed = name !== undefined && !isDefinitionLanguage(definition) && (await machinesIn(definition, server)).includes(name)
  const machine = isNamed ? name : undefined
  // what has been kept of it tells more than its events: what child executions did
  if (execution.ended && execution.saved) return saveOpened(new OpenRun(extension, '', execution.saved.text), program, machine)
  await save(program, machine, async ({ logicalId: _, ...made }) =>
    server.recordTest({
      ...made,
      ...(machine !== undefined && { stateMachineName: machine }),
      textDocument: { uri: definition.uri.toString() },
      given: { startTime, seed, variables, context },
      events: await eventsOf(execution),
    }),
  )
}

/** The same of a saved run, or of an imported history. */
export async function saveFileTest({ path: run, glance }: RunFile, extension: vscode.Uri): Promise<void> {
  if (glance.kind === 'wrong') throw new Error(glance.message)
  const { file, logicalId } = glance
  if (file === undefined || !(await exists(vscode.Uri.file(file))))
    throw new Error('The definition of this run is not known: import its history beside the definition, or run it once more.')
  await saveOpened(new OpenRun(extension, run), file, logicalId)
}

async function saveOpened(run: OpenRun, program: string, logicalId: string | undefined): Promise<void> {
  try {
    await save(program, logicalId, (made) => run.ask('test', made))
  } finally {
    run.dispose()
  }
}

async function save(program: string, logicalId: string | undefined, record: (made: TestArguments) => Promise<RecordedCase>): Promise<void> {
  const uri = await testFileOf(program, logicalId)
  const before = (await exists(uri)) ? (await vscode.workspace.openTextDocument(uri)).getText() : ''
  const name = await vscode.window.showInputBox({
    title: `Test Case in ${path.basename(uri.fsPath)}`,
    prompt: 'The run becomes this case: its input, what its tasks were answered, and what came of it.',
    value: freeName(before),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : 'A test case has a name.'),
  })
  if (name === undefined) return
  const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined
  const { edits, note } = await record({
    text: document?.getText() ?? '',
    format: isYamlName(uri.fsPath) ? 'yaml' : 'json',
    name: name.trim(),
    definition: path.basename(program),
    logicalId,
  })
  await writeEdits(uri, document, edits)
  const done = `The run is the case "${name.trim()}" of ${displayPath(uri.fsPath)}.`
  const open = await (note === undefined
    ? vscode.window.showInformationMessage(done, 'Open')
    : vscode.window.showWarningMessage(`${done} ${note}`, 'Open'))
  if (open) await vscode.window.showTextDocument(uri)
}

/** A name to begin with that the file has nowhere. */
function freeName(text: string): string {
  let name = 'Recorded'
  for (let i = 2; new RegExp(`\\b${name}\\b`).test(text); i++) name = `Recorded${i}`
  return name
}

/** The test file beside a definition, in YAML where that is there; each state machine of a template has its own. */
async function testFileOf(program: string, logicalId: string | undefined): Promise<vscode.Uri> {
  const name = testName(logicalId === undefined ? program : `${stemOf(program)}.${logicalId}.asl.json`)
  const beside = (file: string) => vscode.Uri.joinPath(vscode.Uri.file(program), '..', file)
  for (const ending of ['json', 'yaml', 'yml']) {
    const uri = beside(name.replace(/json$/, ending))
    if (await exists(uri)) return uri
  }
  return beside(name)
}
