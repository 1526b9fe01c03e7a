import * as vscode from 'vscode'
import type { PendingTask, TaskAnswer } from '../debugger/protocol'
import { AnswerEditors } from './answerEditor'
import { type Asked, askAnswer } from './askAnswer'
import { AnswerRecorder } from './recordAnswer'
import { contextKey, type Execution, type Sessions } from './sessions'
import { taskTitle } from './taskTitle'

/** A task that waits, in its session. */
interface Waiting {
  readonly execution: Execution
  readonly task: PendingTask
}

/**
 * Asks for the result of a task that nothing answers (`unmocked: prompt`): whenever the execution stops for one, and by the command. The
 * execution goes on by itself with the answer. One that is dismissed is asked for again when the execution comes to it again: by F5 or F10.
 */
export class PendingTasks implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable
  /** Where answers of a session are saved. */
  readonly recorder = new AnswerRecorder()
  private readonly editors: AnswerEditors
  private queue: Waiting[] = []
  private asking: Waiting | undefined

  constructor(
    private readonly sessions: Sessions,
    private readonly state: vscode.Memento,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.editors = new AnswerEditors(sessions, (execution, task, asked) => this.give({ execution, task }, asked))
    const taskPending = contextKey('stepthrough.taskPending')
    this.subscriptions = vscode.Disposable.from(
      this.editors,
      sessions.onDidChange(({ execution, change }) => {
        if (change.kind === 'history') return
        taskPending(this.sessions.pending.length > 0)
        if (change.kind === 'pending' && change.task && !change.task.byCode) void this.enqueue({ execution, task: change.task })
      }),
    )
  }

  dispose(): void {
    this.subscriptions.dispose()
  }

  /** Answers the task with this key, or lets the user choose among those that wait. */
  async answer(key?: string): Promise<void> {
    const pending = this.sessions.pending
    if (pending.length === 0) {
      void vscode.window.showInformationMessage('No task waits for a result.')
      return
    }
    const one = pending.find(({ task }) => task.key === key) ?? (pending.length === 1 ? pending[0] : await this.choose(pending))
    if (one) await this.enqueue(one)
  }

  /** The answer that is written in the active editor. */
  accept(): Promise<void> {
    return this.editors.accept()
  }

  private async choose(pending: Sessions['pending']): Promise<Waiting | undefined> {
    const items = pending.map(({ execution, task }) => ({
      label: task.stateName,
      description: task.threadName,
      detail: task.resource,
      execution,
      task,
    }))
    return vscode.window.showQuickPick(items, { title: 'Answer Pending Task', placeHolder: 'Tasks that wait for a result' })
  }

  /** One is asked for at a time. */
  private async enqueue(waiting: Waiting): Promise<void> {
    if ([this.asking, ...this.queue].some((other) => other && same(other, waiting))) return
    this.queue.push(waiting)
    if (this.asking) return
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      if (!waits(next)) continue
      this.asking = next
      await this.ask(next)
      this.asking = undefined
    }
  }

  private async ask(waiting: Waiting): Promise<void> {
    const { execution, task } = waiting
    const cancel = new vscode.CancellationTokenSource()
    const gone = this.sessions.onDidChange(() => waits(waiting) || cancel.cancel())
    try {
      const help = await execution.request('stepthrough/taskHelp', { threadId: task.threadId })
      const saving = this.recorder.isOn(execution)
      const asked = await askAnswer({ task, help, last: this.state.get(memory(task)), saving }, cancel.token)
      if (!asked) return
      this.recorder.set(execution, asked.save)
      if ('write' in asked) await this.editors.open(execution, task, asked)
      else await this.give(waiting, asked)
    } catch (error) {
      this.fail(task, error)
    } finally {
      gone.dispose()
      cancel.dispose()
    }
  }

  private async give(waiting: Waiting, { answer, forState, save }: Asked & { readonly answer: TaskAnswer }): Promise<void> {
    const { execution, task } = waiting
    if (!waits(waiting)) return
    try {
      if (save) await this.recorder.record(execution, task, answer, forState)
    } catch (error) {
      this.output.error(String(error))
      void vscode.window.showErrorMessage(`The answer was not saved: ${error instanceof Error ? error.message : error}`)
    }
    try {
      if (!waits(waiting)) return
      await execution.request('stepthrough/answerTask', { threadId: task.threadId, ...answer, forState, goOn: true })
      if ('output' in answer) await this.state.update(memory(task), answer.output)
    } catch (error) {
      this.fail(task, error)
    }
  }

  private fail(task: PendingTask, error: unknown): void {
    this.output.error(String(error))
    void vscode.window.showErrorMessage(`${taskTitle(task)}: ${error instanceof Error ? error.message : error}`)
  }
}

const memory = (task: PendingTask) => `taskResult:${task.place.file}:${task.stateName}`

const same = (a: Waiting, b: Waiting) => a.execution === b.execution && a.task.key === b.task.key

const waits = ({ execution, task }: Waiting): boolean => execution.pending.has(task.key)
