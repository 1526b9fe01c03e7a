import { placeOf } from '../../core/base/place'
import type { Problem, Severity } from '../../core/base/problem'
import type { Range } from '../../core/base/range'
import type { Checked } from '../../hosts/node/check'
import { excerpt } from '../excerpt'
import { guarded, inLine, paint, type Style, type Terminal } from '../terminal'

const styles: Record<Severity, Style> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' }

/** For people: each problem with its line, and how many there are. */
export function pretty(results: readonly Checked[], terminal: Terminal): string {
  const style = paint(terminal)
  const blocks = results.flatMap((result) => result.problems.map((problem) => block(result, problem, terminal)))
  const problems = results.flatMap((result) => result.problems)
  const counts = (['error', 'warning', 'information', 'hint'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length
    return count === 0 ? [] : [style(styles[severity], plural(count, severity))]
  })
  const files = plural(results.length, 'file')
  return [...blocks, counts.length === 0 ? `${style('green', 'No problem')} in ${files}.\n` : `${counts.join(', ')} in ${files}.\n`].join(
    '\n',
  )
}

/** A problem with the line that it is on. */
export function block({ file, document, lines }: Omit<Checked, 'problems'>, problem: Problem, terminal: Terminal): string {
  const style = paint(terminal)
  const at = (range: Range) => {
    const { line, column } = placeOf(lines, range)
    return `${inLine(file)}:${line}:${column}`
  }
  const { severity, message, code } = problem
  const head = `${style('bold', at(problem))} ${style(styles[severity], severity)} ${inLine(message)} ${style('dim', code)}`
  const related = (problem.related ?? []).map((other) => `  ${at(other)} ${inLine(other.message)}\n`)
  return `${guarded(head)}\n${excerpt(terminal, document.text, lines, problem, styles[severity])}${related.join('')}`
}

const plurals: Record<string, string> = { information: 'notes', file: 'files', hint: 'hints', error: 'errors', warning: 'warnings' }
const singulars: Record<string, string> = { information: 'note' }

const plural = (count: number, word: string) => `${count} ${count === 1 ? (singulars[word] ?? word) : plurals[word]}`
