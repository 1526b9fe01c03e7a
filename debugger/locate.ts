import type { State } from '../core/model/machine'
import { contains } from '../core/syntax/walk'
import type { SourceFile } from './documents'

/**
 * The state that a breakpoint at a 0-based line (and column, where the client gives one) is for. A state's place is its key. A line
 * without a key slides: inside a state to that state's key, elsewhere to the key of the nearest line, the following one where two
 * are as near. Or why there is none: a line that the file does not have is no place.
 */
export function placeForBreakpoint(file: SourceFile, line: number, character?: number): State | string {
  if (line < 0 || line >= file.lines.count) return `The file has ${file.lines.count} lines.`
  return stateForBreakpoint(file, line, character) ?? 'There is no state in this file.'
}

function stateForBreakpoint(file: SourceFile, line: number, character?: number): State | undefined {
  const lineOf = (state: State) => file.lines.position(state.key.offset).line
  const onLine = file.states.filter((state) => lineOf(state) === line)
  if (character === undefined) {
    if (onLine.length > 0) return onLine[0]
    const start = file.lines.start(line)
    const text = file.document.text.slice(start, file.lines.end(line))
    return innermost(file, start + text.search(/\S|$/)) ?? nearest(file, (state) => Math.abs(lineOf(state) - line))
  }
  const offset = file.lines.offset({ line, character })
  return (
    file.states.find((state) => contains(state.key, offset)) ??
    innermost(file, offset) ??
    nearest({ ...file, states: onLine.length > 0 ? onLine : file.states }, (state) => Math.abs(state.key.offset - offset))
  )
}

/** The innermost state whose text holds the offset. */
export const innermost = ({ states }: Pick<SourceFile, 'states'>, offset: number): State | undefined =>
  states.findLast((state) => contains(state.member, offset))

function nearest({ states }: Pick<SourceFile, 'states'>, distance: (state: State) => number): State | undefined {
  let best: State | undefined
  for (const state of states) if (best === undefined || distance(state) <= distance(best)) best = state
  return best
}
