import type { StatePlace } from '../core/model/places'
import { placesInText } from '../core/model/placesInText'
import type { SourceFile } from './documents'

/**
 * The place that a breakpoint at a 0-based line (and column, where the client gives one) is for, or why there is none: a line that the file does not have
 * is no place.
 */
export function placeForBreakpoint(file: SourceFile, line: number, character?: number): StatePlace | string {
  const { lines, states, document } = file
  if (line < 0 || line >= lines.count) return `The file has ${lines.count} lines.`
  const places = placesInText(states)
  const [start, end] = [lines.start(line), lines.end(line)]
  const blanks = document.text.slice(start, end).search(/\S|$/)
  const offset = character === undefined ? undefined : lines.offset({ line, character })
  const distance = (at: number) => Math.abs(lines.position(at).line - line)
  const found = offset === undefined ? undefined : places.at(offset)
  return found ?? places.onLine({ start, end, at: offset ?? start + blanks, distance }) ?? 'There is no state in this file.'
}
