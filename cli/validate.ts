import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AnalyseOptions, analyse } from '../core/analysis/analyse'
import type { AslDocument } from '../core/document'
import type { Problem, Severity } from '../core/problem'
import { Lines } from '../core/syntax/lines'
import { loadYaml } from '../core/syntax/parse'
import { type Call, type ExitCode, UsageError } from './command'
import { severities } from './commands'
import { expandFolders, readDocument } from './files'
import { formats } from './formats'
import type { Terminal } from './terminal'

/** A file with what is wrong with it. */
export interface Checked {
  readonly file: string
  readonly document: AslDocument
  readonly lines: Lines
  readonly problems: readonly Problem[]
}

/** `stepthrough validate`: 1 where a problem is an error. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  if (call.operands.length === 0) throw new UsageError('validate needs at least one FILE; see stepthrough validate --help')
  const type = call.text('type') as AnalyseOptions['type']
  const options: AnalyseOptions = { severities: severitiesOf(call.all('severity')), ...(type && { type }) }
  const results: Checked[] = []
  for (const file of expandFolders(terminal, call.operands)) {
    const document = await readDocument(terminal, file)
    const problems = document.content === 'mock' ? await mockFileProblems(terminal, file, document, options) : analyse(document, options)
    results.push({ file, document, lines: new Lines(document.text), problems })
  }
  terminal.out(formats[(call.text('format') ?? 'pretty') as keyof typeof formats](results, terminal))
  return results.some(({ problems }) => problems.some(({ severity }) => severity === 'error')) ? 1 : 0
}

/** A mock file is checked against the definitions around it, which may be YAML. */
async function mockFileProblems(
  { cwd }: Terminal,
  file: string,
  document: AslDocument,
  { severities = {} }: AnalyseOptions,
): Promise<Problem[]> {
  const [{ mockProblems }, { FileWorkspace }] = await Promise.all([
    import('../core/language/mockProblems'),
    import('../hosts/workspace'),
    loadYaml(),
  ])
  const problems = mockProblems({ uri: pathToFileURL(resolve(cwd, file)).href, document }, new FileWorkspace())
  return [...document.syntaxProblems, ...problems].flatMap((problem) => {
    const severity = severities[problem.code] ?? problem.severity
    return severity === 'off' ? [] : [{ ...problem, severity }]
  })
}

/** `CODE=level` ... */
function severitiesOf(pairs: readonly string[]): Record<string, Severity | 'off'> {
  const chosen: Record<string, Severity | 'off'> = {}
  for (const pair of pairs) {
    const [code, level, ...rest] = pair.split('=')
    if (!code || rest.length > 0 || !isLevel(level))
      throw new UsageError(`--severity is CODE=LEVEL with LEVEL one of ${severities.join(', ')}, not "${pair}"`)
    chosen[code] = level
  }
  return chosen
}

const isLevel = (level: string | undefined): level is Severity | 'off' => severities.some((known) => known === level)
