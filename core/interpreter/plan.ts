import { maxDepth } from '../base/depth'
import { exited } from '../history/kind'
import { dataFlow } from '../model/dataflow'
import type { Machine, State } from '../model/machine'
import { valueAt } from '../model/machine'
import type { StringNode } from '../syntax/node'
import { isDeeperThan } from '../syntax/walk'
import { type Catcher, errorsOf, type Retrier } from './handlers'
import { type Compiled, emptyState, type Plan, type PlanMachine, type PlanScope, type PlanState, type Shared } from './planState'
import { broken, failing, noState, notDeployed } from './states/broken'
import { changeOf } from './states/changes'
import { compilers } from './states/index'
import { exitBy } from './states/transition'

/** Compiles a machine. A broken one compiles too: what is wrong with it fails when it is reached. */
export function plan(machine: Machine): Plan {
  const timeout = valueAt(machine.node, 'TimeoutSeconds')
  return {
    machine: isDeeperThan(machine.node, maxDepth)
      ? tooDeep(machine)
      : planMachine(machine, false, { operations: new Map(), resources: new Map(), tasks: 0 }),
    timeoutSeconds: timeout?.kind === 'number' ? timeout.value : undefined,
  }
}

function tooDeep(machine: Machine): PlanMachine {
  const first = broken(machine, 'The state machine is nested too deep.', machine.node)
  return { machine, states: new Map(), unvisited: [], first, isolated: false }
}

function planMachine(machine: Machine, isolated: boolean, shared: Shared): PlanMachine {
  const states = new Map<string, PlanState>()
  for (const state of machine.states.values()) states.set(state.name, emptyState(state, states.size))
  const target = (node: StringNode) => states.get(node.value) ?? broken(machine, noState(machine, node), node)
  const nested: PlanScope['machine'] = (inner, isolated) => planMachine(inner, isolated, shared)
  for (const plan of states.values()) fill({ state: plan.state, plan, target, machine: nested, shared })
  const first =
    machine.startAt === undefined ? broken(machine, 'The state machine has no StartAt.', machine.node) : target(machine.startAt.node)
  return { machine, states, unvisited: Array.from(states, () => 0), first, isolated }
}

function fill(scope: PlanScope): void {
  const { state, plan, target } = scope
  const next = valueAt(state.node, 'Next')
  const filled: Partial<PlanState> = {
    next: next?.kind === 'string' ? target(next) : undefined,
    retriers: items(state, 'Retry').map(retrier),
    catchers: items(state, 'Catch').map((node, i) => catcher(scope, node, i)),
    ...compiled(scope),
  }
  Object.assign(plan, filled)
}

function compiled(scope: PlanScope): Compiled {
  const { state } = scope
  const undeployed = notDeployed(state)
  if (undeployed !== undefined) return { enter: undeployed }
  return state.type === undefined ? { enter: failing('The state has no valid Type.', state.node) } : compilers[state.type](scope)
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

function catcher({ state, target }: PlanScope, node: ItemNode, index: number): Catcher {
  const next = valueAt(node, 'Next')
  return {
    errors: errorsOf(node),
    next: next?.kind === 'string' ? target(next) : undefined,
    after: exitBy(state.type && exited(state.type, { kind: 'Catch', index })),
    change: changeOf(state, dataFlow[state.queryLanguage].Catcher, node, `Catch[${index}]/`),
  }
}
