import { relative, sep } from 'node:path'
import { TestCoverage } from '../../hosts/node/tests/coverage'
import { findTests, NothingFound } from '../../hosts/node/tests/find'
import { type CaseResult, listening } from '../../hosts/node/tests/results'
import { TestSession } from '../../hosts/node/tests/session'
import { namedConfig } from '../bind'
import { type Call, type ExitCode, UsageError } from '../command'
import { inLine, printed, type Terminal } from '../terminal'
import { writeCoverage } from './coverage'
import { coverageRequest } from './coverageOptions'
import { openOutput, outputsOf } from './outputs'

/** `stepthrough test`: 1 where a test fails. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  const named = outputsOf(call)
  const counted = coverageRequest(call)
  const config = await namedConfig(call, terminal)
  const { cwd } = terminal
  const coverage = counted && new TestCoverage((path) => relative(cwd, path).replaceAll(sep, '/'))
  const session = new TestSession({
    root: cwd,
    ...(config !== undefined && { config }),
    allowRemote: call.has('allow-remote'),
    ...(coverage && { coverage }),
    howToAllow: '--allow-remote',
    print: (from, line) => terminal.err(`[${inLine(from)}] ${printed(line)}\n`),
  })
  const { suites, definitions } = await findTests(call.operands, session.reader, config).catch(usage)
  const outputs = named.map((each) => openOutput(each, terminal))
  const totals = { passed: 0, failed: 0, skipped: 0 }
  const told = (result: CaseResult) => {
    totals[result.status]++
    for (const { write, ended } of outputs) write(ended(result))
  }
  const since = performance.now()
  await session.runAll(suites, listening(cwd, told), filterOf(call))
  if (totals.passed + totals.failed + totals.skipped === 0) throw new UsageError(nothing(call))
  const milliseconds = performance.now() - since
  for (const { write, end, close } of outputs) {
    write(end({ ...totals, milliseconds }))
    close()
  }
  const isPrinted = named.some(({ name, file }) => file === undefined && name !== 'pretty')
  await coverage?.addFiles(definitions, session.reader)
  const isEnough =
    coverage === undefined || writeCoverage(coverage.definitions, counted!, terminal, isPrinted ? terminal.err : terminal.out)
  return totals.failed === 0 && isEnough ? 0 : 1
}

/** What was named and is not there is a wrong call. */
function usage(error: unknown): never {
  throw error instanceof NothingFound ? new UsageError(error.message) : error
}

function filterOf(call: Call): (test: { readonly name: string }) => boolean {
  const filter = call.text('filter')?.toLowerCase()
  return filter === undefined ? () => true : ({ name }) => name.toLowerCase().includes(filter)
}

function nothing(call: Call): string {
  const filter = call.text('filter')
  const where = call.operands.length === 0 ? 'in this folder' : `in ${call.operands.join(', ')}`
  return filter === undefined
    ? `there is no test ${where}: no *.asl.test.json, no *.asl.test.yaml and no mock file beside a definition`
    : `there is no test ${where} whose name contains "${filter}"`
}
