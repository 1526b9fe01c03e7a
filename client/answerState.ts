import * as vscode from 'vscode'
import type { CustomRequests, TaskAnswer, TaskState } from '../debugger/protocol'
import { askError } from './askError'
import { askJson } from './askJson'
import type { Execution } from './sessions'

type Given = CustomRequests['stepthrough/answerState']['arguments']

/** Changes who answers the tasks of one state, from now on and for this session. */
export async function answerState(execution: Execution | undefined): Promise<void> {
  if (!execution || execution.ended) {
    void vscode.window.showInformationMessage('No state machine is being debugged.')
    return
  }
  const { states } = await execution.request('stepthrough/taskStates', undefined)
  const state = await chooseState(states)
  const given = state && (await chooseAnswer(state))
  if (given) await execution.request('stepthrough/answerState', given)
}

async function chooseState(states: readonly TaskState[]): Promise<TaskState | undefined> {
  const items = states.map((state) => ({
    label: state.name,
    ...(state.answered && { description: 'answered by you' }),
    detail: state.resource,
    state,
  }))
  const title = 'Answer a State from Now On'
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'The Task state whose calls you answer' }))?.state
}

interface Row extends vscode.QuickPickItem {
  readonly answer: () => Promise<TaskAnswer | Record<string, never> | undefined>
}

async function chooseAnswer({ name, answered }: TaskState): Promise<Given | undefined> {
  const rows: Row[] = [
    {
      label: '$(pass) Return a result...',
      answer: async () => {
        const output = await askJson({ title: `Result of ${name}`, value: '{}' })
        return output === undefined ? undefined : { output }
      },
    },
    { label: "$(arrow-right) Return the task's input", answer: async () => ({ echo: true }) },
    { label: '$(error) Throw an error...', answer: () => askError(name, []) },
    ...(answered ? [{ label: '$(debug-restart) No longer: as the launch says', answer: async () => ({}) }] : []),
  ]
  const chosen = await vscode.window.showQuickPick(rows, { title: `Every Call of ${name} from Now On` })
  const answer = await chosen?.answer()
  return answer && { state: name, ...answer }
}
