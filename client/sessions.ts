import * as vscode from 'vscode'
import type { HistoryEvent } from '../core/history/types'
import type { FoundEvents } from '../core/run/inspect/search'
import type {
  ClockBody,
  CustomEvents,
  CustomRequests,
  HistoryBody,
  HistoryRow,
  PendingTask,
  SavedBody,
  StandingBody,
  StepBy,
} from '../debugger/protocol'

/** One execution as the debug adapter tells of it: what the panel, the status bar and the commands show. */
export class Execution {
  readonly rows: HistoryRow[] = []
  /** Those that come behind them, where the debugger has gone back and the run can go forward to them again. */
  later: readonly HistoryRow[] = []
  readonly pending = new Map<string, PendingTask>()
  status: HistoryBody['status'] = 'RUNNING'
  /** The debugger stands: at a breakpoint, after a step, for a task. */
  stopped = false
  /** Where it stood last, and why. */
  standing: StandingBody | undefined
  /** What a step means. */
  stepBy: StepBy = 'state'
  /** What time it is in the execution, and when that was told: milliseconds since the epoch, real ones. */
  clock: (ClockBody & { readonly heard: number }) | undefined
  /** All of it, once it has ended. */
  saved: SavedBody | undefined
  /** The file that it is saved in, where it is. */
  runFile: string | undefined
  /** The debug session has ended: nothing will come any more. */
  ended = false

  constructor(readonly session: vscode.DebugSession) {}

  get name(): string {
    return this.session.name
  }

  request<K extends keyof CustomRequests>(name: K, args: CustomRequests[K]['arguments']): Thenable<CustomRequests[K]['body']> {
    return this.session.customRequest(name, args)
  }

  /** The events whose payloads have a text, from an index on. Rejects with a sentence where the session that has them is over. */
  async search(args: CustomRequests['stepthrough/searchEvents']['arguments']): Promise<FoundEvents> {
    if (this.ended) throw new Error('Only the beginnings of long payloads are searched: the debug session that has them is over.')
    return this.request('stepthrough/searchEvents', args)
  }

  apply({ from, events, status, ahead }: HistoryBody): void {
    const { rows } = this
    const known =
      ahead === undefined ? [] : [...rows.slice(from), ...this.later.slice(Math.max(0, from - rows.length), ahead - rows.length)]
    const gone = ahead === undefined ? [] : this.later.slice(0, Math.max(0, from - rows.length))
    rows.length = Math.min(rows.length, from)
    for (const row of [...gone, ...events]) rows.push(row)
    this.later = known.slice(events.length)
    this.status = status
  }

  /** All that is known of the history, for who holds nothing: `standingBody` says what has happened. */
  get wholeBody(): HistoryBody {
    const { rows, later, status } = this
    return { from: 0, events: [...rows, ...later], status }
  }

  /** What has happened, for who holds the rows. */
  get standingBody(): HistoryBody {
    const { rows, later, status } = this
    return { from: rows.length, events: [], status, ...(later.length > 0 && { ahead: rows.length + later.length }) }
  }

  /** An event with its payloads whole; undefined where the session that has them is over. */
  async whole(id: number): Promise<HistoryEvent | undefined> {
    if (this.ended) return undefined
    try {
      return (await this.request('stepthrough/getEvents', { from: id - 1, count: 1 })).events[0]
    } catch {
      return undefined
    }
  }
}

type Change =
  | { readonly kind: 'started' | 'ended' | 'shown' | 'saved' | 'standing' | 'stopped' | 'continued' | 'stepBy' | 'clock' | 'runFile' }
  | { readonly kind: 'history'; readonly history: HistoryBody }
  | { readonly kind: 'remoteCall'; readonly call: CustomEvents['stepthrough/remoteCall'] }
  /** The execution of a test case is over. */
  | ({ readonly kind: 'tested' } & CustomEvents['stepthrough/tested'])
  /** `task`: one that asks for its result, for the first time or again; absent: one that no longer does. */
  | { readonly kind: 'pending'; readonly task?: PendingTask }

const goesOn: readonly unknown[] = ['continue', 'next', 'stepIn', 'stepOut']

/** A context key for `when` clauses in package.json. It is sent only when it changes: a history comes in many parts. */
export function contextKey(name: string): (value: boolean) => void {
  let before: boolean | undefined
  return (value) => {
    if (value === before) return
    before = value
    void vscode.commands.executeCommand('setContext', name, value)
  }
}

