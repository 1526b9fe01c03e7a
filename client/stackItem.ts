import * as vscode from 'vscode'
import type { Execution, Sessions } from './sessions'

/** A state of the Call Stack: of which execution, thread and frame. */
export interface StackItem {
  readonly execution: Execution
  readonly threadId: number
  readonly frameId?: number
}

/** How VS Code names the row whose context menu was opened, behind what an extension knows it by. */
interface Row {
  readonly threadId?: unknown
  readonly frameId?: unknown
}

/**
 * The row of the Call Stack that a command is for: that of its context menu, else the one that is looked at. Undefined, with a message, where no execution
 * stands.
 */
export async function stackItem(sessions: Sessions, args: readonly unknown[]): Promise<StackItem | undefined> {
  const execution = executionOf(sessions, args)
  if (execution?.stopped && !execution.ended) {
    const item = (await ofRow(execution, args)) ?? lookedAt(execution)
    if (item) return item
  }
  void vscode.window.showInformationMessage('No state machine stands in the debugger: stop it at a state first.')
  return undefined
}

/** The execution that the row is of, which need not be the one that is looked at; undefined where the row is another debugger's. */
export function executionOf(sessions: Sessions, args: readonly unknown[]): Execution | undefined {
  const id = /^thread:(.+):\d+$/.exec(threadOf(args))?.[1]
  return id === undefined ? sessions.current : sessions.at(id)
}

const rowOf = (args: readonly unknown[]) => args.find((arg): arg is Row => typeof arg === 'object' && arg !== null && 'threadId' in arg)

const threadOf = (args: readonly unknown[]) => String(rowOf(args)?.threadId ?? '')

function lookedAt(execution: Execution): StackItem | undefined {
  const item = vscode.debug.activeStackItem
  if (item?.session.id !== execution.session.id) return undefined
  return { execution, threadId: item.threadId, ...('frameId' in item && { frameId: item.frameId }) }
}

/** VS Code gives the ids of its own rows: `thread:SESSION:2`, `stackframe:thread:SESSION:2:1:order.asl.json`. */
async function ofRow(execution: Execution, args: readonly unknown[]): Promise<StackItem | undefined> {
  const thread = threadOf(args)
  const threadId = Number(/:(\d+)$/.exec(thread)?.[1])
  if (!Number.isInteger(threadId)) return undefined
  const frame = String(rowOf(args)?.frameId ?? '')
  const index = /^:(\d+):/.exec(frame.slice(frame.indexOf(thread) + thread.length))?.[1]
  if (index === undefined) return { execution, threadId }
  const found = await execution.session.customRequest('stackTrace', { threadId, startFrame: Number(index), levels: 1 })
  const frameId: number | undefined = found?.stackFrames?.[0]?.id
  return { execution, threadId, ...(frameId !== undefined && { frameId }) }
}
