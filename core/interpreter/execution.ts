import type { Limits } from '../aws/quotas'
import type { Json } from '../base/json'
import { events } from '../history/events'
import type { EventKind, Logged } from '../history/kind'
import { EventLog } from '../history/log'
import { SentText } from '../history/sentText'
import type { History } from '../history/types'
import type { State } from '../model/machine'
import type { Node } from '../syntax/node'
import { Alarms, alarmOf, isDeadline } from './alarms'
import type { Execution, ExecutionOptions, MapRunEnd, NextTimer, Snapshot, Thread, UnheardEnd } from './api'
import { Calls } from './calls'
import { Checkpoints } from './checkpoints'
import { Effects } from './effects'
import { historyFull, threadFailed } from './endings'
import type { Fault } from './fault'
import { letHappen } from './happen'
import { abortChildren, childEnded, cutChildren } from './join'
import { type Command, holdsAt, type Journal, JournalLog, type WayEnd } from './journal'
import type { Ending } from './nested/described'
import { executionEnded, logEnd } from './nested/ends'
import { type Identity, mainIdentity, redriven } from './nested/identity'
import type { Named } from './nested/named'
import type { Operation } from './operation'
import { Pace } from './pace'
import type { Plan, PlanMachine, PlanState } from './planState'
import { Queue } from './queue'
import { goOn, unredrivable } from './redrive'
import { replay } from './replay'
import { ExecutionSnapshot, followsFrom } from './snapshot'
import { enterState } from './states/transition'
import { type Alarm, type ThreadCopy, ThreadImpl } from './thread'
import type { Timer } from './timers'
import { doneIn, type Place, type Way } from './way'

/** What has to be awaited before anything can go on: a promise, or the answer to what a thread has asked. */
export type Waited = Promise<void> | 'asked' | undefined

/** Steps between two breaths of `run`, in which the host's other work goes on. */
const breath = 20_000

/** The latest time that a Date can have. */
const endOfTime = 8.64e15

/**
 * The threads, the clock and the history of one run. What is wrong with the definition or its data ends it as it ends on AWS; what is thrown is a bug,
 * or a RangeError for a position that it has not been at.
 */
export class ExecutionImpl implements Execution {
  status: Execution['status'] = 'RUNNING'
  output: Json | undefined = undefined
  error: string | undefined = undefined
  cause: string | undefined = undefined
  errorNode: Node | undefined = undefined
  now: number
  /** Of the main execution. */
  identity: Identity
  readonly history: EventLog
  readonly effects: Effects
  /** Whether the threads keep the records of their stages. `run` goes without. */
  recording = true
  readonly top: ThreadImpl
  /** How the main execution has ended, while others that it has started run on. */
  private ending: Ending | undefined = undefined
  /** Executions that nobody waits for: the roots of their threads. */
  private readonly detached = new Set<ThreadImpl>()
  unheard: readonly UnheardEnd[] = []
  /** How many executions that tasks have started are live; and those that were given a name, the latest first. */
  open = 0
  named: Named | undefined = undefined
  /** Threads that can go on, first to run first. Ended ones are passed over. */
  protected readonly ready = new Queue<ThreadImpl>()
  private readonly alarms = new Alarms()
  readonly calls = new Calls()
  /** The snapshot that was taken or restored last, and the threads that have changed since. Undefined: nobody has kept count. */
  private base: ExecutionSnapshot | undefined = undefined
  /** Whether there has been a snapshot, so that somebody may go back. */
  remembers = false
  private readonly touched = new Set<ThreadImpl>()
  position = 0
  /** The position of the next breath. */
  private breathAt = breath
  /** Undefined: none is kept. */
  readonly journalLog: JournalLog | undefined
  private readonly checkpoints = new Checkpoints()
  private ids = 0
  private orders = 0
  readonly pace: Pace
  /** Called by the next answer that comes. */
  private onAnswer: (() => void) | undefined = undefined
  /** Changes on every restore, so that what was awaited before is void. */
  private epoch = 0

