import type * as vscode from 'vscode'
import type { Shown } from '../../webview/messages'
import { FileSource } from './fileSource'

/** Two saved runs side by side, each out of its file. */
export class CompareSource extends FileSource {
  readonly beside: FileSource

  constructor(extension: vscode.Uri, left: FileSource['path'], right: FileSource['path'], names: readonly [left: string, right: string]) {
    super(extension, left, names[0])
    this.beside = new FileSource(extension, right, names[1])
  }

  override get shown(): Shown {
    const { path, beside } = this
    return { ...super.shown, id: `compare ${path} ${beside.path}`, again: { kind: 'compare', paths: [path, beside.path] } }
  }

  override dispose(): void {
    super.dispose()
    this.beside.dispose()
  }
}
