import * as vscode from 'vscode'
import type { PanelRequests, Question, Shown, ToPanel } from '../../webview/messages'
import { answerBy } from '../runs/fileSource'
import { OpenRun } from '../runs/reader'
import type { Execution, Sessions } from '../sessions'
import type { RunSource } from './source'

/** How a debug session answers the questions of a panel. */
const answers: {
  [K in keyof PanelRequests]: (execution: Execution, args: PanelRequests[K]['arguments']) => Promise<PanelRequests[K]['body']>
} = {
  whole: (execution, { id }) => execution.whole(id),
  search: (execution, args) => execution.search(args),
  goTo: async (execution, { id }) => execution.request('stepthrough/goToEvent', { id }),
}

const moves: ReadonlySet<string> = new Set(['standing', 'stopped', 'continued', 'ended'])

/** The execution of a debug session, as long as it is live and afterwards. */
export class SessionSource implements RunSource {
  private readonly changed = new vscode.EventEmitter<ToPanel>()
  private readonly subscription: vscode.Disposable
  readonly onDidChange = this.changed.event
  private readonly id: string
  /** The run in its file, once the session is over that knew it. */
  private run: OpenRun | undefined

  constructor(
    readonly execution: Execution,
    sessions: Sessions,
    private readonly extension: vscode.Uri,
  ) {
    this.id = execution.session.id
    this.subscription = sessions.onDidChange(({ execution: heard, change }) => {
      if (heard !== execution) return
      if (change.kind === 'history') this.changed.fire({ type: 'history', history: change.history })
      else for (const message of this.standing(moves.has(change.kind))) this.changed.fire(message)
    })
  }

  dispose(): void {
    this.subscription.dispose()
    this.changed.dispose()
    this.run?.dispose()
  }

  get shown(): Shown {
    const { name, runFile } = this.execution
    return { id: this.id, name, kind: 'session', ...(runFile !== undefined && { again: { kind: 'run', path: runFile } }) }
  }

  all(): ToPanel[] {
    return [...this.execution.bodies.map((history): ToPanel => ({ type: 'history', history })), ...this.standing(true)]
  }

  ask(question: Question): Promise<unknown> {
    const { name, args } = question
    const { ended, runFile } = this.execution
    if (ended && runFile !== undefined) {
      this.run ??= new OpenRun(this.extension, runFile)
      return answerBy(this.run, question)
    }
    return (answers[name] as (execution: Execution, args: unknown) => Promise<unknown>)(this.execution, args)
  }

  /** `moved`: it may stand elsewhere than before. */
  private standing(moved: boolean): ToPanel[] {
    const { standingBody, pending, stopped, standing } = this.execution
    return [
      { type: 'history', history: standingBody },
      { type: 'pending', tasks: [...pending.values()], stopped },
      ...(moved ? [{ type: 'standing', standing: stopped ? standing : undefined } as const] : []),
    ]
  }
}
