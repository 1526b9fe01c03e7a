import * as vscode from 'vscode'
import type { DebugCommand } from '../../webview/messages'

/** VS Code's own commands. */
const commands: { readonly [C in DebugCommand]: string } = {
  continue: 'workbench.action.debug.continue',
  stepOver: 'workbench.action.debug.stepOver',
  stepInto: 'workbench.action.debug.stepInto',
  stepBack: 'workbench.action.debug.stepBack',
  reverse: 'workbench.action.debug.reverseContinue',
}

/** Lets a thread of a session go on, whichever session is looked at: VS Code takes the ids of its rows in the Call Stack. */
export async function leadThread({ id: sessionId }: vscode.DebugSession, command: DebugCommand, threadId: number): Promise<void> {
  await vscode.commands.executeCommand(commands[command], undefined, { sessionId, threadId: `thread:${sessionId}:${threadId}` })
}
