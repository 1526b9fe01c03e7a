import type { Execution, Thread } from '../../core/interpreter/api'
import { lineage } from '../../core/interpreter/lineage'
import { isEntering } from '../shown/states'

/** Whether the thread that is about to go on has come to where a step was to lead. Asked before each stage. */
export type Goal = (next: Thread) => boolean

/** `continue`: nothing but breakpoints, errors and the end stop it. */
export const toTheEnd: Goal = () => false

/** `next`: the thread's next state. See `over` for what comes after its last. */
export const nextState = (execution: Execution, from: Thread): Goal => {
  const beyond = over(execution, from)
  return (next) => (next.id === from.id ? isEntering(next) : beyond(next))
}

/** `next` by stage: any next stage of the thread. */
export const nextStage = (execution: Execution, from: Thread): Goal => {
  const beyond = over(execution, from)
  return (next) => next.id === from.id || beyond(next)
}

/** `stepIn`: the first state of a branch or iteration (of the one asked for), or of the execution that a task starts; else as `next`. */
export const into = (from: Thread, otherwise: Goal, index?: number): Goal => {
  const isWithin = ({ parent, kind, nested }: Thread) => parent?.id === from.id || (kind === 'execution' && nested?.startedBy === from.id)
  return (next) => (isWithin(next) && isEntering(next) && (index === undefined || next.index === index)) || otherwise(next)
}

/** `stepOut`: the state that owns the branch or iteration, when all its siblings are done too; the task that waits for the execution. */
export const outOf = (from: Thread): Goal => {
  const owners = new Set(lineage(from).map(({ id }) => id))
  owners.delete(from.id)
  return (next) => owners.has(next.id)
}

/** Behind the last state of a branch or iteration: the first state of a sibling that begins only then, else the owner. */
function over(execution: Execution, from: Thread): Goal {
  const out = outOf(from)
  const parent = from.parent?.id
  let ended = false
  return (next) => {
    if (parent === undefined) return false
    if (out(next)) return true
    const begins =
      next.parent?.id === parent && isEntering(next) && next.visit === 1 && next.state?.name === next.state?.machine.startAt?.target
    if (!begins) return false
    ended ||= !execution.threads.some(({ id, state }) => id === from.id && state !== undefined)
    return ended
  }
}
