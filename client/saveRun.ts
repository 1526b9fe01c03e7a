import * as vscode from 'vscode'
import { savedEnding, stemOf } from '../core/model/fileNames'
import type { SavedBody } from '../debugger/protocol'
import { displayPath } from './documents'
import { saveAs } from './runs/keep'
import { RunFiles } from './runs/runFiles'
import type { Execution } from './sessions'

/** Writes a run as a file from which it can be replayed, here and by `stepthrough replay`. */
export async function saveRun(execution: Execution | undefined): Promise<void> {
  if (execution?.ended && !execution.saved && execution.runFile) {
    // too large to be kept in memory: the file has it, without what is left out
    const file = new RunFiles().look(execution.runFile)
    if (file) return saveAs(file)
  }
  const saved = await savedOf(execution)
  if (!execution || !saved) return
  const { program } = execution.session.configuration
  const stem = stemOf(program)
  const name = saved.name === stem ? stem : `${stem}.${saved.name.replace(/[^\w.-]+/g, '_')}`
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(program), '..', name + savedEnding),
    filters: { 'Saved Runs': [savedEnding.slice(1)] },
    title: 'Save This Run',
  })
  if (!uri) return
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(saved.text))
  void vscode.window.showInformationMessage(
    `The run is saved in ${displayPath(uri.fsPath)}: "historyFile" of a launch configuration replays it, and \`stepthrough replay\` does.`,
  )
}

/** A run as a saved one; what there is none of is said. */
export async function savedOf(execution: Execution | undefined): Promise<SavedBody | undefined> {
  if (execution?.saved) return execution.saved
  if (execution && !execution.ended) return execution.request('stepthrough/saveRun', undefined)
  void vscode.window.showInformationMessage(
    execution?.rows.length
      ? 'The run has ended, and nothing is kept of it: it was too large, or ran without debugging.'
      : 'There is no run yet that could be saved: debug a state machine first.',
  )
  return undefined
}
