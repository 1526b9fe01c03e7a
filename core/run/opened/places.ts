import { Lines } from '../../base/lines'
import { statePath } from '../../history/rows'
import type { AslDocument, Definition } from '../../model/document'
import { machinesOf } from '../../model/graph'
import { type State, stateKey } from '../../model/machine'
import type { Program } from '../program'
import type { DefinitionNow } from './types'

/** All states of a definition. */
export const statesOf = ({ machine }: Definition): State[] => machinesOf(machine).flatMap(({ states }) => [...states.values()])

/**
 * Where the states of a run are now: in its file, by their paths where the text has changed since. One that is there no more is at its place in the text that ran, and in no file.
 */
export function placesNow(document: AslDocument, now: DefinitionNow | undefined) {
  const ran = { path: now?.program.document === document ? now.path : '', lines: new Lines(document.text) }
  const later = now === undefined || now.program.document === document ? undefined : inFile(now.program, now.path)
  return (state: State) => later?.(state) ?? ran
}

function inFile({ document, definition }: Program, path: string) {
  const lines = new Lines(document.text)
  const states = typeof definition === 'string' ? [] : statesOf(definition)
  const byKey = new Map(states.map((state) => [stateKey(statePath(state)), state]))
  return (state: State) => {
    const as = byKey.get(stateKey(statePath(state)))
    return as && { path, lines, as }
  }
}
