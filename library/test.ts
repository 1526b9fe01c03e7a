import { relative, sep } from 'node:path'
import { coverageReport } from '../core/run/coverage/writers/json'
import { TestCoverage } from '../hosts/node/tests/coverage'
import { findTests, NothingFound } from '../hosts/node/tests/find'
import { reportOf } from '../hosts/node/tests/report'
import { type CaseResult, listening } from '../hosts/node/tests/results'
import { TestSession } from '../hosts/node/tests/session'
import { configOf } from './bind'
import { folderOf, mayReadIn, namesOf } from './given'
import * as kind from './options'
import { checkOptions, type Options } from './options'
import type { TestReport, TestRequest } from './types'
import { UsageError } from './usageError'

const members: Options<TestRequest> = {
  files: kind.paths,
  filter: kind.text,
  coverage: kind.flag,
  contract: kind.oneOf('strict', 'present'),
  aws: kind.flag,
  ...kind.answered,
  readOnly: kind.flag,
  signal: kind.signal,
}

/**
 * Runs test files and the test cases of mock files, as `stepthrough test` does. A test that fails, and a file that is wrong, are in the report. Rejects with
 * `UsageError` where a file is not there or no test is found.
 */
export async function test(request: TestRequest = {}): Promise<TestReport> {
  checkOptions('test', request, members)
  const { files = [], filter, contract, aws, allowRemote, print, readOnly, signal } = request
  const cwd = folderOf(request.cwd)
  const mayRead = mayReadIn(request.within, cwd)
  const config = configOf(request.config, cwd)
  const coverage = request.coverage ? new TestCoverage((path) => relative(cwd, path).replaceAll(sep, '/')) : undefined
  const session = new TestSession({
    root: cwd,
    ...(config !== undefined && { config }),
    mocksOnly: request.config === false,
    readOnly: readOnly === true,
    mayRead,
    allowRemote: allowRemote === true,
    ...(contract !== undefined && { contract: contract === 'present' ? 'PRESENT' : 'STRICT' }),
    ...(aws && { aws }),
    howToAllow: 'allowRemote: true',
    print: (from, line) => print?.(from, line),
    ...(coverage && { coverage }),
    ...(signal && { signal }),
  })
  const named = namesOf(files)
  const { suites, definitions } = await findTests(named, session.reader, config).catch(usage)
  const results: CaseResult[] = []
  const totals = { passed: 0, failed: 0, skipped: 0 }
  const told = (result: CaseResult) => {
    totals[result.status]++
    results.push(result)
  }
  const wanted = filter?.toLowerCase()
  await session.runAll(suites, listening(cwd, told), ({ name }) => wanted === undefined || name.toLowerCase().includes(wanted))
  if (results.length === 0 && !signal?.aborted)
    throw new UsageError(wanted === undefined ? 'there is no test' : `there is no test whose name contains "${filter}"`)
  await coverage?.addFiles(definitions, session.reader)
  return { ...(reportOf(results, totals) as TestReport), ...(coverage && { coverage: coverageReport(coverage.definitions) }) }
}

/** What was named and is not there. */
function usage(error: unknown): never {
  throw error instanceof NothingFound ? new UsageError(error.message) : error
}
