import * as vscode from 'vscode'
import { describeInput } from './askLaunch'
import { isDefinition } from './documents'
import type { LaunchMemory } from './launchMemory'
import type { Sessions } from './sessions'

/** Two items: the input that F5 uses for the file in the editor, and a task that waits for its result. */
export function registerStatusBar(sessions: Sessions, memory: LaunchMemory): vscode.Disposable {
  const input = vscode.window.createStatusBarItem('stepthrough.input', vscode.StatusBarAlignment.Right, 100)
  input.name = 'State Machine Input'
  input.command = 'stepthrough.changeInput'
  const task = vscode.window.createStatusBarItem('stepthrough.task', vscode.StatusBarAlignment.Left, 10)
  task.name = 'Pending Task'
  task.command = 'stepthrough.answerTask'
  task.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground')

  const showInput = () => {
    const document = vscode.window.activeTextEditor?.document
    if (!isDefinition(document)) return input.hide()
    const choice = memory.get(document.uri.fsPath)
    input.text = choice ? `$(json) ${describeInput(choice.input)}` : '$(json) Input'
    input.tooltip = choice?.mock
      ? `Input of this state machine; tasks answer from the test case ${choice.mock.testCase}. Select to change.`
      : 'Input that this state machine runs on. Select to change.'
    input.show()
  }
  const showTask = () => {
    const [first, ...others] = sessions.pending
    if (!first) return task.hide()
    task.text = `$(reply) ${first.task.stateName} waits${others.length ? ` (+${others.length})` : ''}`
    task.tooltip = 'A task waits for its result. Select to answer.'
    task.show()
  }
  showInput()
  return vscode.Disposable.from(
    input,
    task,
    vscode.window.onDidChangeActiveTextEditor(showInput),
    memory.onDidChange(showInput),
    sessions.onDidChange(({ change }) => change.kind !== 'history' && showTask()),
  )
}
