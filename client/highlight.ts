import * as vscode from 'vscode'
import type { StatePlace } from '../debugger/protocol'

/** Marks one place in its editor: the state whose event is chosen in the execution history, the field that has written a value. */
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
    if (place.file === '') {
      if (focus) void vscode.window.showInformationMessage(`The state ${place.name} of this run is in no file here.`)
      return
    }
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(place.file))
    const at = (offset: number) => document.positionAt(offset)
    const whole = new vscode.Range(at(place.range.offset), at(place.range.offset + place.range.length))
    await this.mark(document, whole, at(place.key.offset), focus)
  }

  /** Shows a place of a file, as above. */
  async show(uri: vscode.Uri, range: vscode.Range, focus: boolean): Promise<void> {
    await this.mark(await vscode.workspace.openTextDocument(uri), range, range.start, focus)
  }

  private async mark(document: vscode.TextDocument, whole: vscode.Range, start: vscode.Position, focus: boolean): Promise<void> {
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document)
    const editor = await vscode.window.showTextDocument(document, {
      preserveFocus: !focus,
      preview: true,
      ...(open?.viewColumn ? { viewColumn: open.viewColumn } : {}),
    })
    if (focus) editor.selection = new vscode.Selection(start, start)
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
