import * as vscode from 'vscode'
import type { Json } from '../core/json'
import type { PendingTask, TaskAnswer } from '../debugger/protocol'
import { askJson } from './askJson'
import { contextKey, type Execution, type Sessions } from './sessions'

type Choice = vscode.QuickPickItem & { readonly answer: () => Promise<TaskAnswer | undefined> }

const errors = [
  'States.TaskFailed',
  'States.Timeout',
  'States.HeartbeatTimeout',
  'States.Permissions',
  'Lambda.ServiceException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
]

/** Asks for the result of a task that nothing answers (`unmocked: prompt`), once per task, and again by the command. */
export class PendingTasks implements vscode.Disposable {
  private readonly subscription: vscode.Disposable
  /** Keys of the tasks that have been asked for: one that was dismissed waits for the command. */
  private readonly asked = new Set<string>()
  private asking = false

  constructor(
    private readonly sessions: Sessions,
    private readonly state: vscode.Memento,
    private readonly output: vscode.LogOutputChannel,
  ) {
    const taskPending = contextKey('stepthrough.taskPending')
    this.subscription = sessions.onDidChange(({ execution, change }) => {
      if (change.kind === 'history') return
      taskPending(this.sessions.pending.length > 0)
      this.forgetAnswered()
      if (change.kind === 'pending' && execution.pending.size) void this.askNext()
    })
  }

  dispose(): void {
    this.subscription.dispose()
  }

  /** Answers the task with this key, or lets the user choose among those that wait. */
  async answer(key?: string): Promise<void> {
    const pending = this.sessions.pending
    if (pending.length === 0) {
      void vscode.window.showInformationMessage('No task waits for a result.')
      return
    }
    const one = pending.find(({ task }) => task.key === key) ?? (pending.length === 1 ? pending[0] : await this.choose(pending))
    if (one) await this.ask(one.execution, one.task)
  }

  private async choose(pending: Sessions['pending']) {
    const items = pending.map(({ execution, task }) => ({
      label: task.stateName,
      description: task.threadName,
      detail: task.resource,
      execution,
      task,
    }))
    return vscode.window.showQuickPick(items, { title: 'Answer Pending Task', placeHolder: 'Tasks that wait for a result' })
  }

  private async askNext(): Promise<void> {
    if (this.asking) return
    this.asking = true
    try {
      for (let next = this.unasked(); next; next = this.unasked()) await this.ask(next.execution, next.task)
    } finally {
      this.asking = false
    }
  }

  /** A task that comes back, after a step back or a restart, is asked for again. */
  private forgetAnswered(): void {
    const waiting = new Set(this.sessions.pending.map(({ execution, task }) => execution.session.id + task.key))
    for (const key of this.asked) if (!waiting.has(key)) this.asked.delete(key)
  }

  private unasked() {
    return this.sessions.pending.find(({ execution, task }) => !this.asked.has(execution.session.id + task.key))
  }

  private async ask(execution: Execution, task: PendingTask): Promise<void> {
    this.asked.add(execution.session.id + task.key)
    const cancel = new vscode.CancellationTokenSource()
    const gone = this.sessions.onDidChange(() => execution.pending.get(task.key) !== task && cancel.cancel())
    try {
      const choice = await vscode.window.showQuickPick(
        this.choices(task),
        {
          title: `${task.stateName} waits for its result${task.attempt ? ` (attempt ${task.attempt + 1})` : ''}`,
          placeHolder: task.resource,
          ignoreFocusOut: true,
        },
        cancel.token,
      )
      const answer = await choice?.answer()
      if (!answer || execution.pending.get(task.key) !== task) return
      await execution.request('stepthrough/answerTask', { threadId: task.threadId, ...answer })
      if ('output' in answer) await this.state.update(memory(task), answer.output)
      // Without the debugger nobody is there to press Continue.
      if (execution.session.configuration.noDebug) await execution.session.customRequest('continue', { threadId: task.threadId })
    } catch (error) {
      this.output.error(String(error))
      void vscode.window.showErrorMessage(`${task.stateName} did not take the result: ${error instanceof Error ? error.message : error}`)
    } finally {
      gone.dispose()
      cancel.dispose()
    }
  }

  private choices(task: PendingTask): Choice[] {
    const last = this.state.get<Json>(memory(task))
    const remembered: Choice[] =
      last === undefined
        ? []
        : [
            {
              label: '$(history) Succeed with the last result',
              detail: shorten(JSON.stringify(last)),
              answer: async () => ({ output: last }),
            },
          ]
    return [
      ...remembered,
      { label: '$(pass) Succeed with a result...', detail: 'A JSON value', answer: () => askOutput(task, last) },
      {
        label: "$(arrow-right) Succeed with the task's input",
        detail: shorten(task.input),
        answer: async () => ({ output: JSON.parse(task.input) }),
      },
      { label: '$(error) Fail with an error...', detail: 'An error name, and a cause', answer: () => askError(task) },
    ]
  }
}

const memory = (task: PendingTask) => `taskResult:${task.place.file}:${task.stateName}`

const shorten = (text: string) => (text.length > 100 ? `${text.slice(0, 99)}…` : text)

async function askOutput(task: PendingTask, last: Json | undefined): Promise<TaskAnswer | undefined> {
  const output = await askJson({ title: `Result of ${task.stateName}`, value: last === undefined ? '{}' : JSON.stringify(last) })
  return output === undefined ? undefined : { output }
}

async function askError(task: PendingTask): Promise<TaskAnswer | undefined> {
  const error = await new Promise<string | undefined>((resolve) => {
    const pick = vscode.window.createQuickPick()
    const rows = (typed: string) => [...(typed && !errors.includes(typed) ? [typed] : []), ...errors].map((label) => ({ label }))
    Object.assign(pick, {
      title: `Error of ${task.stateName}`,
      placeholder: 'Choose or type an error name',
      ignoreFocusOut: true,
      items: rows(''),
    })
    pick.onDidChangeValue((value) => (pick.items = rows(value.trim())))
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label)
      pick.hide()
    })
    pick.onDidHide(() => {
      resolve(undefined)
      pick.dispose()
    })
    pick.show()
  })
  if (error === undefined) return undefined
  const cause = await vscode.window.showInputBox({ title: `Cause of ${error}`, prompt: 'May be left empty', ignoreFocusOut: true })
  return cause === undefined ? undefined : { error, ...(cause ? { cause } : {}) }
}
