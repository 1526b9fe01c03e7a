import * as vscode from 'vscode'
import type { LabelledText } from '../../webview/messages'

const scheme = 'stepthrough-value'

/** Texts that are kept for editors that show them. */
const most = 20

/** Values of runs as read-only documents, for VS Code's diff editor. */
export class ValueDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>()
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this)
  private last = 0

  dispose(): void {
    this.registration.dispose()
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.texts.get(path) ?? ''
  }

  /** Opens the diff editor on two texts. */
  async compare(left: LabelledText, right: LabelledText): Promise<void> {
    const title = `${left.label} ↔ ${right.label}`
    await vscode.commands.executeCommand('vscode.diff', this.put(left), this.put(right), title, { preview: true })
  }

  private put({ label, text }: LabelledText): vscode.Uri {
    const path = `/${++this.last}/${label.replaceAll('/', '∕')}.json`
    this.texts.set(path, text)
    if (this.texts.size > most) this.texts.delete(this.texts.keys().next().value!)
    return vscode.Uri.from({ scheme, path })
  }
}
