import type { Json, JsonObject } from '../base/json'
import type { Failure } from '../expressions/evaluation/failure'
import type { ExpressionPorts, Scope } from '../expressions/evaluation/scope'
import type { BareKind, EventKind, Logged } from '../history/kind'
import type { EventLog, LogMark } from '../history/log'
import type { State } from '../model/machine'
import type { Stage, TaskCall, Thread } from './api'
import type { Children } from './children'
import { contextOf } from './context'
import type { Asked } from './effects'
import type { ExecutionImpl } from './execution'
import { evaluationFailed, type StateError } from './handlers'
import type { Items } from './items/items'
import type { Operation } from './operation'
import type { PlanMachine, PlanState } from './planState'
import { type StageName, stageNames } from './stages'

/** What a thread waits for. `order` tells its timer from those that it no longer waits for. */
export type Waiting =
  | { readonly kind: 'time'; readonly until: number; readonly order: number; readonly next: Operation }
  /** The answer to what the thread has asked. */
  | { readonly kind: 'asked'; readonly next: Operation }
  | { readonly kind: 'children' }

/** A thread as it was. */
export interface ThreadCopy {
  readonly fields: Partial<ThreadImpl>
  /** Of a child execution, whose journal is its own. */
  readonly journal: LogMark | undefined
}

/** What a distributed Map keeps of its Map Run. */
export interface MapRun {
  readonly arn: string
  readonly label: string
  readonly uuid: string
  /** The id of MapRunStarted. */
  readonly started: number
  /** Child executions that failed. */
  readonly failed: number
  /** MaxConcurrency. */
  readonly concurrency: number
  /** ToleratedFailureCount and ToleratedFailurePercentage. */
  readonly count: number | undefined
  readonly percentage: number | undefined
}

const noRecords: readonly Json[] = []
const nobody: Set<ThreadImpl> = new Set()

const empty: JsonObject = Object.freeze(Object.create(null))

/** A thread is also the scope of its state's expressions. */
export class ThreadImpl implements Thread, Scope {
  result: Json | undefined = undefined
  errorOutput: Json | undefined = undefined
  input: Json
  /** The payload. */
  value: Json
  plan: PlanState | undefined = undefined
  op: Operation
  /** The id of the latest event, to which the next one refers. */
  last: number
  /** The ids of StateEntered and of the event before it. */
  entered = 0
  before = 0
  /** Variables of the own scope, and all that are variables. */
  own: JsonObject = empty
  variables: JsonObject
  visits: number[]
  attempt = 0
  /** Attempts per Retrier. */
  retried: readonly number[] | undefined = undefined
  failure: StateError | undefined = undefined
  /** Where the state goes when it ends. */
  target: PlanState | undefined = undefined
  token: string | undefined = undefined
  /** The task of this attempt. */
  call: TaskCall | undefined = undefined
  /** Effects asked in this attempt besides the task. */
  effects = 0
  /** Variables to assign at the state's exit. */
  assigned: JsonObject | undefined = undefined
  children: Children | undefined = undefined
  /** The items of a Map. */
  items: Items | undefined = undefined
  mapRun: MapRun | undefined = undefined
  /** What it asked last. */
  asked: Asked | undefined = undefined
  /** The item that a Map's ItemSelector is evaluated for. */
  selecting: JsonObject | undefined = undefined
  /** `$$.Execution` of a child execution of a distributed Map. */
  executionContext: JsonObject | undefined = undefined
  waiting: Waiting | undefined = undefined
  /** The input after InputPath, where there is one. */
  afterInputPath: Json | undefined = undefined
  recorded = 0
  records: readonly Json[] = noRecords
  ended = false
  /** Live children, in the order of their indices. */
  kids: Set<ThreadImpl> = nobody
  /** Where its events are logged: the execution's history, or that of the child execution of a distributed Map. */
  readonly journal: EventLog
  cachedContext: JsonObject | undefined = undefined
  private ownPorts: ExpressionPorts | undefined = undefined

  constructor(
    readonly execution: ExecutionImpl,
    readonly id: number,
    readonly kind: Thread['kind'],
    readonly machine: PlanMachine,
    readonly parent: ThreadImpl | undefined,
    readonly index: number,
    input: Json,
  ) {
    this.input = input
    this.value = input
    this.op = machine.first.enter
    this.last = parent === undefined || machine.isolated ? 0 : parent.last
    this.variables = parent === undefined || machine.isolated ? empty : parent.variables
    this.journal = parent === undefined ? execution.history : machine.isolated ? execution.newLog() : parent.journal
    this.visits = machine.unvisited.slice()
  }

  get state(): State | undefined {
    return this.plan?.state
  }

  get stage(): Stage {
    return this.op.stage
  }

  get payload(): Json {
    return this.value
  }

  /** What the stage has left elsewhere is changed with it, so that all that comes later sees one value. */
  set payload(value: Json) {
    this.execution.did({ kind: 'payload', thread: this.id, value })
    this.execution.touch(this)
    const before = this.value
    this.value = value
    const { stage } = this.op
    if (stage === 'enter') this.input = value
    if (stage === 'afterInputPath') this.afterInputPath = value
    if (stage === 'result' && this.result !== undefined) this.result = value
    // -1 for those that leave no record: a bit that is never set. A Map's items are another value than its payload.
    const at = (stageNames as readonly string[]).indexOf(stage)
    if (this.recorded & (1 << at) && this.records[at] === before) this.record(at as StageName, value)
  }

