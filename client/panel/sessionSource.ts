import * as vscode from 'vscode'
import type { HistoryBody } from '../../debugger/protocol'
import type { BreakpointPlace, DebugCommand, PanelRequests, Question, Shown, ToPanel } from '../../webview/messages'
import type { LanguageServer } from '../languageServer'
import { answerBy } from '../runs/fileSource'
import { OpenRun } from '../runs/reader'
import type { Execution, Sessions } from '../sessions'
import { watchBreakpoints } from './breakpoints'
import { leadThread } from './debugCommands'
import { watchFocus } from './focused'
import { GraphFeed } from './graphFeed'
import type { RunSource } from './source'

/** How a debug session answers the questions of a panel. */
const answers: {
  [K in keyof PanelRequests]: (execution: Execution, args: PanelRequests[K]['arguments']) => Promise<PanelRequests[K]['body']>
} = {
  whole: (execution, { id }) => execution.whole(id),
  search: (execution, args) => execution.search(args),
  goTo: async (execution, { id }) => execution.request('stepthrough/goToEvent', { id }),
  visit: async (execution, args) => (await live(execution).request('stepthrough/visit', args)).visit,
  execution: async (execution) => live(execution).request('stepthrough/execution', undefined),
  value: async (execution, args) => (await live(execution).request('stepthrough/value', args)).value,
  valueText: async (execution, args) => (await live(execution).request('stepthrough/valueText', args)).text,
}

/** One that still answers. */
function live(execution: Execution): Execution {
  if (execution.ended) throw new Error('The debug session is over.')
  return execution
}

/** Rows of a message: the first are there to look at while the next are on their way. */
const rowsAtOnce = 2000

function parts({ events, ...body }: HistoryBody): HistoryBody[] {
  const count = Math.max(1, Math.ceil(events.length / rowsAtOnce))
  return Array.from({ length: count }, (_, i) => ({
    ...body,
    from: body.from + i * rowsAtOnce,
    events: events.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
  }))
}

const moves: ReadonlySet<string> = new Set(['standing', 'stopped', 'continued', 'ended'])

/** The execution of a debug session, as long as it is live and afterwards. */
export class SessionSource implements RunSource {
  private readonly changed = new vscode.EventEmitter<ToPanel>()
  private readonly subscription: vscode.Disposable
  private breakpoints: readonly BreakpointPlace[] = []
  readonly onDidChange = this.changed.event
  private readonly id: string
  /** The graph of its program. */
  private readonly feed: GraphFeed
  /** The run as it was saved, once the session is over that knew it: whole where it is small, else what its file holds. */
  private run: OpenRun | undefined

  constructor(
    readonly execution: Execution,
    sessions: Sessions,
    private readonly extension: vscode.Uri,
    server: LanguageServer,
  ) {
    this.id = execution.session.id
    const { program, stateMachineName } = execution.session.configuration
    const file = fileOf(program)
    this.feed = new GraphFeed(vscode.Uri.file(file), typeof stateMachineName === 'string' ? stateMachineName : undefined, server)
    const graph = this.feed.onDidChange((message) => this.changed.fire(message))
    const listening = sessions.onDidChange(({ execution: heard, change }) => {
      if (heard !== execution) return
      if (change.kind === 'history') this.changed.fire({ type: 'history', history: change.history })
      else for (const message of this.standing(moves.has(change.kind))) this.changed.fire(message)
    })
    const breakpoints = watchBreakpoints(file, (places) => {
      if (places.length === 0 && this.breakpoints.length === 0) return
      this.breakpoints = places
      this.changed.fire({ type: 'breakpoints', places })
    })
    const focus = watchFocus(execution, (threadId) => this.changed.fire({ type: 'focus', threadId }))
    this.subscription = vscode.Disposable.from(listening, breakpoints, focus, graph, this.feed)
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
    return [
      ...parts(this.execution.wholeBody).map((history) => ({ type: 'history', history }) as const),
      ...this.standing(true),
      { type: 'breakpoints', places: this.breakpoints },
      ...this.feed.all(),
    ]
  }

  async ask(question: Question): Promise<unknown> {
    const { name, args } = question
    if (this.execution.ended && this.isKept) return this.fromFile(question)
    try {
      return await (answers[name] as (execution: Execution, args: unknown) => Promise<unknown>)(this.execution, args)
    } catch (error) {
      // a run that is over is in its file, also while its session goes
      const { ended, status } = this.execution
      if (!this.isKept || (status === 'RUNNING' && !ended)) throw error
      return this.fromFile(question)
    }
  }

  private get isKept(): boolean {
    return this.execution.saved !== undefined || this.execution.runFile !== undefined
  }

  private fromFile(question: Question): Promise<unknown> {
    const { saved, runFile } = this.execution
    this.run ??= new OpenRun(this.extension, runFile ?? this.id, saved?.text)
    return answerBy(this.run, question)
  }

  debug(command: DebugCommand, threadId: number): Promise<void> {
    return leadThread(this.execution.session, command, threadId)
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

/** The program of a launch configuration: a path, or a file's URI. */
const fileOf = (program: unknown): string =>
  typeof program !== 'string' ? '' : program.startsWith('file:') ? vscode.Uri.parse(program).fsPath : program
