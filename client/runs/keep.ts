import * as vscode from 'vscode'
import { savedEnding, stemOf } from '../../core/model/fileNames'
import { displayPath } from '../documents'
import { OpenRun } from './reader'
import type { RunFile } from './runFiles'
import { inLine } from './words'

const title = (file: RunFile): string => (file.glance.kind === 'wrong' ? 'the damaged run' : `the run of ${inLine(file.glance.machine)}`)

/** Copies the file of a run to where a person wants it. */
export async function saveAs(file: RunFile): Promise<void> {
  const uri = await ask(file, 'Save Run As', savedEnding.slice(1))
  if (uri) await vscode.workspace.fs.copy(vscode.Uri.file(file.path), uri, { overwrite: true })
}

/** Writes the history of a run in the form of GetExecutionHistory. */
export async function exportRun(file: RunFile, extension: vscode.Uri): Promise<void> {
  const uri = await ask(file, 'Export Execution History', 'json')
  if (!uri) return
  const run = new OpenRun(extension, file.path)
  try {
    await run.ask('export', { to: uri.fsPath })
  } finally {
    run.dispose()
  }
  void vscode.window.showInformationMessage(`The history is in ${displayPath(uri.fsPath)}, as GetExecutionHistory answers it.`)
}

async function ask({ glance, path }: RunFile, what: string, ending: string): Promise<vscode.Uri | undefined> {
  const known = glance.kind === 'wrong' ? undefined : glance
  const near = known?.file ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath
  const folder =
    near === undefined
      ? vscode.Uri.joinPath(vscode.Uri.file(path), '..')
      : vscode.Uri.joinPath(vscode.Uri.file(near), known?.file ? '..' : '.')
  const stem = known === undefined ? stemOf(path) : known.machine.replace(/[^\w.-]+/g, '_')
  const defaultUri = vscode.Uri.joinPath(folder, `${stem}.${ending === 'json' ? 'history.json' : ending}`)
  return vscode.window.showSaveDialog({ defaultUri, filters: { [ending === 'json' ? 'JSON' : 'Saved Runs']: [ending] }, title: what })
}

/** Deletes runs once a person has said yes. Whether they are gone. */
export async function deleteRuns(files: readonly RunFile[]): Promise<boolean> {
  const [first] = files
  if (first === undefined) return false
  const what = files.length === 1 ? title(first) : `${files.length} runs`
  if (
    (await vscode.window.showWarningMessage(`Delete ${what}?`, { modal: true, detail: 'They cannot be restored.' }, 'Delete')) !== 'Delete'
  )
    return false
  for (const { path } of files) await vscode.workspace.fs.delete(vscode.Uri.file(path))
  return true
}
