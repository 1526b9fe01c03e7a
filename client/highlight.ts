import * as vscode from 'vscode'
import type { StatePlace } from '../debugger/protocol'

/** Marks one state in its editor: the one whose event is chosen in the execution history. */
export class EditorHighlight implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    isWholeLine: true,
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  })
  private marked: vscode.TextEditor | undefined

  /** Shows the state; the keyboard stays where it is unless `focus`. */
  async reveal(place: StatePlace, focus: boolean): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(place.file))
    const at = (offset: number) => document.positionAt(offset)
    const key = new vscode.Range(at(place.key.offset), at(place.key.offset + place.key.length))
    const whole = new vscode.Range(at(place.range.offset), at(place.range.offset + place.range.length))
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document)
    const editor = await vscode.window.showTextDocument(document, {
      preserveFocus: !focus,
      preview: true,
      ...(open?.viewColumn ? { viewColumn: open.viewColumn } : {}),
    })
    if (focus) editor.selection = new vscode.Selection(key.start, key.start)
    editor.revealRange(whole, vscode.TextEditorRevealType.InCenterIfOutsideViewport)
    this.clear()
    editor.setDecorations(this.decoration, [whole])
    this.marked = editor
  }

  clear(): void {
    this.marked?.setDecorations(this.decoration, [])
    this.marked = undefined
  }

  dispose(): void {
    this.decoration.dispose()
  }
}
