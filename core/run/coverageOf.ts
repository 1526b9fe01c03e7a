import type { History } from '../history/types'
import { machinesOf } from '../model/graph'
import { type Machine, type State, valueAt } from '../model/machine'
import type { Node } from '../syntax/node'
import { type BranchCoverage, type Counted, type CountedState, type Coverage, count } from './coverage'
import { itemsOf, retrierBefore } from './retried'

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
      const retrier = begun.has(thread) ? retrierBefore(history, i, state!) : undefined
      if (retrier === -1) counted.unexplained++
      else if (retrier !== undefined) count(counted, 'Retry', retrier)
      begun.add(thread)
    }
  }
  return [...states.values()]
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
