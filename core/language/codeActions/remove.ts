import { parentOf } from '../../syntax/walk'
import type { Fix } from './request'

/** Takes out a state that nothing leads to. */
export const unreachableFix: Fix = {
  codes: ['UNREACHABLE_STATE'],
  fix(problem, request) {
    const member = request.member(problem)
    if (member === undefined) return []
    return [{ title: `Remove the unreachable state '${member.key.value}'`, edits: request.editor.remove(member) }]
  },
}

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
    const title =
      problem.code === 'UNUSED_VARIABLE' ? `Remove the variable '${member.key.value}'` : `Remove the field '${member.key.value}'`
    const only = problem.code === 'UNUSED_VARIABLE' && member.parent.members.length === 1
    const holder = only && member.parent.parent?.kind === 'member' ? member.parent.parent : member
    return [{ title, edits: request.editor.remove(holder), preferred: problem.code === 'DUPLICATE_KEY' }]
  },
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
      if (handlers.items.length === 1 && holder?.kind === 'member')
        return [{ title: `Remove ${holder.key.value}`, edits: request.editor.remove(holder) }]
      return [{ title: `Remove what '${node.value}' is handled by`, edits: request.editor.removeItem(handlers, handler) }]
    }
    return [{ title: `Remove '${node.value}'`, edits: request.editor.removeItem(array, node) }]
  },
}
