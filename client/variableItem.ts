import * as vscode from 'vscode'
import type { Execution, Sessions } from './sessions'

/** A row of the Variables view, as the debug adapter knows it. */
interface VariableItem {
  readonly execution: Execution
  readonly variablesReference: number
  readonly name: string
}

/** What VS Code hands to a command of the Variables view's context menu. */
interface Row {
  readonly sessionId?: unknown
  readonly container?: { readonly variablesReference?: unknown }
  readonly variable?: { readonly name?: unknown }
}

/** The row whose context menu was opened; undefined where a command comes from elsewhere, or its session is another's. */
export function variableItem({ current }: Sessions, row: unknown): VariableItem | undefined {
  const { sessionId, container, variable } = (typeof row === 'object' && row !== null ? row : {}) as Row
  const reference = container?.variablesReference
  if (current === undefined || current.ended || typeof reference !== 'number' || typeof variable?.name !== 'string') return undefined
  if (sessionId !== undefined && sessionId !== current.session.id) return undefined
  return { execution: current, variablesReference: reference, name: variable.name }
}

/** Copies a value in the form of another place. */
export const copyValue =
  (as: 'json' | 'path' | 'mock') =>
  ({ sessions }: { readonly sessions: Sessions }) =>
  async (row?: unknown): Promise<void> => {
    const item = variableItem(sessions, row)
    if (!item) return
    const { execution, variablesReference, name } = item
    const { text } = await execution.request('stepthrough/copyValue', { variablesReference, name, as })
    await vscode.env.clipboard.writeText(text)
  }
