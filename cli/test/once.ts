import { relative, sep } from 'node:path'
import type { CheckOptions } from '../../hosts/node/tests/checks'
import { TestCoverage } from '../../hosts/node/tests/coverage'
import type { Found } from '../../hosts/node/tests/find'
import { type CaseResult, listening } from '../../hosts/node/tests/results'
import { TestSession } from '../../hosts/node/tests/session'
import { inLine, printed, type Terminal } from '../terminal'
import { writeCoverage } from './coverage'
import type { CoverageRequest } from './coverageOptions'
import { type Output, openOutput } from './outputs'
import { screenOf } from './progress'

/** What a call asks for, whichever tests run. */
export interface TestRequest {
  readonly outputs: readonly Output[]
  readonly coverage: CoverageRequest | undefined
  /** A stepthrough.json, as an absolute path, or `none`; undefined: those of the test files. */
  readonly config: string | undefined
  readonly allowRemote: boolean
  readonly checks: CheckOptions
}

/** Which tests run. */
export interface Chosen extends Found {
  readonly wanted: (test: { readonly name: string }, suite: Found['suites'][number]) => boolean
}

/** What has come of them. */
export interface Ran {
  readonly isGood: boolean
  readonly results: readonly CaseResult[]
}

/** Runs tests and writes what was asked for. Throws UsageError where a file cannot be written. */
export async function runOnce(request: TestRequest, { suites, definitions, wanted }: Chosen, terminal: Terminal): Promise<Ran> {
  const { cwd } = terminal
  const screen = screenOf(terminal, () => performance.now())
  const coverage = request.coverage && new TestCoverage((path) => relative(cwd, path).replaceAll(sep, '/'))
  const interrupted = new AbortController()
  const session = new TestSession({
    root: cwd,
    ...(request.config !== undefined && { config: request.config }),
    allowRemote: request.allowRemote,
    ...request.checks,
    ...(coverage && { coverage }),
    howToAllow: '--allow-remote',
    print: (from, line) => screen.err(`[${inLine(from)}] ${printed(line)}\n`),
    signal: interrupted.signal,
  })
  const outputs = request.outputs.map((each) => openOutput(each, screen))
  const all = countOf({ suites, wanted })
  const results: CaseResult[] = []
  const told = (result: CaseResult) => {
    results.push(result)
    for (const { write, ended } of outputs) write(ended(result))
    screen.show(`${results.length} of ${all}  ${inLine(result.file)}`)
  }
  const since = performance.now()
  const stop = terminal.onInterrupt?.(() => interrupted.abort())
  await session.runAll(suites, listening(cwd, told), wanted).finally(stop)
  const milliseconds = performance.now() - since
  screen.clear()
  const count = (status: CaseResult['status']) => results.filter((result) => result.status === status).length
  const totals = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
  for (const { write, end, close } of outputs) {
    write(end({ ...totals, milliseconds }))
    close()
  }
  if (interrupted.signal.aborted) {
    terminal.err('stepthrough: interrupted before all tests had run\n')
    return { isGood: false, results }
  }
  const { passed, failed, skipped } = totals
  if (outputs.every(({ file }) => file !== undefined)) terminal.err(`stepthrough: ${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  await coverage?.addFiles(definitions, session.reader)
  const isPrinted = outputs.some(({ name, file }) => file === undefined && name !== 'pretty')
  const tell = isPrinted ? terminal.err : terminal.out
  const isEnough = coverage === undefined || writeCoverage(coverage.definitions, request.coverage!, terminal, tell)
  return { isGood: failed === 0 && isEnough, results }
}

/** How many tests there are; a file that is wrong is one. */
export const countOf = ({ suites, wanted }: Pick<Chosen, 'suites' | 'wanted'>): number =>
  suites.reduce((sum, suite) => sum + (suite.failures.length > 0 ? 1 : suite.cases.filter((test) => wanted(test, suite)).length), 0)
