import type { StatePlace } from '../../core/model/places'
import { lineOfText, placesInText } from '../../core/model/placesInText'
import type { SourceFile } from '../program/documents'

/**
 * The place that a breakpoint at a 0-based line (and column, where the client gives one) is for, or why there is none: a line that the file does not have
 * is no place. A column before the text of the line, which in YAML begins behind its dashes, says no more than the line.
 */
export function placeForBreakpoint(file: SourceFile, line: number, character?: number): StatePlace | string {
  const { lines, states, document } = file
  if (line < 0 || line >= lines.count) return `The file has ${lines.count} lines.`
  const places = placesInText(states)
  const own = document.text.slice(lines.start(line), lines.end(line)).search(document.format === 'yaml' ? /[^\s-]|$/ : /\S|$/)
  const offset = character === undefined || character < own ? undefined : lines.offset({ line, character })
  const found = offset === undefined ? undefined : places.at(offset)
  return found ?? places.onLine(lineOfText(document.text, lines, line, offset)) ?? 'There is no state in this file.'
}
