import { type Variables, variablesOf } from '../../analysis/variables'
import type { Range } from '../../base/range'
import type { AslDocument, Definition } from '../../model/document'
import type { Machine, State } from '../../model/machine'
import { contains } from '../../syntax/walk'

/** The definition in whose text the offset is: in a template any of several, or none (undefined). */
export const definitionAt = (document: AslDocument, offset: number): Definition | undefined =>
  document.definitions.find((definition) => contains(definition.range, offset))

/**
 * The innermost machine at an offset, and the state in it whose member encloses the offset; no state between and around them. An offset
 * outside of the machine gives the machine.
 */
export function placeAt(machine: Machine, offset: number): { readonly machine: Machine; readonly state: State | undefined } {
  for (;;) {
    const state = statesOf(machine).find((each) => contains(each.member, offset))
    const nested = state?.machines.find((each) => contains(each.node, offset))
    if (nested === undefined) return { machine, state }
    machine = nested
  }
}

/** All states of one machine, without those nested in them: first those that its names stand for, then duplicates. */
export const statesOf = (machine: Machine): State[] => [...machine.states.values(), ...machine.duplicates]

const found = new WeakMap<Machine, Variables>()

/** The variables of a definition; found out once per tree. */
export function variablesIn({ machine }: Definition): Variables {
  let variables = found.get(machine)
  if (variables === undefined) found.set(machine, (variables = variablesOf(machine)))
  return variables
}

/** Ranges in the order of the text, each once: an alias of YAML shows one place several times. */
export function distinct<T extends Range>(ranges: readonly T[]): T[] {
  const seen = new Set<string>()
  return [...ranges]
    .sort((a, b) => a.offset - b.offset)
    .filter(({ offset, length }) => !seen.has(`${offset}:${length}`) && seen.add(`${offset}:${length}`))
}
