import * as vscode from 'vscode'
import type { RunNode } from './runNodes'

const files = 'text/uri-list'
const text = 'text/plain'

/** Histories that are dropped onto the list are imported: files, or a text. */
export const dropped: vscode.TreeDragAndDropController<RunNode> = {
  dropMimeTypes: [files, text],
  dragMimeTypes: [],
  async handleDrop(_target, data) {
    const list = await data.get(files)?.asString()
    const uris = (list ?? '')
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => vscode.Uri.parse(line))
    if (uris.length > 0) await vscode.commands.executeCommand('stepthrough.runs.import', uris)
    else await vscode.commands.executeCommand('stepthrough.runs.import', await data.get(text)?.asString())
  },
}