  constructor(
    readonly plan: Plan,
    readonly options: ExecutionOptions,
  ) {
    this.now = options.startTime ?? Date.UTC(2026, 0, 1)
    this.pace = new Pace(options.ports)
    this.identity = mainIdentity(options, { now: this.now, timeoutSeconds: plan.timeoutSeconds, order: this.orders++ })
    const { input, inputText } = options
    const sent = inputText === undefined ? undefined : new SentText(input, inputText)
    this.history = new EventLog(this, this.limits.historyEvents, options.ports.archive, sent)
    this.journalLog = options.remember ? new JournalLog(options.ports.archive, options.ports.keep) : undefined
    this.remembers = this.journalLog !== undefined
    this.effects = new Effects(this)
    this.history.add(events.executionStarted, 0, undefined, 0, { input, roleArn: this.identity.names.roleArn })
    this.top = new ThreadImpl(this, this.ids++, 'machine', plan.machine, undefined, 0, input)
    if (options.variables !== undefined) this.top.frame.assign(options.variables)
    this.ready.push(this.top)
    begin(this.top, plan.machine.first)
    this.alarms.setDeadline(this.top)
    if (this.remembers) this.checkpoint()
  }

  get limits(): Limits {
    return this.identity.limits
  }

  get followed(): Execution['followed'] {
    return undefined
  }

  /** What has become of a thread's Map Run, where a recording tells it and not what its child executions have done. */
  mapRunEnd(_thread: ThreadImpl): MapRunEnd | undefined {
    return undefined
  }

  get threads(): readonly ThreadImpl[] {
    if (this.status !== 'RUNNING') return []
    const own = this.top.ended ? [] : this.top.tree
    return this.detached.size === 0 ? own : [...own, ...[...this.detached].flatMap(({ tree }) => tree)]
  }

  get next(): ThreadImpl | undefined {
    if (this.status !== 'RUNNING') return undefined
    while (this.ready.first?.ended) this.ready.take()
    return this.ready.first
  }

  step(): void | Promise<void> {
    if (this.status !== 'RUNNING') return
    const thread = this.next
    if (thread === undefined) {
      const waited = this.idle()
      return waited === 'asked' ? new Promise((resolve) => this.whenAnswered(resolve)) : waited
    }
    this.recording = true
    this.touchLineage(thread)
    const { op: at } = thread.frame
    const op = at.first ?? at.run(thread)
    this.position++
    this.advance(thread, op)
  }

