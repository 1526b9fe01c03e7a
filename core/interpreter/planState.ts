import type { Resource } from '../aws/resource'
import type { Json } from '../base/json'
import { type StateEvents, stateEventsOf } from '../history/events'
import { hasResult } from '../model/dataflow'
import { type Machine, memberOf, type State } from '../model/machine'
import type { StringNode } from '../syntax/node'
import type { Catcher, Retrier } from './handlers'
import type { Join } from './join'
import { type Operation, operation } from './operation'
import type { ThreadImpl } from './thread'

/** A state machine that is ready to run: every path, template, rule and expression compiled once, states linked to their successors. */
export interface Plan {
  readonly machine: PlanMachine
  readonly timeoutSeconds: number | undefined
}

/** A state machine, branch or processor of a plan. */
export interface PlanMachine {
  readonly machine: Machine
  readonly states: ReadonlyMap<string, PlanState>
  /** Per state, how often it has been entered before: never. */
  readonly unvisited: readonly number[]
  readonly first: PlanState
  /** A child execution of a distributed Map sees no variables of the Map's scope and has a history of its own. */
  readonly isolated: boolean
}

/** A state of a plan: what its fields say, compiled, and where it leads. The same for all threads and runs. */
export interface PlanState {
  readonly name: string
  readonly state: State
  /** Of the first attempt of the first visit: the text is made once, since most states are visited once. */
  readonly firstKey: string
  /** Place in its machine. */
  readonly index: number
  readonly jsonata: boolean
  /** Whether it is of a type that can be retried: those have `$$.State.RetryCount`. */
  readonly retries: boolean
  /** Whether all that an attempt leaves in a thread is its payload: no task, no children, nothing to retry. */
  readonly simple: boolean
  /** Undefined for what is no state of AWS: a broken one is entered without an event. */
  readonly entered: StateEvents['entered'] | undefined
  readonly exited: StateEvents['exited']
  /** Logged when the state is cut short. */
  readonly aborted: StateEvents['aborted']
  /** Undefined: End. */
  readonly next: PlanState | undefined
  readonly enter: Operation
  readonly retriers: readonly Retrier[]
  readonly catchers: readonly Catcher[]
  readonly join: Join | undefined
  /** What a Task's Resource says. */
  readonly resource: Resource | undefined
  /** Where a Task, Parallel or Map goes on once its result is known. */
  readonly afterResult: Operation | undefined
  /** The result of a Parallel or Map is there: logs what AWS logs then, and goes on. Undefined for all others. */
  readonly given: ((thread: ThreadImpl, output: Json) => Operation) | undefined
  /** A task that gets a token: a callback, a job that is waited for, an activity. */
  readonly token: boolean
  /** Logs that the state has failed, when no Retrier takes the error. */
  readonly givenUp: ((thread: ThreadImpl) => void) | undefined
}

/** What the compiler of a state's type makes of it. `enter` is the operation at that stage. */
export type Compiled = Pick<PlanState, 'enter'> &
  Partial<Pick<PlanState, 'join' | 'resource' | 'afterResult' | 'given' | 'token' | 'givenUp'>>

/** What the compilers of states may use. */
export interface PlanScope {
  readonly state: State
  readonly plan: PlanState
  /** The state that a target names; one that fails where there is no such state. */
  readonly target: (node: StringNode) => PlanState
  readonly machine: (machine: Machine, isolated: boolean) => PlanMachine
  /** Operations that refer to no state, by what they do: the whole plan has each once. */
  readonly shared: Shared
}

/**
 * What many states of a plan have in common, by its text. Where many states run once, what each has of its own is what the processor waits for.
 */
export interface Shared {
  readonly operations: Map<string, Operation>
  readonly resources: Map<string, Resource>
  /** How many Task states have been compiled: each has an ordinal, by which its calls are counted. */
  tasks: number
}

/** A state before it is linked to what its compiler has made. */
export function emptyState(state: State, index: number): PlanState {
  const events = state.type === undefined ? undefined : stateEventsOf[state.type]
  const retries = hasResult(state.type)
  return {
    name: state.name,
    state,
    firstKey: `${state.name}#1#0`,
    index,
    jsonata: state.queryLanguage === 'JSONata',
    retries,
    simple: !retries && memberOf(state.node, 'InputPath') === undefined,
    entered: events?.entered,
    exited: events?.exited,
    aborted: events?.aborted,
    next: undefined,
    enter: operation('enter', () => undefined),
    retriers: [],
    catchers: [],
    join: undefined,
    resource: undefined,
    afterResult: undefined,
    given: undefined,
    token: false,
    givenUp: undefined,
  }
}
