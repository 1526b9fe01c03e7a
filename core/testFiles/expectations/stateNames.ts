import { nearest } from '../../base/nearest'
import { valuePath } from '../../expressions/valuePath'
import { machinesOf } from '../../model/graph'
import type { Failure } from '../types'
import { shown } from './compare'
import type { Judged } from './expectation'

/** Names that are no states fail, since otherwise a misspelt one that is to have no visits would pass. */
export function unknownStates(what: 'visits' | 'attempts' | 'calls', names: readonly string[], { ran }: Judged) {
  const states = new Set(machinesOf(ran.run.definition.machine).flatMap((machine) => [...machine.states.keys()]))
  const known: string[] = []
  const failures: Failure[] = []
  for (const name of names) {
    if (states.has(name)) {
      known.push(name)
      continue
    }
    const near = nearest(name, states)
    const hint = near === undefined ? '' : ` Did you mean ${shown(near)}?`
    failures.push({ what, path: valuePath('JSONPath', '$', [name]), message: `${shown(name)} is no state of the definition.${hint}` })
  }
  return { failures, known }
}