  /** An answer goes on from its own callback: a task costs no other promise. */
  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      const goOn = () => {
        try {
          const waited = this.runOn()
          if (waited === undefined) resolve()
          else if (waited === 'asked') this.whenAnswered(goOn)
          else waited.then(goOn, reject)
        } catch (error) {
          reject(error)
        }
      }
      goOn()
    })
  }

  /** Runs to the end, or to what has to be waited for. */
  protected runOn(): Waited {
    while (this.status === 'RUNNING') {
      this.recording = false
      this.uncount()
      const waited = this.sprint()
      if (waited !== undefined) return waited
      if (this.position < this.breathAt) continue
      this.breathAt = this.position + breath
      const rest = this.options.ports.yield?.()
      if (rest !== undefined) return rest
    }
    return undefined
  }

  /** `then` is called once, when an answer has come or the execution has ended. */
  private whenAnswered(then: () => void): void {
    this.onAnswer = then
  }

  /** One of the answers that threads wait for is there. */
  answerCame(): void {
    const { onAnswer } = this
    this.pace.callOff()
    this.onAnswer = undefined
    onAnswer?.()
  }

  /** Runs to the next breath without leaving the loop. Returns what has to be awaited before, if anything. */
  private sprint(): Waited {
    while (this.position < this.breathAt && this.status === 'RUNNING') {
      const thread = this.next
      if (thread === undefined) {
        const waited = this.idle()
        if (waited !== undefined) return waited
        continue
      }
      let op: Operation | undefined = thread.frame.op
      do {
        // the entry of a state counts by itself, though nobody looks
        if (op.first !== undefined) this.position++
        op = op.run(thread)
        this.position++
      } while (op !== undefined && (op.stage !== 'enter' || (this.ready.length === 1 && this.position < this.breathAt)))
      this.advance(thread, op)
    }
    return undefined
  }

  /** A thread that enters a state lets the others go first, so that branches proceed side by side. */
  private advance(thread: ThreadImpl, op: Operation | undefined): void {
    if (op === undefined) {
      if (this.ready.first === thread) this.ready.take()
      return
    }
    thread.frame.op = op
    if (op.stage === 'enter' && this.ready.length > 1 && this.ready.first === thread) {
      this.ready.take()
      this.ready.push(thread)
    }
  }

  /** Nothing can go on: an answer is taken, awaited, or the clock moves to the next timer. While somebody is asked only real time passes. */
  protected idle(): Waited {
    const pending = this.top.kids.size === 0 && this.detached.size === 0 ? this.takeAnswer(this.top) : this.takeAnswers()
    if (this.ready.length > 0) {
      this.position++
      return undefined
    }
    if (!pending) return this.elapse()
    if (!this.pace.isReal && !this.effects.follows) return 'asked'
    const due = this.alarms.first
    // a journal that is followed goes on here, so it was a timer by which it did
    if (due !== undefined && (this.effects.follows || this.pace.has(due.at))) {
      this.fire(due)
      return undefined
    }
    if (due !== undefined) this.pace.meanwhile(this.now, due.at, () => this.answerCame())
    return 'asked'
  }

  private takeAnswers(): boolean {
    let pending = false
    for (const thread of this.threads) pending = this.takeAnswer(thread) || pending
    return pending
  }

  /** Wakes a thread whose answer has come. Returns whether one is still to come. */
  private takeAnswer(thread: ThreadImpl): boolean {
    const { waiting, asked } = thread.frame
    if (waiting?.kind !== 'asked') return false
    if (asked?.pending) return true
    if (this.remembers && asked !== undefined) {
      if (this.effects.isPending(asked)) return true
      this.effects.taken(asked)
    }
    this.wake(thread, waiting.next)
    return false
  }

  get nextTimer(): NextTimer | undefined {
    return this.status === 'RUNNING' ? this.alarms.next(this.now) : undefined
  }

  private elapse(): Promise<void> | undefined {
    const timer = this.alarms.first
    if (timer === undefined) throw new Error('Bug: no thread of the execution can ever go on.')
    const { epoch } = this
    const waited = this.effects.follows ? undefined : this.pace.wait(this.now, timer.at)
    if (!(waited instanceof Promise)) {
      this.fire(timer)
      return undefined
    }
    return waited.then(() => {
      if (epoch === this.epoch && this.status === 'RUNNING') this.fire(timer)
    })
  }

  private fire(timer: Timer<ThreadImpl>): void {
    const { at, target } = timer
    this.alarms.take()
    this.position++
    this.now = Math.min(Math.max(this.now, at), endOfTime)
    if (isDeadline(timer)) this.timeOut(target)
    else this.wake(target, alarmOf(target)!.next)
  }

  /** Nobody keeps count from now on of what changes: the next snapshot holds all. */
  private uncount(): void {
    if (this.base === undefined) return
    this.base = undefined
    for (const thread of this.threads) thread.letGo()
  }

  /** The thread changes: the next snapshot has to hold it, and what earlier ones hold of it stays. */
  touch(thread: ThreadImpl): void {
    if (this.base === undefined) return
    this.touched.add(thread)
    thread.letGo()
  }

  /** A thread that moves changes itself, and those that own it by its end. */
  touchLineage(thread: ThreadImpl): void {
    if (this.base !== undefined) for (let t: ThreadImpl | undefined = thread; t !== undefined; t = t.parent) this.touch(t)
  }

  /** The thread goes on with `op`. */
  wake(thread: ThreadImpl, op: Operation): void {
    this.touch(thread)
    thread.frame.waiting = undefined
    thread.frame.op = op
    this.ready.push(thread)
  }

  /** The thread sleeps until `until` and goes on with `then`; the stage that it stands at is that of `then`. */
  wait(thread: ThreadImpl, until: number, then: Operation): undefined {
    thread.frame.waiting = { kind: 'time', ...this.timer(thread, until, then) }
    thread.frame.op = then
  }

  /** Sets a timer, which counts as long as the thread waits for it. */
  timer(thread: ThreadImpl, until: number, next: Operation): Alarm {
    const order = this.orders++
    this.alarms.set(thread, until, order)
    return { until, order, next }
  }

  /** Begins a child of `parent`, which waits for its children. `previous`: the event that the child's first one refers to. */
  spawn(child: ThreadImpl, previous: number): void {
    this.touch(child)
    child.parent!.kids.add(child)
    child.frame.last = previous
    this.ready.push(child)
    begin(child, child.machine.first)
  }

  /** The place of a timer among those of one time. */
  takeOrder(): number {
    return this.orders++
  }

  /** Begins an execution of another state machine, which `starter` waits for, or which runs on by itself. */
  begin(machine: PlanMachine, starter: ThreadImpl, waits: boolean, input: Json, identity: Identity): ThreadImpl {
    const parent = waits ? starter : undefined
    const child = new ThreadImpl(this, this.ids++, 'execution', machine, parent, 0, input, identity, starter.key)
    const { executionContext, names } = identity
    child.executionContext = executionContext
    child.journal.add(events.executionStarted, 0, undefined, child.id, { input, roleArn: names.roleArn })
    this.open++
    this.touch(child)
    if (waits) starter.kids = new Set([child])
    else this.detached.add(child)
    this.alarms.setDeadline(child)
    this.ready.push(child)
    begin(child, machine.first)
    return child
  }

  /** Who waits for an execution: the task that has started it, and those that were answered with it when it ran already. */
  waitingFor({ id, parent }: ThreadImpl): readonly ThreadImpl[] {
    const isWaiting = ({ frame }: ThreadImpl) => frame.waiting?.kind === 'children' && frame.waiting.of === id
    if (this.named !== undefined) return this.threads.filter(isWaiting)
    return parent !== undefined && isWaiting(parent) ? [parent] : []
  }

  newThread(kind: 'branch' | 'iteration', machine: PlanMachine, parent: ThreadImpl, index: number, input: Json): ThreadImpl {
    return new ThreadImpl(this, this.ids++, kind, machine, parent, index, input)
  }

  newLog({ limits, nested }: Identity): EventLog {
    return new EventLog(this, limits.historyEvents, nested && this.options.ports.archive)
  }

  /** The machine, branch, iteration or execution has come to its end. */
  threadEnded(thread: ThreadImpl): undefined {
    this.remove(thread)
    const output = thread.frame.value
    if (thread.kind === 'execution') return this.left(thread, { status: 'SUCCEEDED', output })
    if (thread.parent !== undefined) return childEnded(thread)
    this.end(thread, { status: 'SUCCEEDED', output })
  }

  threadFailed(thread: ThreadImpl): undefined {
    return threadFailed(thread)
  }

  /** An execution that a task has started is over. */
  left(root: ThreadImpl, ending: Ending): undefined {
    const { status, error, cause } = ending
    const { nested } = root.identity
    if (!executionEnded(root, ending) && nested !== undefined && status !== 'SUCCEEDED')
      this.unheard = [...this.unheard, { ...nested, status, error, cause }]
    if (this.ending !== undefined && this.detached.size === 0) this.finish(this.ending)
  }

  /** The main execution is over. Those that it has started run on, unless it is from outside that all of it is ended. */
  end(thread: ThreadImpl, ending: Ending): void {
    if (this.status !== 'RUNNING') return
    if (this.ending === undefined) {
      this.touch(this.top)
      this.top.ended = true
      // it is the execution that ends, whichever branch the reason is in
      logEnd(this.history, this.top.id, thread.frame.last, ending)
    }
    // beyond its own end it is ended from outside, or by a task that nobody answers
    if (this.ending !== undefined || this.detached.size === 0 || ending.status === 'ABORTED') this.finish(ending)
    else {
      this.ending = ending
      cutChildren(this.top)
    }
  }

  private finish({ status, output, error, cause }: Ending): void {
    this.status = status
    this.output = output
    this.error = error
    this.cause = cause
    this.epoch++
    this.answerCame()
    if (this.options.ports.over !== undefined) this.tellCut(this.options.ports.over)
  }

  /** The whole has ended with executions that were still under way. */
  private tellCut(over: (history: History) => void): void {
    for (const root of [this.top, ...this.detached])
      for (const { machine, ended, journal } of root.tree) if (machine.isolated && !ended) over(journal)
  }

  historyFull(thread: ThreadImpl): undefined {
    return historyFull(thread)
  }

  /** An execution has run as long as it may. */
  timeOut(root: ThreadImpl): void {
    if (root === this.top) this.end(root, { status: 'TIMED_OUT' })
    else {
      this.touchLineage(root)
      this.remove(root)
      abortChildren(root)
      this.left(root, { status: 'TIMED_OUT' })
    }
  }

  /** The clock is as late as this, and nobody waits for it. */
  passTo(time: number): void {
    this.pace.pass(time)
    this.now = Math.min(Math.max(this.now, time), endOfTime)
  }

  jump({ name, machine }: State, input?: Json): boolean {
    const thread = this.next
    const target = thread?.machine.machine === machine ? thread.machine.states.get(name) : undefined
    if (thread === undefined || target === undefined) return false
    this.did({ kind: 'jump', state: name, ...(input !== undefined && { input }) }, thread)
    this.position++
    this.touchLineage(thread)
    // a task that is about to time out still has its execution
    abortChildren(thread)
    if (input !== undefined) thread.frame.value = input
    begin(thread, target)
    return true
  }

  defer(): boolean {
    const thread = this.next
    if (thread === undefined || !this.ready.some((other) => other !== thread && !other.ended)) return false
    this.did({ kind: 'defer' })
    this.position++
    this.ready.take()
    this.ready.push(thread)
    return true
  }

  inject(thread: Thread, fault: Fault): string | undefined {
    if (!(thread instanceof ThreadImpl) || thread.execution !== this || this.status !== 'RUNNING') return 'The execution has ended.'
    return letHappen(thread, fault)
  }

  hideAnswers(state: State): void {
    this.effects.hideTasks(state)
  }

  showAnswers(state: State): void {
    this.effects.showTasks(state)
  }

  abort(error?: string, cause?: string): void {
    if (this.status !== 'RUNNING') return
    this.did({ kind: 'abort', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) })
    this.position++
    this.end(this.top, { status: 'ABORTED', error, cause })
  }

  /** Whether what a redrive needs is kept. */
  get isRedrivable(): boolean {
    return this.remembers || this.options.redrivable === true
  }

  get unredrivable(): string | undefined {
    return unredrivable(this)
  }

  get redriven(): Execution['redriven'] {
    const { RedriveCount, RedriveTime } = this.identity.executionContext
    return RedriveTime === undefined ? undefined : { count: RedriveCount as number, time: Date.parse(RedriveTime as string) }
  }

  redrive(time?: number): string | undefined {
    const why = unredrivable(this)
    if (why !== undefined) return why
    this.did({ kind: 'redrive', ...(time !== undefined && { time }) })
    this.position++
    this.goOnAfterEnd(time ?? this.now)
    return undefined
  }

  /** It has ended without success, and goes on. `time`: where its clock does, if that is later. */
  protected goOnAfterEnd(time: number): void {
    const { top, history } = this
    Object.assign(this, {
      status: 'RUNNING',
      output: undefined,
      error: undefined,
      cause: undefined,
      errorNode: undefined,
      ending: undefined,
    })
    top.ended = false
    this.uncount()
    this.recording = true
    this.epoch++
    this.pace.reset()
    this.now = Math.min(Math.max(this.now, time), endOfTime)
    this.identity = redriven(this.identity, { now: this.now, timeoutSeconds: this.plan.timeoutSeconds, order: this.orders++ })
    this.alarms.clear()
    while (this.ready.length > 0) this.ready.take()
    for (const root of this.detached) for (const thread of root.tree) this.remove(thread)
    top.letGo()
    this.alarms.setDeadline(top)
    const redriveCount = this.identity.executionContext.RedriveCount as number
    goOn(top, history.add(events.executionRedriven, history.length, undefined, top.id, { redriveCount }))
  }

  /** A child that was over goes on from how it was. */
  revive(thread: ThreadImpl, copy: ThreadCopy): void {
    thread.become(copy)
    thread.letGo()
    this.touch(thread)
    thread.ended = false
    thread.parent!.kids.add(thread)
  }

  remove(thread: ThreadImpl): void {
    this.touch(thread)
    if (thread.machine.isolated && !thread.ended) this.options.ports.over?.(thread.journal)
    if (thread.kind === 'execution') {
      if (!thread.ended) this.open--
      this.detached.delete(thread)
    }
    thread.ended = true
    thread.frame.waiting = undefined
    thread.parent?.kids.delete(thread)
  }

  log<K extends EventKind>(kind: K, previous: number, thread: ThreadImpl, value: Logged<K>, state = thread.frame.plan?.state): number {
    const { journal } = thread
    // the last place is for the event that ends the execution
    if (journal.length >= journal.limit - 1) {
      journal.full = true
      return journal.length
    }
    return journal.add(kind, previous, state, thread.id, value)
  }

  get journal(): Journal {
    return { position: this.position, entries: this.journalLog?.entries() ?? [] }
  }

  get journalBytes(): number {
    return this.journalLog?.bytes ?? 0
  }

  /** Somebody does something to the execution, where a thread stands. */
  did(command: Command, thread?: ThreadImpl): void {
    if (this.journalLog === undefined) return
    const where: Place | undefined = thread && { key: thread.key, stage: thread.stage }
    this.journalLog.add({ at: this.position, ...command, ...(where && { where }) })
  }

  get way(): Way {
    return { answers: this.effects.answers, done: doneIn(this.journal) }
  }

  checkpoint(): void {
    this.checkpoints.add(this.position, this.snapshot())
  }

  goTo(position: number): void {
    this.retrace(position, position, () => {})
  }

  get ahead(): WayEnd | undefined {
    return this.journalLog?.ahead(this.position)
  }

  retrace(from: number, to: number, look: (next: ThreadImpl) => void): void {
    const { journalLog, position } = this
    const start = this.checkpoints.before(from)
    if (journalLog === undefined || start === undefined || !(from <= to && to <= (this.ahead?.position ?? position)))
      throw new RangeError(`The execution has not been at positions ${from} to ${to}.`)
    const isForward = from >= position && to > position
    // what came before the checkpoint is in it
    const entries = journalLog.entries(isForward ? journalLog.length : start.entries, true).filter((entry) => holdsAt(entry, to))
    if (isForward) this.leaveWaits()
    else {
      journalLog.remember({ position, events: this.history.length })
      this.restore(start)
    }
    replay(this, { position: to, entries }, (next) => {
      if (this.position >= from) look(next)
    })
  }

  /** What is awaited is void. */
  private leaveWaits(): void {
    this.epoch++
    this.pace.reset()
  }

  snapshot(): ExecutionSnapshot {
    const { status, output, error, cause, errorNode, ending, unheard, named, open, now, ids, orders, base, touched } = this
    this.remembers = true
    const before = followsFrom(base, touched.size)
    const threads = before === undefined ? [this.top, ...this.threads.filter((thread) => thread !== this.top)] : [...touched]
    const fields = {
      status,
      identity: this.identity,
      output,
      error,
      cause,
      errorNode,
      ending,
      unheard,
      named,
      open,
      now,
      ids,
      orders,
      position: this.position,
      called: this.calls.length,
    }
    const entries = this.journalLog?.length ?? 0
    this.base = new ExecutionSnapshot(this, this.history.mark(), fields, this.ready.mark(), threads, before, entries)
    touched.clear()
    return this.base
  }

  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof ExecutionSnapshot) || snapshot.execution !== this) throw new TypeError('A snapshot of another execution.')
    this.leaveWaits()
    const { called, ...fields } = snapshot.fields
    Object.assign(this, fields)
    this.calls.back(called)
    this.history.back(snapshot.mark)
    this.journalLog?.back(snapshot.entries)
    this.checkpoints.back(snapshot.position)
    this.ready.back(snapshot.ready)
    this.alarms.clear()
    this.detached.clear()
    for (const thread of snapshot.restoreThreads()) {
      if (thread.parent !== undefined) thread.parent.kids.add(thread)
      else if (thread !== this.top) this.detached.add(thread)
      this.alarms.restore(thread)
    }
    this.base = snapshot
    this.touched.clear()
  }
}

/** The thread enters a state that no other has led to. */
function begin(thread: ThreadImpl, state: PlanState): void {
  const op = enterState(thread, state)
  if (op !== undefined) thread.frame.op = op
}
