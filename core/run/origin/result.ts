import { parseResource } from '../../aws/resource'
import { sourceNames } from '../../history/sources'
import type { History } from '../../history/types'
import type { Hindsight, Visit } from '../../interpreter/hindsight'
import { startFormOf } from '../../interpreter/nested/forms'
import { isTask, resourceOf } from '../../model/machine'
import { atExit } from './edited'
import type { Back, FlowFrom, OriginStep } from './from'
import type { Sources } from './origin'

/** One step back from what a state's work has given: into the branch, iteration or execution that it is of, or to the answer of the task. */
export function resultOf(sources: Sources, from: FlowFrom): Back {
  const { visit, steps } = from
  const { state } = visit
  if (isTask(state)) return fromExecution(sources.hindsight, from) ?? { told: toldBy(sources, visit, 'answered') }
  const [index, ...rest] = steps
  if (typeof index !== 'number') return { told: made(visit, 'joined', 'the outputs of all together') }
  const last = sources.hindsight.visits.findLast(({ around, thread }) => around === visit && thread.index === index)
  if (last === undefined) return {}
  return handedBy(last, `the output of ${state.name} [${index}]`, rest)
}

/** What another state machine has given that a task has started. Some ways to start one hand its output on as a text. */
function fromExecution(hindsight: Hindsight, { visit, steps }: FlowFrom): Back | undefined {
  const [first, ...rest] = steps
  if (first !== 'Output' || startFormOf(parseResource(resourceOf(visit.state)))?.gives !== 'values') return undefined
  const last = hindsight.visits.findLast(({ around, thread }) => around === visit && thread.kind === 'execution')
  return last && handedBy(last, `the output of ${last.thread.nested?.stateMachineName} (${last.thread.nested?.executionName})`, rest)
}

const handedBy = (visit: Visit, text: string, steps: FlowFrom['steps']): Back => ({
  told: { ...made(visit, 'handed', text), event: visit.told ? visit.exitEvent : undefined },
  next: { of: 'flow', visit, value: 'output', until: atExit(visit), steps },
})

/** The event with which a task, or what a state did, has ended. */
export function toldBy({ history }: Sources, visit: Visit, kind: 'answered' | 'failed'): OriginStep {
  const index = visit.told ? endIn(history, visit, kind) : undefined
  const source = index === undefined ? undefined : history.answeredBy(index)
  const by = source === undefined ? '' : `, answered by ${sourceNames[source]}`
  const text = kind === 'failed' ? 'the error that was caught' : `the result of the task${by}`
  return { ...made(visit, kind, text), event: index === undefined ? undefined : index + 1 }
}

/** The index of the last event of a visit that ends what it did, well or with an error. */
function endIn(history: History, { thread, firstEvent, exitEvent }: Visit, kind: 'answered' | 'failed'): number | undefined {
  for (let i = Math.min(history.length, exitEvent ?? history.length) - 1; i >= firstEvent; i--) {
    const event = history.info(i)
    if (event.thread !== thread.id || event.kind.outcome === undefined) continue
    if (kind === 'failed' ? event.kind.outcome !== 'succeeded' : event.kind.span === 'task' && event.kind.outcome === 'succeeded') return i
  }
  return undefined
}

const made = (visit: Visit, kind: OriginStep['kind'], text: string): OriginStep => ({
  kind,
  text,
  visit,
  node: undefined,
  event: undefined,
})
