import { type Given, prepareRun, type Run, type RunProblem } from '../run/prepare'
import type { Program } from '../run/program'
import type { Failure, FailureKind, TestCase } from './types'

/** What a case names, as it was read. */
interface CaseFiles {
  readonly program: Program
  /** Of the case's `inputFile`, or where it names no input. */
  readonly input?: Given
  readonly mockConfig?: Given
  /** The definition's rules have been checked. */
  readonly checked?: boolean
}

/** Makes a run of a case, or says why it cannot be one. */
export function prepareCase(test: TestCase, { program, input, mockConfig, checked }: CaseFiles): Run | readonly Failure[] {
  const { testCase, stateMachineName, mocks, variables, context, startTime } = test
  const given = test.input === undefined ? input : { value: test.input }
  const prepared = prepareRun({
    program,
    ...(given && { input: given }),
    ...(testCase !== undefined && { testCase, ...(mockConfig && { mockConfig }) }),
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(mocks && { mocks }),
    ...(variables && { variables }),
    ...(context && { context }),
    ...(startTime !== undefined && { startTime }),
    ...(checked && { checked }),
  })
  return prepared.kind === 'run' ? prepared : prepared.problems.map(failureOf)
}

const kinds: { readonly [K in RunProblem['role']]: FailureKind } = {
  definition: 'definition',
  input: 'input',
  mockConfig: 'mocks',
  testCase: 'mocks',
  mocks: 'mocks',
  startTime: 'case',
}

const failureOf = ({ role, message }: RunProblem): Failure => ({ what: kinds[role], message })
