import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../../core/base/json'
import { preview } from '../../core/base/preview'
import type { Execution, Thread } from '../../core/interpreter/api'
import { branchesOf, iterates } from '../../core/model/machine'
import type { Inside } from '../../core/run/bound'
import { mostShown } from '../shown/threads'
import { type Goal, into, nextStage, nextState } from './goals'

/** Ids of targets that are no branch and no iteration; those are their own places. */
const ids = { stages: 1_000_000_000, inside: 1_000_000_001 } as const

/** Whether what the thread's state does is still to come. */
const isBefore = ({ waitingFor, stages, error }: Thread): boolean =>
  waitingFor === undefined && stages.result === undefined && error === undefined

/** What a step from a thread can go into: branches, the first iterations, what answers the task, and in any state its stages. `items`: those of a Map. */
export function stepInTargets(
  thread: Thread,
  inside: Inside | undefined,
  items: readonly Json[] | undefined,
): DebugProtocol.StepInTarget[] {
  const { state } = thread
  if (state === undefined || thread.waitingFor !== undefined) return []
  const stages = { id: ids.stages, label: `Stages of ${state.name}` }
  if (!isBefore(thread)) return [stages]
  return [
    ...branchesOf(state).map((branch, id) => ({ id, label: `Branch ${id}: ${branch.startAt?.target ?? ''}` })),
    ...(iterates(state) && items === undefined ? [{ id: 0, label: 'Iteration 0' }] : []),
    ...(items ?? []).slice(0, mostShown).map((item, id) => ({ id, label: `Iteration ${id}: ${preview(item, 60)}` })),
    ...(inside === undefined ? [] : [{ id: ids.inside, label: labelOf(inside) }]),
    stages,
  ]
}

const labelOf = ({ kind, name }: Inside): string =>
  `${kind === 'function' ? 'Function' : 'Execution'}${name === undefined ? '' : ` of ${name}`}`

/** Where a step to a target leads. One that there is not leads to the next state. */
export function intoTarget(execution: Execution, thread: Thread, target: number): Goal {
  if (target === ids.stages) return nextStage(execution, thread)
  return into(thread, nextState(execution, thread), target === ids.inside ? undefined : target)
}

/** Whether a step to a target goes into what answers the task. */
export const isInside = (target: number | undefined): boolean => target === undefined || target === ids.inside
