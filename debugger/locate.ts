import type { StatePlace } from '../core/model/places'
import { lineOfText, placesInText } from '../core/model/placesInText'
import type { SourceFile } from './documents'

/**
 * The place that a breakpoint at a 0-based line (and column, where the client gives one) is for, or why there is none: a line that the file does not have
 * is no place.
 */
export function placeForBreakpoint(file: SourceFile, line: number, character?: number): StatePlace | string {
  const { lines, states, document } = file
  if (line < 0 || line >= lines.count) return `The file has ${lines.count} lines.`
  const places = placesInText(states)
  const offset = character === undefined ? undefined : lines.offset({ line, character })
  const found = offset === undefined ? undefined : places.at(offset)
  return found ?? places.onLine(lineOfText(document.text, lines, line, offset)) ?? 'There is no state in this file.'
}
