import type { Json, JsonObject } from '../base/json'
import type { ExpressionPorts, Scope } from '../expressions/evaluation/scope'
import type { TaskCall } from './api'
import type { Asked } from './asked'
import type { Children } from './children'
import { contextOf } from './context'
import type { Fault } from './fault'
import type { StateError } from './handlers'
import type { Items } from './items/items'
import type { Operation } from './operation'
import type { PlanState } from './planState'
import type { StageName } from './stages'
import type { MapRun, ThreadImpl, Waiting } from './thread'

const noRecords: readonly Json[] = []

/**
 * All that changes of a thread, which is also the scope of its state's expressions. While nobody else holds it, its registers change in place. A
 * snapshot holds the frame itself, which does not change from then on: the thread goes on with a copy (`ExecutionImpl.touch`). Only what is there
 * once for all, the token and the context, is still made when asked for.
 */
export class Frame implements Scope {
  /** Whether a snapshot holds it. */
  held = false

  // of the state
  plan: PlanState | undefined = undefined
  input: Json
  /** The ids of StateEntered and of the event before it. */
  entered = 0
  before = 0
  /** Attempts per Retrier. */
  retried: readonly number[] | undefined = undefined
  failure: StateError | undefined = undefined

  /** 0 for the first attempt. */
  attempt = 0
  /** How often a redrive has begun the state anew, or has gone on with its children. */
  redrives = 0

  // of the attempt
  result: Json | undefined = undefined
  errorOutput: Json | undefined = undefined
  /** The input after InputPath, where there is one. */
  afterInputPath: Json | undefined = undefined
  /** Variables to assign at the state's exit. */
  assigned: JsonObject | undefined = undefined
  /** What is to come of the state's work in the place of what would. */
  fault: Fault | undefined = undefined
  /** Where the state goes when it ends. */
  target: PlanState | undefined = undefined
  waiting: Waiting | undefined = undefined
  /** What it asked last, and how much besides. */
  asked: Asked | undefined = undefined
  effects = 0
  /** Bits of the stages that have a record, and the records. */
  recorded = 0
  records: readonly Json[] = noRecords
  cachedContext: JsonObject | undefined = undefined

  // of a Task
  token: string | undefined = undefined
  call: TaskCall | undefined = undefined

  // of a Parallel or Map
  children: Children | undefined = undefined
  items: Items | undefined = undefined
  mapRun: MapRun | undefined = undefined
  /** The Map Run that a redrive goes on with before it has begun a child. */
  redriven: MapRun | undefined = undefined
  /** The item that a Map's ItemSelector is evaluated for. */
  selecting: JsonObject | undefined = undefined

  constructor(
    readonly thread: ThreadImpl,
    /** What the thread does next. */
    public op: Operation,
    /** The id of the latest event, to which the next one refers. */
    public last: number,
    /** All that are variables; `own`: those of the own scope. */
    public variables: JsonObject,
    public own: JsonObject,
    /** Per state of the machine, how often it has been entered. */
    public visits: number[],
    /** The payload. */
    public value: Json,
  ) {
    this.input = value
  }

  get context(): JsonObject {
    return (this.cachedContext ??= contextOf(this.thread))
  }

  get ports(): ExpressionPorts {
    return this.thread.ports
  }

  /** The state's input after InputPath, also when Parameters have been applied since. */
  get effectiveInput(): Json {
    return this.afterInputPath ?? this.input
  }

  /** A state is entered with the payload. What is nobody's but that of states that can be retried is left alone where there is none of it. */
  enter(plan: PlanState): void {
    if (this.plan?.simple === false) {
      this.attempt = 0
      this.retried = undefined
      this.failure = undefined
      this.clear()
    }
    this.redrives = 0
    this.plan = plan
    this.input = this.value
    this.begin(plan)
  }

  /** A redrive: the state begins anew, as it was entered. */
  redo(): void {
    this.forgive()
    this.waiting = undefined
    this.value = this.input
    this.clear()
    this.begin(this.plan!)
  }

  /** A redrive: what the state has failed with counts no more, and neither do its attempts. */
  forgive(): void {
    this.redrives++
    this.attempt = 0
    this.retried = undefined
    this.failure = undefined
    this.cachedContext = undefined
  }

  /** The next attempt: the state begins anew with its input. */
  again(): void {
    this.attempt++
    this.value = this.input
    this.clear()
    this.begin(this.plan!)
  }

  private begin({ next }: PlanState): void {
    this.target = next
    this.result = undefined
    this.assigned = undefined
    this.effects = 0
    this.recorded = 0
    this.cachedContext = undefined
  }

  private clear(): void {
    this.afterInputPath = undefined
    this.fault = undefined
    this.token = undefined
    this.call = undefined
    this.children = undefined
    this.items = undefined
    this.mapRun = undefined
    this.redriven = undefined
  }

  /** One that nobody holds. */
  copy(): Frame {
    const { thread, op, last, variables, own, visits, value } = this
    const copy = Object.assign(new Frame(thread, op, last, variables, own, visits, value), this)
    copy.visits = visits.slice()
    copy.held = false
    return copy
  }

  record(stage: StageName, value: Json): void {
    const records = this.records.slice()
    records[stage] = value
    this.records = records
    this.recorded |= 1 << stage
  }

  /** Adds to the own scope, as Assign does. */
  assign(variables: JsonObject): void {
    this.own = withMembers(this.own, variables)
    this.variables = withMembers(this.variables, variables)
  }
}

/** Without a prototype, so that any name is a plain member. */
export function withMembers(object: JsonObject, members: JsonObject): JsonObject {
  return Object.assign(Object.create(null), object, members)
}
