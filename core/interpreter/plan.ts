import { compileJsonata } from '../jsonata/compile'
import type { Machine, State, StateType } from '../model/machine'
import { memberOf, valueAt } from '../model/machine'
import { compileTemplate } from '../paths/template'
import type { StringNode } from '../syntax/node'
import { type EventKind, events, stateEntered, stateExited } from './events'
import type { Family } from './families'
import { type Catcher, errorsOf, type Retrier } from './handlers'
import { type Operation, operation } from './operation'
import type { Resource } from './resource'
import { broken, failing, noState, notDeployed } from './states/broken'
import { catcherOutput } from './states/dataflow'
import { compilers } from './states/index'
import type { ThreadImpl } from './thread'

/** A state machine that is ready to run: every path, template, rule and expression compiled once, states linked to their successors. */
export interface Plan {
  readonly machine: PlanMachine
  readonly timeoutSeconds: number | undefined
}

export interface PlanMachine {
  readonly machine: Machine
  readonly states: ReadonlyMap<string, PlanState>
  /** Per state, how often it has been entered before: never. */
  readonly unvisited: readonly number[]
  readonly first: PlanState
  /** A child execution of a distributed Map sees no variables of the Map's scope and has a history of its own. */
  readonly isolated: boolean
}

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
  readonly entered: EventKind | undefined
  readonly exited: EventKind
  /** Logged when the state is cut short. */
  readonly aborted: EventKind | undefined
  /** Undefined: End. */
  next: PlanState | undefined
  enter: Operation
  retriers: readonly Retrier[]
  catchers: readonly Catcher[]
  family: Family | undefined
  /** What a Task's Resource says. */
  resource: Resource | undefined
  /** Where a Task, Parallel or Map goes on once its result is known. */
  afterResult: Operation | undefined
  /** A task that gets a token: a callback, a job that is waited for, an activity. */
  token: boolean
  /** Logs that the state has failed, when no Retrier takes the error. */
  givenUp: ((thread: ThreadImpl) => void) | undefined
}

/** What the compilers of states may use. */
export interface PlanScope {
  readonly state: State
  readonly plan: PlanState
  /** The state that a target names; one that fails where there is no such state. */
  readonly target: (node: StringNode) => PlanState
  readonly machine: (machine: Machine, isolated: boolean) => PlanMachine
}

const abortedKinds: Partial<Record<StateType, EventKind>> = {
  Task: events.taskStateAborted,
  Wait: events.waitStateAborted,
  Parallel: events.parallelStateAborted,
  Map: events.mapStateAborted,
}

/** Compiles a machine. A broken one compiles too: what is wrong with it fails when it is reached. */
export function plan(machine: Machine): Plan {
  const timeout = valueAt(machine.node, 'TimeoutSeconds')
  return { machine: shallowEnough(machine), timeoutSeconds: timeout?.kind === 'number' ? timeout.value : undefined }
}

/** Machines in machines, thousands deep, end the stack. */
function shallowEnough(machine: Machine): PlanMachine {
  try {
    return planMachine(machine, false)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const first = broken(machine, 'The state machine is nested too deep.', machine.node)
    return { machine, states: new Map(), unvisited: [], first, isolated: false }
  }
}

export function planMachine(machine: Machine, isolated: boolean): PlanMachine {
  const states = new Map<string, PlanState>()
  for (const state of machine.states.values()) states.set(state.name, emptyState(state, states.size))
  const target = (node: StringNode) => states.get(node.value) ?? broken(machine, noState(machine, node), node)
  for (const plan of states.values()) fill({ state: plan.state, plan, target, machine: planMachine })
  const first =
    machine.startAt === undefined ? broken(machine, 'The state machine has no StartAt.', machine.node) : target(machine.startAt.node)
  return { machine, states, unvisited: Array.from(states, () => 0), first, isolated }
}

export function emptyState(state: State, index: number): PlanState {
  const retries = state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map'
  return {
    name: state.name,
    state,
    firstKey: `${state.name}#1#0`,
    index,
    jsonata: state.queryLanguage === 'JSONata',
    retries,
    simple: !retries && memberOf(state.node, 'InputPath') === undefined,
    entered: state.type === undefined ? undefined : stateEntered(state.type),
    exited: stateExited(state.type ?? ''),
    aborted: state.type === undefined ? undefined : abortedKinds[state.type],
    next: undefined,
    enter: operation('enter', () => undefined),
    retriers: [],
    catchers: [],
    family: undefined,
    resource: undefined,
    afterResult: undefined,
    token: false,
    givenUp: undefined,
  }
}

function fill(scope: PlanScope): void {
  const { state, plan, target } = scope
  const next = valueAt(state.node, 'Next')
  if (next?.kind === 'string') plan.next = target(next)
  plan.retriers = items(state, 'Retry').map(retrier)
  plan.catchers = items(state, 'Catch').map((node, i) => catcher(scope, node, `Catch[${i}]`))
  const undeployed = notDeployed(state)
  if (undeployed !== undefined) plan.enter = undeployed
  else if (state.type === undefined) plan.enter = failing('The state has no valid Type.', state.node)
  else plan.enter = compilers[state.type](scope)
}

const items = (state: State, field: string) => {
  const node = valueAt(state.node, field)
  return node?.kind === 'array' ? node.items : []
}

type ItemNode = ReturnType<typeof items>[number]

function numberAt(node: ItemNode, field: string, otherwise: number): number {
  const value = valueAt(node, field)
  return value?.kind === 'number' ? value.value : otherwise
}

/** Defaults and bounds. Source: ASL specification, Retrying after error. */
function retrier(node: ItemNode): Retrier {
  const jitter = valueAt(node, 'JitterStrategy')
  return {
    errors: errorsOf(node),
    interval: numberAt(node, 'IntervalSeconds', 1),
    maxAttempts: numberAt(node, 'MaxAttempts', 3),
    backoffRate: numberAt(node, 'BackoffRate', 2),
    maxDelay: numberAt(node, 'MaxDelaySeconds', 99_999_999),
    jitter: jitter?.kind === 'string' && jitter.value === 'FULL',
  }
}

function catcher({ plan, target }: PlanScope, node: ItemNode, location: string): Catcher {
  const next = valueAt(node, 'Next')
  const assign = memberOf(node, 'Assign')?.value
  return {
    errors: errorsOf(node),
    next: next?.kind === 'string' ? target(next) : undefined,
    output: catcherOutput(plan, node, location),
    assign: assign === undefined ? undefined : plan.jsonata ? compileJsonata(assign, `${location}/Assign`) : compileTemplate(assign),
  }
}
