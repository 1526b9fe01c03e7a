import * as vscode from 'vscode'
import type { TaskAnswer, TaskHelp } from '../debugger/protocol'

/** An error name, chosen or typed, and its cause. */
export async function askError(stateName: string, errors: TaskHelp['errors']): Promise<TaskAnswer | undefined> {
  const error = await askName(stateName, errors)
  if (error === undefined) return undefined
  const cause = await vscode.window.showInputBox({ title: `Cause of ${error}`, prompt: 'May be left empty', ignoreFocusOut: true })
  return cause === undefined ? undefined : { error, ...(cause ? { cause } : {}) }
}

async function askName(stateName: string, errors: TaskHelp['errors']): Promise<string | undefined> {
  const known = errors.map(({ name, doc }) => ({ label: name, description: doc }))
  const pick = vscode.window.createQuickPick()
  pick.title = `Error of ${stateName}`
  pick.placeholder = 'Choose or type an error name'
  pick.ignoreFocusOut = true
  pick.items = known
  const chosen = await new Promise<string | undefined>((resolve) => {
    pick.onDidChangeValue((value) => {
      const typed = value.trim()
      pick.items = typed && !known.some(({ label }) => label === typed) ? [{ label: typed }, ...known] : known
    })
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.label))
    pick.onDidHide(() => resolve(undefined))
    pick.show()
  })
  pick.dispose()
  return chosen
}
