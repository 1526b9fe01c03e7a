import type { Json, JsonObject } from '../json'
import type { State } from '../model/machine'
import type { ExpressionPorts } from '../paths/scope'
import type { Node } from '../syntax/node'
import type { Execution, ExecutionOptions, Limits, Snapshot } from './api'
import { isoTime } from './context'
import { Effects } from './effects'
import { type EventKind, events } from './events'
import { childEnded, childFailed } from './families'
import { StateError } from './handlers'
import { EventLog, type LogMark } from './history'
import type { Operation } from './operation'
import type { Plan, PlanMachine } from './plan'
import { enterState } from './states/transition'
import { ThreadImpl } from './thread'
import { type Timer, Timers } from './timers'

/** Quotas of Step Functions. EXPRESS has none for events: there the number only bounds a local run that would never end. */
const quotas: Record<'STANDARD' | 'EXPRESS', Limits> = {
  STANDARD: { payloadBytes: 262_144, historyEvents: 25_000, jsonataTime: 2000, jsonataDepth: 500 },
  EXPRESS: { payloadBytes: 262_144, historyEvents: 1_000_000, jsonataTime: 2000, jsonataDepth: 500 },
}

/** Steps between two breaths of `run`, in which the host's other work goes on. */
const breath = 20_000

/** The latest time that a Date can have. */
const endOfTime = 8.64e15

export class ExecutionImpl implements Execution {
  status: Execution['status'] = 'RUNNING'
  output: Json | undefined = undefined
  error: string | undefined = undefined
  cause: string | undefined = undefined
  errorNode: Node | undefined = undefined
  now: number
  readonly startTime: number
  readonly limits: Limits
  readonly history: EventLog
  readonly effects: Effects
  readonly expressionPorts: ExpressionPorts
  readonly executionContext: JsonObject
  readonly machineContext: JsonObject
  readonly names: Names
  /** Set when the history has no room for more than the event that ends the execution. */
  full = false
  /** The thread whose operation runs. */
  current: ThreadImpl | undefined = undefined
  private live: ThreadImpl[] = []
  /** Threads that can go on, first to run first. */
  private ready: ThreadImpl[] = []
  private readonly timers = new Timers<ThreadImpl | undefined>()
  private ids = 0
  private orders = 0
  /** Changes on every restore, so that what was awaited before is void. */
  private epoch = 0

  constructor(
    readonly plan: Plan,
    readonly options: ExecutionOptions,
  ) {
    const type = options.type ?? 'STANDARD'
    this.limits = { ...quotas[type], ...options.limits }
    this.startTime = this.now = options.startTime ?? Date.UTC(2026, 0, 1)
    this.history = new EventLog(this.limits.historyEvents)
    this.effects = new Effects(this)
    this.expressionPorts = this.effects.expressionPorts
    this.names = namesOf(options)
    const { executionArn, executionName, machineArn, machineName, roleArn } = this.names
    this.executionContext = {
      Id: executionArn,
      Input: options.input,
      Name: executionName,
      RoleArn: roleArn,
      StartTime: isoTime(this.now),
      RedriveCount: 0,
    }
    this.machineContext = { Id: machineArn, Name: machineName }
    this.history.add(events.executionStarted, 0, this.now, undefined, 0, { input: options.input, roleArn })
    const top = new ThreadImpl(this, this.ids++, 'machine', plan.machine, undefined, 0, options.input, undefined)
    if (options.variables !== undefined) top.assign(options.variables)
    this.live.push(top)
    this.ready.push(top)
    top.op = enterState(top, plan.machine.first) ?? top.op
    if (plan.timeoutSeconds !== undefined)
      this.timers.add({ at: this.now + plan.timeoutSeconds * 1000, order: this.orders++, target: undefined })
  }

  get threads(): readonly ThreadImpl[] {
    return this.live
  }

  get next(): ThreadImpl | undefined {
    return this.status === 'RUNNING' ? this.ready[0] : undefined
  }

  step(): void | Promise<void> {
    if (this.status !== 'RUNNING') return
    const thread = this.ready[0]
    if (thread === undefined) return this.idle()
    this.current = thread
    this.advance(thread, thread.op.run(thread))
  }

  async run(): Promise<void> {
    const { yield: pause } = this.options.ports
    while (this.status === 'RUNNING') {
      const waited = this.sprint()
      if (waited !== undefined) await waited
      else if (pause !== undefined) await pause()
    }
  }

