import * as vscode from 'vscode'
import type { Json } from '../core/base/json'
import type { PendingTask, TaskAnswer, TaskHelp } from '../debugger/protocol'
import { askError } from './askError'
import { askJson, readJsonFile } from './askJson'
import { taskTitle } from './taskTitle'

/** What a person says beside the answer itself. */
export interface Asked {
  /** It is the answer of every call of the state. */
  readonly forState: boolean
  /** It goes into a mock file. */
  readonly save: boolean
}

interface Question {
  readonly task: PendingTask
  readonly help: TaskHelp
  /** The result that this state had last. */
  readonly last: Json | undefined
  readonly saving: boolean
}

/** The answer, or the text that an editor is to begin with. */
type Answered = Asked & ({ readonly answer: TaskAnswer } | { readonly write: string })

interface Row extends vscode.QuickPickItem {
  /** Undefined: the user has left. */
  readonly choose?: () => Promise<{ readonly answer: TaskAnswer } | { readonly write: string } | undefined>
  readonly toggle?: keyof Asked
}

/** Asks how a task is answered. Undefined where the user leaves it, or where the task no longer waits (`gone`). */
export async function askAnswer(question: Question, gone: vscode.CancellationToken): Promise<Answered | undefined> {
  const asked = { forState: false, save: question.saving }
  const pick = vscode.window.createQuickPick<Row>()
  pick.title = taskTitle(question.task)
  pick.placeholder = question.task.resource
  pick.ignoreFocusOut = true
  pick.matchOnDetail = true
  pick.items = rows(question, asked)
  const chosen = await new Promise<Row | undefined>((resolve) => {
    gone.onCancellationRequested(() => pick.hide())
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems
      if (row?.toggle) {
        asked[row.toggle] = !asked[row.toggle]
        pick.keepScrollPosition = true
        pick.items = rows(question, asked)
        pick.activeItems = pick.items.filter(({ toggle }) => toggle === row.toggle)
      } else if (row?.choose) {
        resolve(row)
        pick.hide()
      }
    })
    pick.onDidHide(() => resolve(undefined))
    if (gone.isCancellationRequested) resolve(undefined)
    else pick.show()
  })
  pick.dispose()
  const answer = await chosen?.choose?.()
  return answer && { ...asked, ...answer }
}

function rows({ task, help, last }: Question, asked: Asked): Row[] {
  const { stateName, input } = task
  const begin = last === undefined ? help.skeleton : JSON.stringify(last, undefined, 2)
  const handled = help.errors.slice(0, 4).map(({ name }) => name)
  const title = `Result of ${stateName}`
  const separator = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator })
  const toggle = (name: keyof Asked, label: string, detail: string): Row => ({
    label: `${asked[name] ? '$(pass-filled)' : '$(circle-large-outline)'} ${label}`,
    detail,
    toggle: name,
    alwaysShow: true,
  })
  return [
    separator('Return'),
    ...(last === undefined
      ? []
      : [
          {
            label: '$(history) Return the last result',
            detail: shorten(JSON.stringify(last)),
            choose: async () => ({ answer: { output: last } }),
          },
        ]),
    {
      label: '$(pass) Return a result...',
      detail: begin === undefined ? 'A JSON value, in one line' : `A JSON value, beginning with ${shorten(oneLine(begin))}`,
      choose: async () => {
        const output = await askJson({ title, value: oneLine(begin ?? '{}') })
        return output === undefined ? undefined : { answer: { output } }
      },
    },
    {
      label: '$(edit) Write a result in an editor...',
      detail: help.skeleton === undefined ? 'A JSON document' : 'A JSON document that begins with what is known of the result',
      choose: async () => ({ write: `${begin ?? '{}'}\n` }),
    },
    {
      label: '$(json) Return the content of a file...',
      detail: 'A JSON file',
      choose: async () => {
        const output = await readJsonFile(task.place.file, 'Use as Result')
        return output === undefined ? undefined : { answer: { output } }
      },
    },
    {
      label: "$(arrow-right) Return the task's input",
      detail: shorten(input),
      choose: async () => ({ answer: { echo: true } }),
    },
    separator('Throw'),
    {
      label: '$(error) Throw an error...',
      detail: handled.length ? `${handled.join(', ')}...` : 'An error name, and a cause',
      choose: async () => {
        const answer = await askError(stateName, help.errors)
        return answer && { answer }
      },
    },
    separator('Options'),
    toggle('forState', `Use it for every call of ${stateName}`, 'Until the session ends or restarts; nobody is asked any more'),
    toggle('save', 'Save it into a mock file', 'MockConfigFile.json beside the definition: the next run answers by itself'),
  ]
}

const oneLine = (json: string): string => JSON.stringify(JSON.parse(json))

const shorten = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text)
