import type { Json, JsonObject } from '../base/json'
import type { Failure } from '../expressions/evaluation/failure'
import type { ExpressionPorts } from '../expressions/evaluation/scope'
import type { BareKind, Branch, EventKind, Logged } from '../history/kind'
import type { EventLog, LogMark } from '../history/log'
import type { TaskSource } from '../history/sources'
import { isInput } from '../model/dataflow'
import type { State } from '../model/machine'
import type { Stage, TaskOutcome, Thread } from './api'
import type { ExecutionImpl } from './execution'
import { type Fate, fateOf } from './fate'
import type { Fault } from './fault'
import { Frame, withMembers } from './frame'
import { evaluationFailed, isBackoff, type StateError } from './handlers'
import { tokenKey } from './journal'
import type { Identity } from './nested/identity'
import type { Operation } from './operation'
import type { PlanMachine } from './planState'
import { type Retries, retriesOf } from './retries'
import { type RetryTimeline, retryTimeline } from './retryTimeline'
import { type StageName, stageNames } from './stages'
import { wayOut } from './wayOut'

/** What a thread waits for. `order` tells its timer from those that it no longer waits for. */
export type Waiting =
  | ({ readonly kind: 'time' } & Alarm)
  /** The answer to what the thread has asked. */
  | { readonly kind: 'asked'; readonly next: Operation }
  /** `of`: the id of an execution that a task has started; `timeout`: when the task has waited long enough for it. */
  | { readonly kind: 'children'; readonly of?: number; readonly timeout?: Alarm }

/** A timer of a thread, and where that goes on when it fires. `until`: ms since the epoch. */
export interface Alarm {
  readonly until: number
  readonly order: number
  readonly next: Operation
}

/** A thread as it was. */
export interface ThreadCopy {
  readonly frame: Frame
  readonly ended: boolean
  /** Of a child execution, whose journal is its own. */
  readonly own: { readonly journal: LogMark; readonly executionContext: JsonObject | undefined } | undefined
}

/** What a distributed Map keeps of its Map Run. */
export interface MapRun {
  readonly arn: string
  readonly label: string
  readonly uuid: string
  /** The ids of MapStateStarted, and of MapRunStarted or the last MapRunRedriven. */
  readonly opened: number
  readonly started: number
  readonly redrives: number
  /** Child executions that failed; and whether the whole has. */
  readonly failed: number
  readonly hasFailed: boolean
  /** MaxConcurrency. */
  readonly concurrency: number
  /** ToleratedFailureCount and ToleratedFailurePercentage. */
  readonly count: number | undefined
  readonly percentage: number | undefined
}

const nobody: Set<ThreadImpl> = new Set()

/** A scope without variables. */
export const emptyScope: JsonObject = Object.freeze(Object.create(null))

/** Who runs: its place in the tree, where its events are logged, and its frame, which is all of it that changes. */
export class ThreadImpl implements Thread {
  frame: Frame
  /** Live children, in the order of their indices. */
  kids: Set<ThreadImpl> = nobody
  /** Where its events are logged: the execution's history, that of the child execution of a distributed Map, or of an execution that a task has started. */
  readonly journal: EventLog
  /** `$$.Execution` of a child execution of a distributed Map. */
  executionContext: JsonObject | undefined = undefined
  ended = false
  private ownPorts: ExpressionPorts | undefined = undefined

  constructor(
    readonly execution: ExecutionImpl,
    readonly id: number,
    readonly kind: Thread['kind'],
    readonly machine: PlanMachine,
    readonly parent: ThreadImpl | undefined,
    readonly index: number,
    input: Json,
    /** Of an execution that a task has started, and of what is below it; undefined: that of the main one. */
    private readonly own: Identity | undefined = parent?.own,
    /** Of an execution: the key of the task that has started it. */
    private readonly within = '',
  ) {
    const around = parent === undefined || machine.isolated ? undefined : parent.frame
    this.frame = new Frame(
      this,
      machine.first.enter,
      around?.last ?? 0,
      around?.variables ?? emptyScope,
      emptyScope,
      machine.unvisited.slice(),
      input,
    )
    this.journal = kind === 'machine' ? execution.history : machine.isolated ? execution.newLog(this.identity) : parent!.journal
  }

