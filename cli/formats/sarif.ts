import { isAbsolute, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { allRules } from '../../core/analysis/rules'
import { placeOf } from '../../core/base/place'
import type { Severity } from '../../core/base/problem'
import type { Range } from '../../core/base/range'
import type { Checked } from '../../hosts/node/check'
import { visibleJson, wellFormed } from '../terminal'
import { version } from '../version'

const levels: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' }

/** SARIF 2.1.0, as code scanning services take it. Source: OASIS, Static Analysis Results Interchange Format. */
export function sarif(results: readonly Checked[]): string {
  const found = new Set(results.flatMap(({ problems }) => problems.map(({ code }) => code)))
  const rules = allRules.filter(({ code }) => found.has(code))
  const codes = rules.map(({ code }) => code)
  const run = {
    tool: { driver: { name: 'Stepthrough', semanticVersion: version, rules: rules.map(descriptor) } },
    columnKind: 'utf16CodeUnits',
    results: results.flatMap((result) =>
      result.problems.map((problem) => ({
        ruleId: problem.code,
        ruleIndex: codes.indexOf(problem.code),
        level: levels[problem.severity],
        message: { text: problem.message },
        locations: [{ physicalLocation: physicalLocation(result, problem) }],
        ...(problem.related && {
          relatedLocations: problem.related.map((other, id) => ({
            id,
            message: { text: other.message },
            physicalLocation: physicalLocation(result, other),
          })),
        }),
      })),
    ),
  }
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`
}

const descriptor = ({ code, sentence, severity }: (typeof allRules)[number]) => ({
  id: code,
  shortDescription: { text: sentence },
  defaultConfiguration: { level: levels[severity] },
})

function physicalLocation({ file, lines }: Checked, range: Range) {
  const { line, column, endLine, endColumn } = placeOf(lines, range)
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: line, startColumn: column, endLine, endColumn } }
}

/** A path relative to the working folder stays relative: the service that reads the log knows the root. */
const uriOf = (file: string) =>
  isAbsolute(file) ? pathToFileURL(file).href : wellFormed(file).split(sep).map(encodeURIComponent).join('/')
