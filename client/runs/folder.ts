import path from 'node:path'
import * as vscode from 'vscode'
import type { LaunchAttributes } from '../../debugger/protocol'

/** Where the runs of this window are saved: the folder of the settings, else one of the extension's own, outside the workspace. */
export function runsFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  const chosen = vscode.workspace.getConfiguration('stepthrough').get<string>('runs.folder')?.trim()
  const [workspace] = vscode.workspace.workspaceFolders ?? []
  if (!chosen || (!path.isAbsolute(chosen) && !workspace)) return vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'runs')
  return vscode.Uri.file(path.resolve(workspace?.uri.fsPath ?? '', chosen))
}

/** What the settings say of a run that is about to begin. */
export function saveAttribute(context: vscode.ExtensionContext): Pick<LaunchAttributes, 'save'> {
  const settings = vscode.workspace.getConfiguration('stepthrough')
  if (!settings.get<boolean>('runs.save')) return {}
  const maxSize = settings.get<number>('runs.maxSize')
  const redact = settings.get<string[]>('runs.redact')
  return { save: { folder: runsFolder(context).fsPath, ...(maxSize && { maxSize }), ...(redact && { redact }) } }
}
