import * as vscode from 'vscode'
import type { PanelRequests, Question, Shown, ToPanel } from '../../webview/messages'
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
  readonly shown: Shown

  constructor(
    readonly execution: Execution,
    sessions: Sessions,
  ) {
    this.shown = { id: execution.session.id, name: execution.name, kind: 'session' }
    this.subscription = sessions.onDidChange(({ execution: heard, change }) => {
      if (heard !== execution) return
      if (change.kind === 'history') this.changed.fire({ type: 'history', history: change.history })
      else for (const message of this.standing(moves.has(change.kind))) this.changed.fire(message)
    })
  }

  dispose(): void {
    this.subscription.dispose()
    this.changed.dispose()
  }

  all(): ToPanel[] {
    return [...this.execution.bodies.map((history): ToPanel => ({ type: 'history', history })), ...this.standing(true)]
  }

  ask({ name, args }: Question): Promise<unknown> {
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