  get visit(): number {
    return this.plan === undefined ? 0 : this.visits[this.plan.index]!
  }

  get enteredTime(): number {
    return this.journal.timeOf(this.entered - 1)
  }

  get scopes(): readonly JsonObject[] {
    const scopes: JsonObject[] = []
    for (let t: ThreadImpl | undefined = this; t !== undefined; t = t.machine.isolated ? undefined : t.parent) scopes.push(t.own)
    return scopes
  }

  setVariable(name: string, value: Json): void {
    this.execution.did({ kind: 'variable', thread: this.id, name, value })
    let owner: ThreadImpl = this
    for (let t: ThreadImpl | undefined = this; t !== undefined; t = t.machine.isolated ? undefined : t.parent)
      if (Object.hasOwn(t.own, name)) {
        owner = t
        break
      }
    this.execution.touch(owner)
    owner.own = withMember(owner.own, name, value)
    for (const each of this.execution.threads)
      if (each === owner || (owner.isAround(each) && !each.machine.isolated)) {
        this.execution.touch(each)
        each.variables = withMember(each.variables, name, value)
      }
  }

  private isAround(other: ThreadImpl): boolean {
    for (let t = other.parent; t !== undefined; t = t.parent) if (t === this) return true
    return false
  }

  /** Adds to the own scope, as Assign does. */
  assign(variables: JsonObject): void {
    this.own = withMembers(this.own, variables)
    this.variables = withMembers(this.variables, variables)
  }

  get ports(): ExpressionPorts {
    return (this.ownPorts ??= this.execution.effects.portsOf(this))
  }

  get context(): JsonObject {
    return (this.cachedContext ??= contextOf(this))
  }

  get error(): StateError | undefined {
    return this.failure
  }

  get stages(): Readonly<Partial<Record<string, Json>>> {
    const stages: Partial<Record<string, Json>> = {}
    stageNames.forEach((name, i) => {
      if (this.recorded & (1 << i)) stages[name] = this.records[i]!
    })
    return stages
  }

  /** The state's input after InputPath, also when Parameters have been applied since. */
  get effectiveInput(): Json {
    return this.afterInputPath ?? this.input
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

  record(stage: StageName, value: Json): void {
    if (!this.execution.recording) return
    const records = this.records.slice()
    records[stage] = value
    this.records = records
    this.recorded |= 1 << stage
  }

  get waitingFor(): Thread['waitingFor'] {
    const { waiting } = this
    if (waiting === undefined) return undefined
    if (waiting.kind !== 'children' && this.call !== undefined) return { kind: 'task', call: this.call }
    return waiting.kind === 'time' ? { kind: 'time', until: waiting.until } : { kind: 'children' }
  }

  /** `$$.Task.Token`; every attempt has its own. */
  get taskToken(): string {
    const { effects, options } = this.execution
    return (this.token ??= effects.once(`${this.key}!token`, options.ports.uuid))
  }

  /** `path#visit#attempt`: what an effect's answer is logged under. */
  get key(): string {
    const first = this.visit === 1 && this.attempt === 0
    const at = first ? this.plan!.firstKey : `${this.plan?.name ?? ''}#${this.visit}#${this.attempt}`
    return this.parent === undefined ? at : `${this.parent.key}[${this.index}]/${at}`
  }

  /** Logs an event of this thread, which the next one refers to. */
  log(kind: BareKind): number
  log<K extends EventKind>(kind: K, value: Logged<K>): number
  log<K extends EventKind>(kind: K, value?: Logged<K>): number {
    return (this.last = this.execution.log(kind, this.last, this, value as Logged<K>))
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

  /** Makes all as it is at the beginning of an attempt. */
  begin(): void {
    this.value = this.input
    this.beginFirst()
    this.clearAttempt()
  }

  /** The first attempt: the payload is the input, and the state before has been cleared. */
  beginFirst(): void {
    this.result = undefined
    this.assigned = undefined
    this.target = this.plan!.next
    this.effects = 0
    this.recorded = 0
    this.cachedContext = undefined
  }

  private clearAttempt(): void {
    this.token = undefined
    this.call = undefined
    this.children = undefined
    this.items = undefined
    this.mapRun = undefined
    this.afterInputPath = undefined
  }

  /** Forgets what the attempts of a state have left. */
  clear(): void {
    this.clearAttempt()
    this.attempt = 0
    this.retried = undefined
    this.failure = undefined
  }

  /** All that changes, for a snapshot. What is changed in place is copied; the live children are known from their own copies. */
  copy(): ThreadCopy {
    const fields = { ...this, visits: this.visits.slice(), kids: nobody }
    return { fields, journal: this.machine.isolated ? this.journal.mark() : undefined }
  }

  /** Without its children, who add themselves. */
  become({ fields, journal }: ThreadCopy): void {
    Object.assign(this, fields)
    if (journal !== undefined) this.journal.back(journal)
    this.visits = this.visits.slice()
    if (this.children !== undefined) this.kids = new Set()
  }
}

function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  return withMembers(object, { [name]: value })
}

/** Without a prototype, so that any name is a plain member. */
function withMembers(object: JsonObject, members: JsonObject): JsonObject {
  return Object.assign(Object.create(null), object, members)
}
