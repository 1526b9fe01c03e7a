import type { Problem } from '../../../base/problem'
import type { ArrayNode } from '../../../syntax/node'
import { parentOf } from '../../../syntax/walk'
import type { ActionRequest, Fix } from './request'

/** Moves the Retrier or Catcher of States.ALL to the end, where it has to be. */
export const statesAllLastFix: Fix = {
  codes: ['STATES_ALL_NOT_LAST'],
  all: true,
  fix(problem, request) {
    const names = namesAt(problem, request)
    const handler = names === undefined ? undefined : parentOf(names)
    const handlers = handler === undefined ? undefined : parentOf(handler)
    if (handler === undefined || handlers?.kind !== 'array') return []
    const index = handlers.items.indexOf(handler)
    const order = handlers.items.map((_, i) => i).filter((i) => i !== index)
    return [{ title: 'Move States.ALL to the end', edits: request.editor.reorder(handlers, [...order, index]), preferred: true }]
  },
}

/** Keeps States.ALL alone: it stands for the other names too. */
export const statesAllAloneFix: Fix = {
  codes: ['STATES_ALL_NOT_ALONE'],
  fix(problem, request) {
    const names = namesAt(problem, request)
    const holder = names?.parent
    if (holder?.kind !== 'member') return []
    return [{ title: 'Keep States.ALL only', edits: request.editor.replaceValue(holder, '[ "States.ALL" ]'), preferred: true }]
  },
}

function namesAt(problem: Problem, request: ActionRequest): ArrayNode | undefined {
  const node = request.string(problem)
  const array = node === undefined ? undefined : parentOf(node)
  return array?.kind === 'array' ? array : undefined
}
