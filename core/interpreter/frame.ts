import type { Json, JsonObject } from '../base/json'
import type { ExpressionPorts, Scope } from '../expressions/evaluation/scope'
import type { TaskCall } from './api'
import type { Children } from './children'
import { contextOf } from './context'
import type { Asked } from './effects'
import type { StateError } from './handlers'
import type { Items } from './items/items'
import type { Operation } from './operation'
import type { PlanState } from './planState'
import type { StageName } from './stages'
import type { MapRun, ThreadImpl, Waiting } from './thread'

/** What a thread keeps from state to state. */
export interface Kept {
  readonly op: Operation
  readonly last: number
  readonly own: JsonObject
  readonly variables: JsonObject
  readonly visits: number[]
  readonly value: Json
}

const noRecords: readonly Json[] = []

/**
 * All that changes of a thread: a new one for each attempt of a state, so that nothing is left of the attempt before. It is also the scope of the
 * state's expressions. While nobody else holds it, its registers change in place; a snapshot holds the frame itself, which does not change from then
 * on: the thread goes on with a copy (`ExecutionImpl.touch`). Only what is there once for all, the token and the context, is still made when asked for.
 */
export class Frame implements Scope {
  /** Whether a snapshot holds it. */
  held = false

  // from state to state
  /** What the thread does next. */
  op: Operation
  /** The id of the latest event, to which the next one refers. */
  last: number
  /** Variables of the own scope, and all that are variables. */
  own: JsonObject
  variables: JsonObject
  /** Per state of the machine, how often it has been entered. */
  visits: number[]

  // of the state
  input: Json
  /** The ids of StateEntered and of the event before it. */
  entered = 0
  before = 0
  /** Attempts per Retrier. */
  retried: readonly number[] | undefined = undefined
  failure: StateError | undefined = undefined

  // of the attempt
  /** The payload. */
  value: Json
  result: Json | undefined = undefined
  errorOutput: Json | undefined = undefined
  /** The input after InputPath, where there is one. */
  afterInputPath: Json | undefined = undefined
  /** Variables to assign at the state's exit. */
  assigned: JsonObject | undefined = undefined
  /** Where the state goes when it ends. */
  target: PlanState | undefined
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
  /** The item that a Map's ItemSelector is evaluated for. */
  selecting: JsonObject | undefined = undefined

  constructor(
    readonly thread: ThreadImpl,
    readonly plan: PlanState | undefined,
    { op, last, own, variables, visits, value }: Kept,
    /** 0 for the first attempt. */
    readonly attempt: number,
  ) {
    this.op = op
    this.last = last
    this.own = own
    this.variables = variables
    this.visits = visits
    this.input = this.value = value
    this.target = plan?.next
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

  /** That of the next attempt: the state begins anew with its input. */
  again(): Frame {
    const next = new Frame(this.thread, this.plan, this, this.attempt + 1)
    next.input = next.value = this.input
    next.entered = this.entered
    next.before = this.before
    next.retried = this.retried
    next.failure = this.failure
    return next
  }

  /** One that nobody holds. */
  copy(): Frame {
    const copy = Object.assign(new Frame(this.thread, this.plan, this, this.attempt), this)
    copy.visits = this.visits.slice()
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
