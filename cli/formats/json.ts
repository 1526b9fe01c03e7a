import type { Checked } from '../check'
import { visibleJson } from '../terminal'
import { placeOf } from './place'

/** An array of `{file, line, column, endLine, endColumn, severity, code, message}`, counted from 1. */
export function json(results: readonly Checked[]): string {
  const rows = results.flatMap(({ file, lines, problems }) =>
    problems.map(({ severity, code, message, ...range }) => ({ file, ...placeOf(lines, range), severity, code, message })),
  )
  return `${visibleJson(JSON.stringify(rows, null, 2))}\n`
}
