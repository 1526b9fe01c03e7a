import type { Lines } from './lines'
import type { Range } from './range'

/** A range as people and SARIF count it: from 1; the end is the column behind the last character. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a range of a text stands. */
export function placeOf(lines: Lines, { offset, length }: Range): Place {
  const start = lines.position(offset)
  const end = lines.position(offset + length)
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}
