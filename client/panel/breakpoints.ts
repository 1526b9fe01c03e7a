import * as vscode from 'vscode'
import type { StatePlace } from '../../debugger/protocol'
import type { BreakpointPlace } from '../../webview/messages'

const isIn = (file: string, each: vscode.Breakpoint): each is vscode.SourceBreakpoint =>
  each instanceof vscode.SourceBreakpoint && each.location.uri.fsPath === file

/** The breakpoints in a file, by their offsets. */
async function placesIn(file: string): Promise<BreakpointPlace[]> {
  const set = vscode.debug.breakpoints.filter((each) => isIn(file, each))
  if (set.length === 0) return []
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file))
  return set.map(({ location, enabled }) => ({ offset: document.offsetAt(location.range.start), enabled }))
}

/** Tells the breakpoints of a file now and whenever they have changed. A file that is gone has none. */
export function watchBreakpoints(file: string, tell: (places: readonly BreakpointPlace[]) => void): vscode.Disposable {
  const look = () => void placesIn(file).then(tell, () => tell([]))
  look()
  return vscode.debug.onDidChangeBreakpoints(({ added, removed, changed }) => {
    if ([...added, ...removed, ...changed].some((each) => isIn(file, each))) look()
  })
}

/** Sets a breakpoint on the line of a state's name, or takes away those at the offsets. */
export async function toggleBreakpoint({ file, key }: StatePlace, offsets: readonly number[]): Promise<void> {
  const uri = vscode.Uri.file(file)
  const document = await vscode.workspace.openTextDocument(uri)
  const set = vscode.debug.breakpoints.filter((each) => isIn(file, each) && offsets.includes(document.offsetAt(each.location.range.start)))
  if (set.length > 0) vscode.debug.removeBreakpoints(set)
  else {
    const { line } = document.positionAt(key.offset)
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(line, 0)))])
  }
}
