import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { machinesOf } from '../../model/graph'
import type { CodeLens } from '../types'

/** Over each state's key: how many transitions lead to it, StartAt among them. A click shows them. LSP: textDocument/codeLens. */
export function codeLenses(document: AslDocument): CodeLens[] {
  return document.definitions.flatMap(({ machine }) =>
    machinesOf(machine).flatMap((scope) => {
      const references = new Map<string, Range[]>()
      const add = (target: string, range: Range) => {
        const list = references.get(target)
        if (list === undefined) references.set(target, [range])
        else list.push(range)
      }
      if (scope.startAt !== undefined) add(scope.startAt.target, scope.startAt.node)
      for (const state of scope.states.values()) for (const { target, node } of state.transitions) add(target, node)
      return [...scope.states.values()].map((state): CodeLens => {
        const found = references.get(state.name) ?? []
        const title = found.length === 0 ? 'no references' : found.length === 1 ? '1 reference' : `${found.length} references`
        return { range: rangeOnly(state.key), title, references: found.map(rangeOnly) }
      })
    }),
  )
}

const rangeOnly = ({ offset, length }: Range): Range => ({ offset, length })
