import type { Problem } from '../../../base/problem'
import { isTerminal, reachableStates } from '../../../model/graph'
import { memberOf, valueAt } from '../../../model/machine'
import type { Node } from '../../../syntax/node'
import { parentOf } from '../../../syntax/walk'
import { statesOf } from '../../cursor/stateAt'
import type { ActionRequest, Fix } from './request'

/** Takes out a state that nothing leads to; with the others that nothing leads to, where one of them leads to it. */
export const unreachableFix: Fix = {
  codes: ['UNREACHABLE_STATE'],
  fix(problem, request) {
    const member = request.member(problem)
    const { machine } = request.cursor(problem.offset)
    if (member === undefined || machine === undefined) return []
    const reached = reachableStates(machine)
    const states = [...machine.states.values()]
    // what ends the machine may only be missing because something else is wrong
    if (!states.some((state) => reached.has(state) && isTerminal(state))) return []
    const lost = states.filter((state) => !reached.has(state))
    const name = member.key.value
    const isNeeded = lost.some((state) => state.name !== name && state.transitions.some(({ target }) => target === name))
    if (!isNeeded) return [{ title: `Remove the unreachable state '${name}'`, edits: request.editor.remove(member) }]
    const edits = request.editor.removeAll(member.parent, new Set(lost.map((state) => state.member)))
    return [{ title: `Remove the ${lost.length} unreachable states`, edits }]
  },
}

/** What a task is given has another name in the other query language: without it the API would lack its parameters. */
const twins: Readonly<Record<string, string>> = { Arguments: 'Parameters', Parameters: 'Arguments' }

/** Takes out a field that does not belong where it is. */
export const fieldFix: Fix = {
  codes: [
    'UNKNOWN_FIELD',
    'OTHER_QUERY_LANGUAGE',
    'EXCLUSIVE_FIELDS',
    'DISTRIBUTED_ONLY',
    'QUERY_LANGUAGE_DOWNGRADE',
    'DUPLICATE_KEY',
    'UNKNOWN_API_PARAMETER',
    'UNUSED_VARIABLE',
  ],
  fix(problem, request) {
    const member = request.member(problem)
    if (member === undefined) return []
    const twin = problem.code === 'OTHER_QUERY_LANGUAGE' ? twins[member.key.value] : undefined
    if (twin !== undefined && memberOf(member.parent, twin) === undefined)
      return [{ title: `Rename ${member.key.value} to ${twin}`, edits: request.editor.replaceText(member.key, twin) }]
    const title =
      problem.code === 'UNUSED_VARIABLE' ? `Remove the variable '${member.key.value}'` : `Remove the field '${member.key.value}'`
    const only = problem.code === 'UNUSED_VARIABLE' && member.parent.members.length === 1
    const holder = only && member.parent.parent?.kind === 'member' ? member.parent.parent : member
    return [{ title, edits: request.editor.remove(holder), preferred: problem.code === 'DUPLICATE_KEY' }]
  },
}

/** Whether nothing but this Catcher leads to its Next, which nobody would reach without it. */
function isOnlyWay(handler: Node, request: ActionRequest, problem: Problem): boolean {
  const next = valueAt(handler, 'Next')
  const { machine } = request.cursor(problem.offset)
  if (next?.kind !== 'string' || machine === undefined) return false
  return !statesOf(machine).some(({ transitions }) => transitions.some(({ target, node }) => target === next.value && node !== next))
}

/** Takes out an error name that an earlier Retrier or Catcher matches already. */
export const shadowedFix: Fix = {
  codes: ['SHADOWED_ERROR', 'UNRETRIABLE_ERROR'],
  fix(problem, request) {
    const node = request.string(problem)
    const array = node === undefined ? undefined : parentOf(node)
    if (node === undefined || array?.kind !== 'array') return []
    const handler = array.items.length === 1 ? parentOf(array) : undefined
    const handlers = handler === undefined ? undefined : parentOf(handler)
    if (handler !== undefined && handlers?.kind === 'array') {
      const holder = handlers.parent
      if (isOnlyWay(handler, request, problem)) return []
      if (handlers.items.length === 1 && holder?.kind === 'member')
        return [{ title: `Remove ${holder.key.value}`, edits: request.editor.remove(holder) }]
      return [{ title: `Remove what '${node.value}' is handled by`, edits: request.editor.removeItem(handlers, handler) }]
    }
    return [{ title: `Remove '${node.value}'`, edits: request.editor.removeItem(array, node) }]
  },
}
