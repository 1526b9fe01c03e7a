import type { Json } from '../core/base/json'
import { Lines } from '../core/base/lines'
import type { RunProblem } from '../core/run/prepare'
import type { Program } from '../core/run/program'
import { diagnosticsOf } from '../hosts/node/check'
import { type Call, type ExitCode, UsageError } from './command'
import { block } from './formats/pretty'
import { notJson, optionName } from './jsonOptions'
import { prettyJson } from './result'
import type { Terminal } from './terminal'

/** What is run, and the mock file, as the user would name them. */
interface Files {
  readonly file: string
  readonly mockFile: string | undefined
}

/** A definition with errors is shown at their places; what else is wrong is a wrong call. */
export function refuse(call: Call, terminal: Terminal, files: Files, { document }: Program, problems: readonly RunProblem[]): ExitCode {
  const { file } = files
  const lines = new Lines(document.text)
  const faults = problems.flatMap((problem) =>
    problem.code === 'fault' ? [block({ file, document, lines }, problem.fault, terminal)] : [],
  )
  if (faults.length === 0) throw new UsageError(usage(call, files, problems[0]!))
  terminal.err(faults.join('\n'))
  if (call.has('json')) {
    const found = problems.flatMap((problem) => (problem.code === 'fault' ? [problem.fault] : []))
    const diagnostics = diagnosticsOf([{ file, lines, problems: found }])
    terminal.out(`${prettyJson({ status: 'INVALID', diagnostics } as unknown as Json)}\n`)
  }
  return 1
}

function usage(call: Call, { file, mockFile }: Files, problem: RunProblem): string {
  switch (problem.code) {
    case 'wrongMocks':
      return `${mockFile}: ${problem.message}`
    case 'notTime':
      return `--start-time is a time such as 2026-01-31T12:00:00Z, not "${call.text('start-time')}"`
    case 'alone':
      return problem.role === 'testCase'
        ? '--test-case needs --mock-config, the file that it is in, or mockConfig in stepthrough.json'
        : '--mock-config needs --test-case, a test case in it'
    case 'notJson':
      return notJson(problem.role === 'input' ? optionName(call, 'input') : `--mock-config (${mockFile})`, problem)
    default:
      return `cannot run ${file}: ${problem.message}`
  }
}
