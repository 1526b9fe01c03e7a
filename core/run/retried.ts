import { aliasesOfTask } from '../aws/errors'
import type { EventKind } from '../history/kind'
import { detailsOf, type History } from '../history/types'
import { errorsOf, matches } from '../interpreter/handlers'
import { memberOf, type State, valueAt } from '../model/machine'
import type { Node } from '../syntax/node'

/** The elements of a state's list: Choices, Catch, Retry. Empty where it has none, or something else. */
export function itemsOf(node: Node, field: string): readonly Node[] {
  const list = memberOf(node, field)?.value
  return list?.kind === 'array' ? list.items : []
}

/**
 * The index in Retry, from 0, of the Retrier by which an attempt has begun anew. `index`: that of the event in the history with which the
 * attempt begins. The history does not name the Retrier: it is the first that takes the error of the attempt before. -1: not known.
 */
export function retrierBefore(history: History, index: number, state: State): number {
  const error = errorBefore(history, index)
  return error === undefined ? -1 : itemsOf(state.node, 'Retry').findIndex((retrier) => matches(errorsOf(retrier), error))
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
function aliasesOf(error: string, { span }: EventKind, state: State | undefined): readonly string[] {
  const ofTask = span === 'task' ? aliasesOfTask(error) : undefined
  if (ofTask !== undefined) return ofTask
  const hasHeartbeat = state?.node.members.some(({ key }) => key.value.startsWith('HeartbeatSeconds'))
  return error === 'States.Timeout' && hasHeartbeat ? ['States.HeartbeatTimeout'] : []
}
