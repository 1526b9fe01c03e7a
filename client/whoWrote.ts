import * as vscode from 'vscode'
import type { OriginRow } from '../debugger/protocol'
import type { EditorHighlight } from './highlight'
import type { ExecutionView } from './panel/executionView'
import type { Execution, Sessions } from './sessions'
import { variableItem } from './variableItem'

interface Row extends vscode.QuickPickItem {
  readonly origin: OriginRow
}

const icons: { readonly [K in OriginRow['kind']]: string } = {
  read: 'symbol-field',
  handed: 'references',
  written: 'symbol-constant',
  computed: 'symbol-operator',
  joined: 'symbol-object',
  answered: 'reply',
  given: 'json',
  edited: 'edit',
  failed: 'error',
  made: 'gear',
}

/** Shows the way of a value back to what gave it: a row goes to its place in the definition, and to its event in the panel. */
export async function showOrigin(
  { sessions, view, highlight }: { readonly sessions: Sessions; readonly view: ExecutionView; readonly highlight: EditorHighlight },
  row: unknown,
): Promise<void> {
  const found = await ask(sessions, row)
  if (!found) return
  const { execution, name, nothing, rows } = found
  const items = rows.map((origin): Row => {
    const { text, kind, state, thread, event } = origin
    return {
      label: `$(${icons[kind]}) ${text}`,
      description: thread === undefined ? state : `${state} in ${thread}`,
      ...(event !== undefined && { detail: `Event ${event}: ${execution.rows[event - 1]?.event.type ?? ''}` }),
      origin,
    }
  })
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Who wrote ${name}`,
    placeHolder: `${nothing === undefined ? 'The latest first' : `${nothing}. It would have come this way`}: choose a row to go to it`,
    matchOnDescription: true,
    onDidSelectItem: (item: Row) => void reveal(item.origin, highlight, false),
  })
  if (!chosen) return
  await reveal(chosen.origin, highlight, true)
  if (chosen.origin.event !== undefined) await view.choose(chosen.origin.event)
}

/** Of a row of the Variables view; else of an expression that the person types. */
async function ask(sessions: Sessions, row: unknown) {
  const item = variableItem(sessions, row)
  const execution: Execution | undefined = item?.execution ?? sessions.current
  if (!execution?.stopped) {
    void vscode.window.showInformationMessage('No state machine stands in the debugger: stop it at a state first.')
    return undefined
  }
  if (item) {
    const { variablesReference, name } = item
    return { execution, ...(await execution.request('stepthrough/whoWrote', { variablesReference, name })) }
  }
  const expression = await vscode.window.showInputBox({
    title: 'Who wrote this value',
    prompt: 'A path into the payload, or a variable',
    value: '$.',
  })
  const stack = vscode.debug.activeStackItem
  const frameId = stack && 'frameId' in stack && stack.session.id === execution.session.id ? stack.frameId : undefined
  return expression
    ? { execution, ...(await execution.request('stepthrough/whoWrote', { expression, ...(frameId !== undefined && { frameId }) })) }
    : undefined
}

async function reveal({ source, line, column, endLine, endColumn }: OriginRow, highlight: EditorHighlight, focus: boolean): Promise<void> {
  if (source?.path === undefined || line === undefined) return
  const range = new vscode.Range(line - 1, column! - 1, endLine! - 1, endColumn! - 1)
  await highlight.show(vscode.Uri.file(source.path), range, focus)
}