  get identity(): Identity {
    return this.own ?? this.execution.identity
  }

  get nested(): Thread['nested'] {
    return this.identity.nested
  }

  get state(): State | undefined {
    return this.frame.plan?.state
  }

  get stage(): Stage {
    return this.frame.op.stage
  }

  get at(): string | undefined {
    return this.frame.op.at
  }

  get amid(): string | undefined {
    return this.frame.op.amid
  }

  get hasWorked(): boolean {
    const { op, plan } = this.frame
    return plan?.afterResult === op
  }

  get input(): Json {
    return this.frame.input
  }

  get attempt(): number {
    return this.frame.attempt
  }

  get context(): JsonObject {
    return this.frame.context
  }

  get error(): StateError | undefined {
    return this.frame.failure
  }

  get fate(): Fate | undefined {
    return fateOf(this)
  }

  get retries(): Retries | undefined {
    return retriesOf(this.frame)
  }

  get retryTimeline(): RetryTimeline | undefined {
    return retryTimeline(this)
  }

  get wayOut(): Branch | undefined {
    return wayOut(this.frame.op)
  }

  get assigned(): JsonObject | undefined {
    return this.frame.assigned
  }

  get fault(): Fault | undefined {
    return this.frame.fault
  }

  get goesTo(): string | undefined {
    return this.frame.target?.name
  }

  get raisedBy(): State | undefined {
    return this.frame.failure?.raisedBy
  }

  get payload(): Json {
    return this.frame.value
  }

  /** What the stage has left elsewhere is changed with it, so that all that comes later sees one value. */
  set payload(value: Json) {
    this.execution.did({ kind: 'payload', thread: this.id, value }, this)
    this.execution.touch(this)
    const { frame, stage } = this
    const before = frame.value
    frame.value = value
    if (isInput(stage)) frame.input = value
    if (stage === 'afterInputPath') frame.afterInputPath = value
    if (stage === 'result' && frame.result !== undefined) frame.result = value
    // -1 for those that leave no record: a bit that is never set. A Map's items are another value than its payload.
    const at = (stageNames as readonly string[]).indexOf(stage)
    if (frame.recorded & (1 << at) && frame.records[at] === before) this.record(at as StageName, value)
  }

  get visit(): number {
    const { plan, visits } = this.frame
    return plan === undefined ? 0 : visits[plan.index]!
  }

  get enteredTime(): number {
    return this.journal.timeOf(this.frame.entered - 1)
  }

  get scopes(): readonly JsonObject[] {
    const scopes: JsonObject[] = []
    for (let t: ThreadImpl | undefined = this; t !== undefined; t = t.machine.isolated ? undefined : t.parent) scopes.push(t.frame.own)
    return scopes
  }

  setVariable(name: string, value: Json): void {
    this.execution.did({ kind: 'variable', thread: this.id, name, value }, this)
    let owner: ThreadImpl = this
    for (let t: ThreadImpl | undefined = this; t !== undefined; t = t.machine.isolated ? undefined : t.parent)
      if (Object.hasOwn(t.frame.own, name)) {
        owner = t
        break
      }
    this.execution.touch(owner)
    owner.frame.own = withMembers(owner.frame.own, { [name]: value })
    for (const each of this.execution.threads)
      if (each === owner || owner.isAround(each)) {
        this.execution.touch(each)
        each.frame.variables = withMembers(each.frame.variables, { [name]: value })
      }
  }

  /** Whether the other sees the variables of this one. */
  private isAround(other: ThreadImpl): boolean {
    for (let t = other; t.parent !== undefined && !t.machine.isolated; t = t.parent) if (t.parent === this) return true
    return false
  }

  get ports(): ExpressionPorts {
    return (this.ownPorts ??= this.execution.effects.portsOf(this))
  }

  get stages(): Readonly<Partial<Record<string, Json>>> {
    const stages: Partial<Record<string, Json>> = {}
    const { recorded, records } = this.frame
    stageNames.forEach((name, i) => {
      if (recorded & (1 << i)) stages[name] = records[i]!
    })
    return stages
  }

