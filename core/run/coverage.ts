import type { EventKind } from '../history/kind'
import { detailsOf, type History } from '../history/types'
import { errorsOf, matches } from '../interpreter/handlers'
import { machinesOf } from '../model/graph'
import { type Machine, memberOf, type State, valueAt } from '../model/machine'
import type { Node } from '../syntax/node'

/** A way that a state may go on, and how often it has. */
export interface BranchCoverage {
  readonly kind: 'Next' | 'Choice' | 'Default' | 'Catch' | 'Retry'
  /** Among those of its kind. */
  readonly index: number
  /** The state that it leads to; undefined for a Retrier. */
  readonly target: string | undefined
  /** Where it stands in the text. */
  readonly offset: number
  readonly count: number
}

export interface StateCoverage {
  readonly name: string
  /** Steps from the definition's root: `['States', 'Map', 'ItemProcessor', 'States', 'Each']`. The same over texts that say the same. */
  readonly path: readonly (string | number)[]
  readonly offset: number
  readonly entered: number
  /** In the order Next, Choices, Default, Catch, Retry. */
  readonly branches: readonly BranchCoverage[]
  /** Attempts that began anew for an error of which the history says nothing: one of the Retriers, nobody knows which. */
  readonly unexplained: number
}

/** All states of a machine and of those nested in it, outer ones first, each in the order of the text. Plain data. */
export type Coverage = readonly StateCoverage[]

type Counted<T> = { -readonly [K in keyof T]: T[K] }
type CountedState = Counted<Omit<StateCoverage, 'branches'>> & { readonly branches: Counted<BranchCoverage>[] }

/**
 * What a run has reached, told by its log. The states of a distributed Map's children log into histories of their own, which are not kept: they
 * count as not reached. `machine`: the one that was run.
 */
export function coverageOf(machine: Machine, history: History): Coverage {
  const states = new Map<State, CountedState>(
    machinesOf(machine).flatMap((each) => [...each.states.values()].map((state) => [state, unreached(state)] as const)),
  )
  /** Threads that have begun an attempt of the state that they are in. */
  const begun = new Set<number>()
  for (let i = 0; i < history.length; i++) {
    const { kind, state, thread } = history.info(i)
    const counted = state && states.get(state)
    if (counted === undefined) continue
    if (kind.span === 'state' && kind.role === 'opens') {
      counted.entered++
      begun.delete(thread)
    } else if (kind.span === 'state' && kind.outcome === 'succeeded') {
      count(counted, kind.branch?.kind ?? 'Next', kind.branch?.index ?? 0)
    } else if (kind.role === 'opens' && (kind.span === 'task' || kind.span === 'children')) {
      if (begun.has(thread)) countRetry(counted, state!, history, i)
      begun.add(thread)
    }
  }
  return [...states.values()]
}

/** The coverage of several runs of one definition. Of texts that differ, states of one path are one. */
export function mergeCoverage(all: readonly Coverage[]): Coverage {
  const merged = new Map<string, CountedState>()
  for (const state of all.flat()) {
    const key = JSON.stringify(state.path)
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { ...state, branches: state.branches.map((branch) => ({ ...branch })) })
    else {
      known.entered += state.entered
      known.unexplained += state.unexplained
      for (const { kind, index, count: times } of state.branches) count(known, kind, index, times)
    }
  }
  return [...merged.values()]
}

/** The states that no run has entered, and of the others the ways that none has taken. */
export function notReached(coverage: Coverage): {
  readonly states: Coverage
  readonly branches: readonly (BranchCoverage & { readonly state: string })[]
} {
  return {
    states: coverage.filter(({ entered }) => entered === 0),
    branches: coverage.flatMap(({ name, entered, branches }) =>
      entered === 0 ? [] : branches.flatMap((branch) => (branch.count === 0 ? [{ state: name, ...branch }] : [])),
    ),
  }
}

function count(state: CountedState, kind: BranchCoverage['kind'], index: number, times = 1): void {
  const branch = state.branches.find((each) => each.kind === kind && each.index === index)
  if (branch !== undefined) branch.count += times
}

function unreached(state: State): CountedState {
  const { name, key, node, machine, type } = state
  const branches: Counted<BranchCoverage>[] = []
  const add = (kind: BranchCoverage['kind'], at: Node | undefined, target: Node | undefined, index = 0) => {
    if (at !== undefined && (target === undefined ? kind === 'Retry' : target.kind === 'string'))
      branches.push({ kind, index, target: target?.kind === 'string' ? target.value : undefined, offset: at.offset, count: 0 })
  }
  const next = valueAt(node, 'Next')
  if (type !== 'Choice') add('Next', next, next)
  else for (const [i, rule] of itemsOf(node, 'Choices').entries()) add('Choice', rule, valueAt(rule, 'Next'), i)
  const otherwise = valueAt(node, 'Default')
  if (type === 'Choice') add('Default', otherwise, otherwise)
  for (const [i, catcher] of itemsOf(node, 'Catch').entries()) add('Catch', catcher, valueAt(catcher, 'Next'), i)
  for (const [i, retrier] of itemsOf(node, 'Retry').entries()) add('Retry', retrier, undefined, i)
  return { name, path: [...machine.path, 'States', name], offset: key.offset, entered: 0, branches, unexplained: 0 }
}

function itemsOf(node: Node, field: string): readonly Node[] {
  const list = memberOf(node, field)?.value
  return list?.kind === 'array' ? list.items : []
}

/** The history does not name the Retrier: it is the first that takes the error of the attempt before. */
function countRetry(counted: CountedState, state: State, history: History, index: number): void {
  const error = errorBefore(history, index)
  const taken = error === undefined ? -1 : itemsOf(state.node, 'Retry').findIndex((retrier) => matches(errorsOf(retrier), error))
  if (taken < 0) counted.unexplained++
  else count(counted, 'Retry', taken)
}

/** How many events behind an attempt the one with its error may be: the ends of iterations come between. */
const mostHops = 4

function errorBefore(history: History, index: number): Parameters<typeof matches>[1] | undefined {
  let at = index
  for (let hops = 0; hops < mostHops; hops++) {
    at = history.event(at, () => '').previousEventId - 1
    if (at < 0) return undefined
    const { state, kind } = history.info(at)
    const error = state?.type === 'Fail' ? literal(valueAt(state.node, 'Error')) : detailsOf(history.event(at, () => '')).error
    if (error !== undefined) return { error, traits: { aliases: aliasesOf(error, kind, state) } }
  }
  return undefined
}

const literal = (node: Node | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined)

/** What an error is called besides, as the interpreter has it: a result that is too large, a task whose sign of life was missed. */
function aliasesOf(error: string, { span }: EventKind, state: State | undefined): string[] {
  if (error === 'States.DataLimitExceeded' && span === 'task') return ['States.ALL']
  const hasHeartbeat = state?.node.members.some(({ key }) => key.value.startsWith('HeartbeatSeconds'))
  return error === 'States.Timeout' && hasHeartbeat ? ['States.HeartbeatTimeout'] : []
}
