import { type TestCoverage, type TestedCase, type TestRequest, test } from '../../../library'
import { count, flag, list, object, oneOf, text } from '../../jsonSchema'
import { coverageOutline, testReportSchema } from '../../schemas'
import { fitting, short } from '../shown'
import type { Tool } from '../tool'
import { noteMember } from './source'

export const testTool: Tool = {
  name: 'test',
  title: 'Run the tests of state machines',
  description:
    'Runs test files (*.asl.test.json, *.asl.test.yaml) and the test cases of mock files (MockConfigFile.json) of state machines. Gives how many have passed and failed, and of those that failed what differs by path, expected and actual. Use it after a change of a definition.',
  input: {
    'files?': list(
      text('A path or a glob, relative to the working folder.'),
      'Test files, mock files, folders, or definitions for the tests that name them. Default: the working folder.',
    ),
    'filter?': text('Only cases whose name contains it, in upper or lower case.'),
    'coverage?': flag('Also tells what the tests reach, and what no test does. Default false.'),
    'contract?': oneOf('Also holds what mocks return against what the APIs of their tasks answer.', 'strict', 'present'),
    'all?': flag('Also lists the cases that have passed. Default false.'),
  },
  output: object('What the tests have come to.', {
    ...(testReportSchema.properties as { readonly [name: string]: typeof testReportSchema }),
    'coverage?': coverageOutline,
    'left?': count('Cases that are not in the list for want of room.'),
    'note?': noteMember,
  }),
  runs: true,
  call: async ({ all, ...given }, { limits, runsCode }, signal) => {
    const { coverage, ...report } = await test({ ...given, ...limits, readOnly: !runsCode, signal } as unknown as TestRequest)
    const listed = report.cases.filter(({ status }) => all === true || status === 'failed').map(shownCase)
    const { rows, left } = fitting(listed)
    const unreached = coverage && unreachedBy(coverage)
    const notes = [
      ...(signal.aborted ? ['The tests were ended because they took too long: those that had not ended are not counted.'] : []),
      ...(unreached && unreached.left > 0 ? [`${unreached.left} more places that no test reaches are not in the list.`] : []),
    ]
    return {
      ...report,
      cases: rows,
      ...(left > 0 && { left }),
      ...(coverage && unreached && { coverage: { summary: coverage.summary, notReached: unreached.rows } }),
      ...(notes.length > 0 && { note: notes.join(' ') }),
    }
  },
}

const unreachedBy = ({ definitions }: TestCoverage) =>
  fitting(definitions.flatMap(({ file, notReached }) => notReached.map((each) => ({ file, ...each }))))

/** Values of a failure are as long as one may still read. */
const mostOfFailure = 1_000

const shownCase = (tested: TestedCase): TestedCase => ({
  ...tested,
  failures: tested.failures.map((failure) => ({
    ...failure,
    ...(failure.expected !== undefined && { expected: short(failure.expected, mostOfFailure) }),
    ...(failure.actual !== undefined && { actual: short(failure.actual, mostOfFailure) }),
  })),
})
