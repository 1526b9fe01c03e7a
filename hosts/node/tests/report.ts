import type { Json } from '../../../core/base/json'
import type { Failure } from '../../../core/testFiles/types'
import type { CaseResult, Totals } from './results'

/** What tests have come to, as programs are told: `--reporter json` prints it, and the library gives it. A case that is left out is counted alone. */
export interface TestReport {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly cases: readonly ReportedCase[]
}

export interface ReportedCase extends Pick<CaseResult, 'file' | 'name' | 'definition' | 'milliseconds'> {
  readonly status: 'passed' | 'failed'
  readonly failures: readonly ReportedFailure[]
}

type ReportedFailure = Pick<Failure, (typeof members)[number]>

/** The report of results, in their order. */
export const reportOf = (results: readonly CaseResult[], { passed, failed, skipped }: Omit<Totals, 'milliseconds'>): TestReport => ({
  passed,
  failed,
  skipped,
  cases: results.flatMap(({ file, name, definition, status, milliseconds, failures }) =>
    status === 'skipped'
      ? []
      : [{ file, name, definition, status, milliseconds: Math.round(milliseconds * 1000) / 1000, failures: failures.map(failureOf) }],
  ),
})

const members = ['what', 'path', 'expected', 'actual', 'message', 'line', 'column'] as const satisfies readonly (keyof Failure)[]

/** What is absent has no member. */
const failureOf = (failure: Failure): ReportedFailure =>
  Object.fromEntries(
    members.flatMap((name): [string, Json | undefined][] => (failure[name] === undefined ? [] : [[name, failure[name]]])),
  ) as unknown as ReportedFailure