  /** Runs up to a breath's steps without leaving the loop. Returns what has to be awaited, if anything. */
  private sprint(): Promise<void> | undefined {
    for (let steps = 0; steps < breath && this.status === 'RUNNING'; ) {
      const thread = this.ready[0]
      if (thread === undefined) {
        const waited = this.idle()
        if (waited !== undefined) return waited
        continue
      }
      this.current = thread
      let op: Operation | undefined = thread.op
      do {
        op = op.run(thread)
        steps++
      } while (op !== undefined && op.stage !== 'enter')
      this.advance(thread, op)
      if (steps === 0) break
    }
    return undefined
  }

  /** A thread that enters a state lets the others go first, so that branches proceed side by side. */
  private advance(thread: ThreadImpl, op: Operation | undefined): void {
    if (op === undefined) {
      if (this.ready[0] === thread) this.ready.shift()
      return
    }
    thread.op = op
    if (op.stage === 'enter' && this.ready.length > 1 && this.ready[0] === thread) {
      this.ready.shift()
      this.ready.push(thread)
    }
  }

  /** Nothing can go on: an answer is taken, awaited, or the clock moves to the next timer. Time stands still while somebody is asked. */
  private idle(): void | Promise<void> {
    const pending: Promise<unknown>[] = []
    for (const { waiting, asked } of this.live) if (waiting?.kind === 'asked' && asked?.promise !== undefined) pending.push(asked.promise)
    for (const thread of this.live.slice())
      if (thread.waiting?.kind === 'asked' && thread.asked?.promise === undefined) this.wake(thread, thread.waiting.next)
    if (this.ready.length > 0) return
    if (pending.length > 0) {
      const { epoch } = this
      return Promise.race(pending).then(() => {
        if (epoch === this.epoch && this.status === 'RUNNING' && this.ready.length === 0) return this.idle()
        return undefined
      })
    }
    return this.elapse()
  }

  private elapse(): void | Promise<void> {
    let timer = this.timers.first
    while (timer?.target !== undefined && !this.awaits(timer)) {
      this.timers.take()
      timer = this.timers.first
    }
    if (timer === undefined) throw new Error('Bug: no thread of the execution can ever go on.')
    const { epoch } = this
    const due = timer
    const waited = due.at > this.now ? this.options.ports.elapse?.(this.now, due.at) : undefined
    if (!(waited instanceof Promise)) return this.fire(due)
    return waited.then(() => {
      if (epoch === this.epoch && this.status === 'RUNNING') this.fire(due)
    })
  }

  private awaits({ target, order }: Timer<ThreadImpl | undefined>): boolean {
    return target !== undefined && !target.ended && target.waiting?.kind === 'time' && target.waiting.order === order
  }

  private fire(timer: Timer<ThreadImpl | undefined>): void {
    this.timers.take()
    this.now = Math.min(Math.max(this.now, timer.at), endOfTime)
    const { target } = timer
    if (target === undefined) this.timeOut()
    else if (target.waiting?.kind === 'time') this.wake(target, target.waiting.next)
  }

  /** The thread goes on with `op`. */
  wake(thread: ThreadImpl, op: Operation): void {
    thread.waiting = undefined
    thread.op = op
    this.ready.push(thread)
  }

  /** The thread sleeps until `until` and goes on with `then`; the stage that it stands at is that of `then`. */
  wait(thread: ThreadImpl, until: number, then: Operation): undefined {
    const order = this.orders++
    thread.waiting = { kind: 'time', until, order, next: then }
    thread.op = then
    this.timers.add({ at: until, order, target: thread })
  }

  /** Begins a child of `parent`, which waits for its children. `previous`: the event that the child's first one refers to. */
  spawn(child: ThreadImpl, previous: number): void {
    const parent = child.parent!
    child.last = previous
    // in the order of the tree: after the last thread below the parent
    let at = this.live.length
    if (this.live[at - 1] !== parent) while (at > 0 && !isBelow(this.live[at - 1]!, parent)) at--
    this.live.splice(at, 0, child)
    this.ready.push(child)
    child.op = enterState(child, child.machine.first) ?? child.op
  }

  newThread(kind: 'branch' | 'iteration', machine: PlanMachine, parent: ThreadImpl, index: number, input: Json, item?: Json): ThreadImpl {
    return new ThreadImpl(this, this.ids++, kind, machine, parent, index, input, item)
  }

  newLog(): EventLog {
    return new EventLog(this.limits.historyEvents)
  }

  /** The machine, branch or iteration has come to its end. */
  threadEnded(thread: ThreadImpl): undefined {
    this.remove(thread)
    if (thread.parent !== undefined) return childEnded(thread)
    this.output = thread.value
    this.status = 'SUCCEEDED'
    thread.log(events.executionSucceeded, { output: thread.value })
  }

  /** An error leaves the thread. */
  threadFailed(thread: ThreadImpl): undefined {
    const error = thread.failure!
    this.remove(thread)
    if (thread.parent !== undefined) return childFailed(thread, error)
    this.fail(error, thread)
  }

