import * as vscode from 'vscode'
import { isServed } from './documents'
import type { Services } from './extension'
import { PreviewSource } from './panel/previewSource'

/** Opens the graph of a file in a tab beside its editor, from the editor's title, the explorer, the palette, or a panel. */
export function openGraph({ server, tabs }: Pick<Services, 'server' | 'tabs'>) {
  return (given?: unknown) => {
    const document = vscode.window.activeTextEditor?.document
    const uri = given instanceof vscode.Uri ? given : document && isServed(document) ? document.uri : undefined
    if (uri === undefined) throw new Error('Open a state machine definition (.asl.json, .asl.yaml) or a template first.')
    tabs.show(new PreviewSource(uri, undefined, server), vscode.ViewColumn.Beside)
  }
}
