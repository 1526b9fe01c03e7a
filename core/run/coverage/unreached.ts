import { walkState } from '../../analysis/expressions'
import { jsonataBody } from '../../expressions/jsonata/body'
import { readConditionals } from '../../expressions/jsonata/conditionals'
import { type State, valueAt } from '../../model/machine'
import type { Node, StringNode } from '../../syntax/node'
import { offsetAt } from '../../syntax/strings'
import { itemsOf } from '../retried'
import type { BranchCoverage, Counted, CountedState, WayKind } from './types'

/** A state that nothing has reached yet. `expressions`: those with conditionals, each with the index of its first one. */
export interface Unreached {
  readonly counted: CountedState
  readonly expressions: ReadonlyMap<StringNode, number>
}

/** A state with all its ways, none of which was taken. What is missing or broken in the text has no way. */
export function unreached(state: State): Unreached {
  const { name, key, node, machine, type } = state
  const branches: Counted<BranchCoverage>[] = []
  const add = (kind: WayKind, index: number, offset: number, target?: string) => branches.push({ kind, index, target, offset, count: 0 })
  const lead = (kind: WayKind, index: number, at: Node | undefined, to: Node | undefined) => {
    if (at !== undefined && to?.kind === 'string') add(kind, index, at.offset, to.value)
  }
  if (type !== 'Choice') lead('Next', 0, valueAt(node, 'Next'), valueAt(node, 'Next'))
  else {
    for (const [i, rule] of itemsOf(node, 'Choices').entries()) lead('Choice', i, rule, valueAt(rule, 'Next'))
    lead('Default', 0, valueAt(node, 'Default'), valueAt(node, 'Default'))
  }
  for (const [i, catcher] of itemsOf(node, 'Catch').entries()) lead('Catch', i, catcher, valueAt(catcher, 'Next'))
  for (const [i, retrier] of itemsOf(node, 'Retry').entries()) add('Retry', i, retrier.offset)
  const expressions = new Map<StringNode, number>()
  let index = 0
  walkState(state, {
    expression({ kind, node: text }) {
      const body = kind === 'jsonata' ? jsonataBody(text.value) : undefined
      const found = body === undefined ? [] : readConditionals(body.text)
      if (found.length > 0) expressions.set(text, index)
      for (const { met, unmet } of found) {
        add('Then', index, offsetAt(text, body!.offset + met))
        add('Else', index, offsetAt(text, body!.offset + unmet))
        index++
      }
    },
  })
  const counted = { name, path: [...machine.path, 'States', name], offset: key.offset, entered: 0, branches, unexplained: 0 }
  return { counted, expressions }
}
