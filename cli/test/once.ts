import { relative, sep } from 'node:path'
import type { CheckOptions } from '../../hosts/node/tests/checks'
import { TestCoverage } from '../../hosts/node/tests/coverage'
import type { Found } from '../../hosts/node/tests/find'
import { type CaseResult, listening } from '../../hosts/node/tests/results'
import { type SessionOptions, TestSession } from '../../hosts/node/tests/session'
import { updateOutputs } from '../../hosts/node/tests/update'
import { inLine, printed, type Terminal } from '../terminal'
import { plural } from '../words'
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
  /** Outputs that differ are written into the test files first. */
  readonly update: boolean
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

/** Takes what came into test files, and says so. Afterwards tests are to be found anew. False: it was interrupted. */
export async function updateOnce(request: TestRequest, { suites, wanted }: Chosen, terminal: Terminal): Promise<boolean> {
  const { cwd, err } = terminal
  const interrupted = new AbortController()
  const stop = terminal.onInterrupt?.(() => interrupted.abort())
  const session = sessionOf(request, terminal, { signal: interrupted.signal })
  for (const each of await updateOutputs(session, suites, wanted).finally(stop)) {
    const file = inLine(relative(cwd, each.path))
    err(
      'why' in each
        ? `stepthrough: ${file} was not updated: ${inLine(each.why)}\n`
        : `Updated ${plural(each.outputs, 'output')} in ${file}.\n`,
    )
  }
  if (interrupted.signal.aborted) err(interruptedText)
  return !interrupted.signal.aborted
}

const interruptedText = 'stepthrough: interrupted before all tests had run\n'

const sessionOf = ({ config, allowRemote }: TestRequest, { cwd, err }: Terminal, more: Partial<SessionOptions>) =>
  new TestSession({
    root: cwd,
    ...(config !== undefined && { config }),
    allowRemote,
    howToAllow: '--allow-remote',
    print: (from, line) => err(`[${inLine(from)}] ${printed(line)}\n`),
    ...more,
  })

/** Runs tests and writes what was asked for. Throws UsageError where a file cannot be written. */
export async function runOnce(request: TestRequest, { suites, definitions, wanted }: Chosen, terminal: Terminal): Promise<Ran> {
  const { cwd } = terminal
  const screen = screenOf(terminal, () => performance.now())
  const coverage = request.coverage && new TestCoverage((path) => relative(cwd, path).replaceAll(sep, '/'))
  const interrupted = new AbortController()
  const session = sessionOf(request, screen, { ...request.checks, signal: interrupted.signal, ...(coverage && { coverage }) })
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
    write(end({ ...totals, milliseconds }, !interrupted.signal.aborted))
    close()
  }
  if (interrupted.signal.aborted) {
    terminal.err(interruptedText)
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
