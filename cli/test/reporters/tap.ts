import type { Json } from '../../../core/base/json'
import { jsonText } from '../../../core/base/jsonText'
import type { Failure } from '../../../core/testFiles/types'
import type { CaseResult } from '../../../hosts/node/tests/results'
import { inLine, visibleJson, wellFormed } from '../../terminal'
import type { MakeReporter } from './reporter'

/** The Test Anything Protocol, version 14: a test point for each case, what has failed as YAML behind it, the plan at the end. */
export const tap: MakeReporter = () => {
  let number = 0
  return {
    ended: (result) => `${number === 0 ? head : ''}${testPoint(result, ++number)}`,
    end: (_, isWhole) => `${number === 0 ? head : ''}${isWhole ? `1..${number}` : 'Bail out! interrupted'}\n`,
  }
}

const head = 'TAP version 14\n'

function testPoint(result: CaseResult, number: number): string {
  const { file, name, status } = result
  const point = `${status === 'failed' ? 'not ok' : 'ok'} ${number} - ${escaped(`${file}: ${name}`)}${status === 'skipped' ? ' # SKIP' : ''}\n`
  return status === 'failed' ? `${point}${diagnostics(result)}` : point
}

/** A name on one line, in which nothing begins a directive. */
const escaped = (text: string) => wellFormed(inLine(text)).replaceAll(/[\\#]/g, (character) => `\\${character}`)

/** Texts of JSON are YAML, too. */
function diagnostics({ file, line, column, failures }: CaseResult): string {
  const at = line === undefined ? failures[0] : { line, column }
  const place = { file, ...(at?.line !== undefined && { line: at.line, column: at.column! }) }
  return [
    '  ---',
    `  message: ${yaml(failures[0]?.message ?? '')}`,
    '  severity: "fail"',
    `  at: ${yaml(place)}`,
    '  failures:',
    ...failures.map((failure) => `    - ${yaml(shown(failure))}`),
    '  ...',
    '',
  ].join('\n')
}

const shown = ({ what, path, expected, actual, message }: Failure): Json => ({
  what,
  ...(path !== undefined && { path }),
  ...(expected !== undefined && { expected: short(expected) }),
  ...(actual !== undefined && { actual: short(actual) }),
  message,
})

/** A larger value is shown as its text: YAML's names have an end, and not every reader goes as deep. */
const most = 1_000

const short = (value: Json): Json => {
  const text = jsonText(value)
  return text.length <= most ? value : text
}

const yaml = (value: Json) =>
  visibleJson(jsonText(value)).replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