/** The executions of this window's debug sessions; `current` is the one that is looked at. */
export class Sessions implements vscode.Disposable {
  private readonly executions = new Map<string, Execution>()
  private readonly changed = new vscode.EventEmitter<{ execution: Execution; change: Change }>()
  private readonly subscriptions: vscode.Disposable
  readonly onDidChange = this.changed.event
  /** The latest that was started or chosen. It stays after its end, so that its history can be read. */
  current: Execution | undefined

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.debug.onDidStartDebugSession((session) => void this.of(session)),
      vscode.debug.onDidTerminateDebugSession((session) => this.end(session)),
      vscode.debug.onDidChangeActiveDebugSession((session) => this.show(session)),
      vscode.debug.registerDebugAdapterTrackerFactory('asl', { createDebugAdapterTracker: (session) => this.track(session) }),
      vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => this.receive(session, event, body)),
    )
  }

  dispose(): void {
    this.subscriptions.dispose()
  }

  /** Those that are not over, the latest first. */
  get live(): readonly Execution[] {
    return [...this.executions.values()].reverse()
  }

  /** Every task that waits for a result, in the order in which they began to. */
  get pending(): readonly { readonly execution: Execution; readonly task: PendingTask }[] {
    return [...this.executions.values()].flatMap((execution) => [...execution.pending.values()].map((task) => ({ execution, task })))
  }

  /** That of a debug session that is live, by the session's id. */
  at(id: string): Execution | undefined {
    return this.executions.get(id)
  }

  /** Events can come before VS Code says that the session has started. */
  private of(session: vscode.DebugSession): Execution | undefined {
    if (session.type !== 'asl') return undefined
    let execution = this.executions.get(session.id)
    if (!execution) {
      execution = new Execution(session)
      this.executions.set(session.id, execution)
      // Beside another session it comes into sight when the debugger turns to it.
      const active = vscode.debug.activeDebugSession
      const other = active && active.id !== session.id && this.executions.has(active.id)
      if (!other) this.current = execution
      this.changed.fire({ execution, change: { kind: 'started' } })
    }
    return execution
  }

  private show(session: vscode.DebugSession | undefined): void {
    const execution = session && this.executions.get(session.id)
    if (!execution || execution === this.current) return
    this.current = execution
    this.changed.fire({ execution, change: { kind: 'shown' } })
  }

  /** What VS Code tells no extension: whether a session stands. It does from a `stopped` event to the next request that goes on. */
  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const tell = (stopped: boolean) => {
      const execution = this.executions.get(session.id)
      if (!execution || execution.stopped === stopped) return
      execution.stopped = stopped
      if (!stopped) execution.standing = undefined
      this.changed.fire({ execution, change: { kind: stopped ? 'stopped' : 'continued' } })
    }
    return {
      onWillReceiveMessage: ({ command }) => goesOn.includes(command) && tell(false),
      onDidSendMessage: ({ event }) => {
        if (event === 'stopped' || event === 'continued') tell(event === 'stopped')
      },
    }
  }

  private end(session: vscode.DebugSession): void {
    const execution = this.executions.get(session.id)
    if (!execution) return
    this.executions.delete(session.id)
    execution.ended = true
    execution.stopped = false
    execution.pending.clear()
    if (execution.status === 'RUNNING') execution.status = 'ABORTED'
    this.changed.fire({ execution, change: { kind: 'ended' } })
  }

  private receive(session: vscode.DebugSession, event: string, body: unknown): void {
    const execution = this.of(session)
    const receiver = receivers[event as keyof CustomEvents] as ((execution: Execution, body: unknown) => Change) | undefined
    if (execution && receiver) this.changed.fire({ execution, change: receiver(execution, body) })
  }
}

const receivers: { [K in keyof CustomEvents]: (execution: Execution, body: CustomEvents[K]) => Change } = {
  'stepthrough/history': (execution, history) => {
    execution.apply(history)
    return { kind: 'history', history }
  },
  'stepthrough/standing': (execution, standing) => {
    execution.standing = standing
    return { kind: 'standing' }
  },
  'stepthrough/clock': (execution, clock) => {
    execution.clock = { ...clock, heard: Date.now() }
    return { kind: 'clock' }
  },
  'stepthrough/stepBy': (execution, { by }) => {
    execution.stepBy = by
    return { kind: 'stepBy' }
  },
  'stepthrough/runFile': (execution, { path }) => {
    execution.runFile = path
    return { kind: 'runFile' }
  },
  'stepthrough/savedRun': (execution, saved) => {
    execution.saved = saved
    return { kind: 'saved' }
  },
  'stepthrough/remoteCall': (_execution, call) => ({ kind: 'remoteCall', call }),
  'stepthrough/taskPending': (execution, task) => {
    execution.pending.set(task.key, task)
    return { kind: 'pending', task }
  },
  'stepthrough/tested': (_execution, tested) => ({ kind: 'tested', ...tested }),
  'stepthrough/taskAnswered': (execution, { key }) => {
    execution.pending.delete(key)
    return { kind: 'pending' }
  },
}