  private fail(error: StateError, thread: ThreadImpl): void {
    this.error = error.error
    this.cause = error.cause
    this.errorNode = error.node
    this.status = 'FAILED'
    this.full = false
    thread.log(events.executionFailed, { error: error.error, cause: error.cause })
    this.live = []
    this.ready = []
  }

  /** Source: Developer Guide, Quotas related to state machine executions. */
  historyFull(thread: ThreadImpl): undefined {
    const top = this.live[0] ?? thread
    const cause = `The execution reached the maximum number of history events (${this.limits.historyEvents}).`
    this.fail(new StateError('States.Runtime', cause, thread.plan?.state.node), top)
  }

  private timeOut(): void {
    const top = this.live[0]!
    this.status = 'TIMED_OUT'
    top.log(events.executionTimedOut, {})
    this.live = []
    this.ready = []
  }

  jump({ name, machine }: State): boolean {
    const thread = this.next
    const target = thread?.machine.machine === machine ? thread.machine.states.get(name) : undefined
    if (thread === undefined || target === undefined) return false
    this.current = thread
    thread.op = enterState(thread, target) ?? thread.op
    return true
  }

  abort(error?: string, cause?: string): void {
    if (this.status !== 'RUNNING') return
    const top = this.live[0]!
    this.status = 'ABORTED'
    this.error = error
    this.cause = cause
    top.log(events.executionAborted, { error, cause })
    this.live = []
    this.ready = []
    this.epoch++
  }

  remove(thread: ThreadImpl): void {
    thread.ended = true
    thread.waiting = undefined
    const at = this.live.indexOf(thread)
    if (at >= 0) this.live.splice(at, 1)
    const queued = this.ready.indexOf(thread)
    if (queued >= 0) this.ready.splice(queued, 1)
  }

  log(kind: EventKind, previous: number, thread: ThreadImpl, value: unknown, state = thread.plan?.state): number {
    const { journal } = thread
    // the last place is for the event that ends the execution
    if (journal.length >= journal.limit - 1 && this.status === 'RUNNING') {
      this.full = true
      return journal.length
    }
    return journal.add(kind, previous, this.now, state, thread.id, value)
  }

  snapshot(): Snapshot {
    const { status, output, error, cause, errorNode, now, full, ids, orders } = this
    return new ExecutionSnapshot(
      this,
      this.history.mark(),
      { status, output, error, cause, errorNode, now, full, ids, orders },
      this.live.map((thread) => ({ thread, fields: thread.copy() })),
      this.live.slice(),
      this.ready.slice(),
      this.timers.all.slice(),
    )
  }

  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof ExecutionSnapshot) || snapshot.execution !== this) throw new TypeError('A snapshot of another execution.')
    this.epoch++
    Object.assign(this, snapshot.fields)
    this.history.back(snapshot.mark)
    for (const { thread, fields } of snapshot.threads) thread.become(fields)
    this.live = snapshot.live.slice()
    this.ready = snapshot.ready.slice()
    this.timers.replace(snapshot.timers)
  }
}

class ExecutionSnapshot implements Snapshot {
  constructor(
    readonly execution: ExecutionImpl,
    readonly mark: LogMark,
    readonly fields: object,
    readonly threads: readonly { readonly thread: ThreadImpl; readonly fields: object }[],
    readonly live: readonly ThreadImpl[],
    readonly ready: readonly ThreadImpl[],
    readonly timers: readonly Timer<ThreadImpl | undefined>[],
  ) {}

  get events(): number {
    return this.mark.length
  }
}

function isBelow(thread: ThreadImpl, ancestor: ThreadImpl): boolean {
  for (let t: ThreadImpl | undefined = thread; t !== undefined; t = t.parent) if (t === ancestor) return true
  return false
}

export interface Names {
  readonly region: string
  readonly account: string
  readonly roleArn: string
  readonly machineName: string
  readonly machineArn: string
  readonly executionName: string
  readonly executionArn: string
}

/** Stable names where nobody gave others. */
function namesOf(options: ExecutionOptions): Names {
  const region = options.region ?? 'us-east-1'
  const account = options.account ?? '123456789012'
  const machineName = options.stateMachineName ?? 'StateMachine'
  const executionName = options.executionName ?? 'execution'
  const of = (kind: string) => `arn:aws:states:${region}:${account}:${kind}:${machineName}`
  const executionArn =
    options.type === 'EXPRESS' ? `${of('express')}:${executionName}:${executionName}` : `${of('execution')}:${executionName}`
  const roleArn = options.roleArn ?? `arn:aws:iam::${account}:role/${machineName}-role`
  return { region, account, roleArn, machineName, machineArn: of('stateMachine'), executionName, executionArn }
}
