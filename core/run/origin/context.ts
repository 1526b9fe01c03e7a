import type { Visit } from '../../interpreter/hindsight'
import { isDistributed } from '../../model/machine'
import type { Back, From } from './from'
import { executionInput } from './given'

/** One step back from the context object: to what it shows of the input and of a Map's item. All else the service makes. */
export function ofContext({ visit, steps }: From & { readonly of: 'context' }): Back {
  const [first, second, third, ...rest] = steps
  if (first === 'Execution' && second === 'Input')
    return ofInput(
      visit,
      [third, ...rest].filter((step) => step !== undefined),
    )
  const iteration = first === 'Map' && second === 'Item' ? iterationOf(visit) : undefined
  if (iteration?.around !== undefined && third === 'Value')
    return { next: { of: 'item', visit: iteration.around, index: iteration.thread.index, steps: rest } }
  return {
    told: {
      kind: 'made',
      text: `${steps.join('.') || 'all'} of the context object, which the service makes`,
      visit,
      node: undefined,
      event: undefined,
    },
  }
}

/** The nearest iteration that a visit is in, within its execution. */
function iterationOf(visit: Visit): Visit | undefined {
  for (let at: Visit | undefined = visit; at !== undefined && at.thread.kind !== 'execution'; at = at.around)
    if (at.thread.kind === 'iteration') return at
  return undefined
}

/** What the execution has begun with: the child execution of a distributed Map has its own. */
function ofInput(visit: Visit, steps: From['steps']): Back {
  let at = visit
  while (at.around !== undefined && at.thread.kind !== 'execution' && !(at.thread.kind === 'iteration' && isDistributed(at.state.machine)))
    at = at.around
  if (at.thread.kind === 'machine') return { told: executionInput(visit) }
  while (at.before !== undefined) at = at.before
  return { next: { of: 'flow', visit: at, value: 'input', steps } }
}