  /** This thread and all live ones below it, in the order of the tree. */
  get tree(): ThreadImpl[] {
    const all: ThreadImpl[] = []
    const work: ThreadImpl[] = [this]
    for (let thread = work.pop(); thread !== undefined; thread = work.pop()) {
      all.push(thread)
      if (thread.kids.size > 0) work.push(...[...thread.kids].reverse())
    }
    return all
  }

  /** Keeps what a stage has made, where somebody may look at it. */
  record(stage: StageName, value: Json): void {
    if (this.execution.recording) this.frame.record(stage, value)
  }

  get answeredBy(): TaskSource | undefined {
    const { call, asked, op } = this.frame
    return call === undefined || op.stage === 'waiting' ? undefined : (asked?.answer as TaskOutcome | undefined)?.source
  }

  get waitingFor(): Thread['waitingFor'] {
    const { waiting, call, op } = this.frame
    if (waiting === undefined) return undefined
    // what the attempt before has asked is answered
    if (waiting.kind !== 'children' && call !== undefined && !isBackoff(op))
      return waiting.kind === 'time' ? { kind: 'task', call, until: waiting.until } : { kind: 'task', call }
    return waiting.kind === 'time' ? { kind: 'time', until: waiting.until } : { kind: 'children' }
  }

  /** `$$.Task.Token`; every attempt has its own. */
  get taskToken(): string {
    const { effects, options } = this.execution
    return (this.frame.token ??= effects.once(`${this.key}${tokenKey}`, options.ports.uuid))
  }

  get entered(): number | undefined {
    const { frame, journal, execution } = this
    return journal === execution.history && frame.plan?.entered !== undefined ? frame.entered : undefined
  }

  /** `path#visit#attempt`: what an effect's answer is logged under. */
  get key(): string {
    const { plan, attempt, redrives } = this.frame
    const { visit } = this
    const again = redrives === 0 ? '' : `~${redrives}`
    const at = visit === 1 && attempt === 0 && redrives === 0 ? plan!.firstKey : `${plan?.name ?? ''}#${visit}#${attempt}${again}`
    if (this.kind === 'execution') return `${this.within}/${at}`
    return this.parent === undefined ? at : `${this.parent.key}[${this.index}]/${at}`
  }

  /** Logs an event of this thread, which the next one refers to. */
  log(kind: BareKind): number
  log<K extends EventKind>(kind: K, value: Logged<K>): number
  log<K extends EventKind>(kind: K, value?: Logged<K>): number {
    const { frame } = this
    return (frame.last = this.execution.log(kind, frame.last, this, value as Logged<K>))
  }

  /** Logs an event that does not change what the next one refers to. */
  logBeside(kind: BareKind, previous: number): number
  logBeside<K extends EventKind>(kind: K, previous: number, value: Logged<K>): number
  logBeside<K extends EventKind>(kind: K, previous: number, value?: Logged<K>): number {
    return this.execution.log(kind, previous, this, value as Logged<K>)
  }

  /** An expression of the state failed: gives the operation that retries, catches or ends the thread. */
  fail(failure: Failure): Operation {
    return evaluationFailed(this, failure)
  }

  /** For a snapshot, which holds the frame from now on. */
  hold(): ThreadCopy {
    this.frame.held = true
    const { frame, ended, journal, executionContext } = this
    return { frame, ended, own: this.machine.isolated ? { journal: journal.mark(), executionContext } : undefined }
  }

  /** Before it changes: what snapshots hold stays as it is. */
  letGo(): void {
    if (this.frame.held) this.frame = this.frame.copy()
  }

  /** Without its children, who add themselves. */
  become({ frame, ended, own }: ThreadCopy): void {
    this.frame = frame
    // what somebody has looked at since is told to the journal again by who looks again
    frame.token = undefined
    frame.cachedContext = undefined
    this.ended = ended
    if (own !== undefined) {
      this.journal.back(own.journal)
      this.executionContext = own.executionContext
    }
    this.kids = frame.children === undefined ? nobody : new Set()
  }
}
