import { Lines } from '../base/lines'
import { type Given, prepareRun, type Run, type RunProblem } from '../run/prepare'
import type { Program } from '../run/program'
import { readJson } from '../syntax/readJson'
import type { Failure, FailureKind, TestCase } from './types'

/** A text that a case names, and what its file is called to the user. */
export interface NamedText {
  readonly text: string
  readonly file: string
}

/** What a case names, as it was read. */
interface CaseFiles {
  readonly program: Program
  /** What the program's file is called to the user. */
  readonly definition: string
  /** Of the case's `inputFile`. */
  readonly input?: NamedText
  readonly mockConfig?: NamedText
  /** The definition's rules have been checked. */
  readonly checked?: boolean
  /** The execution can be looked at and gone back in. */
  readonly remember?: boolean
}

/** Makes a run of a case, or says why it cannot be one. */
export function prepareCase(test: TestCase, files: CaseFiles): Run | readonly Failure[] {
  const { program, input, mockConfig, checked, remember } = files
  const { testCase, stateMachineName, mocks, variables, context, startTime } = test
  const given = test.input === undefined ? input && textOf(input) : { value: test.input }
  const prepared = prepareRun({
    program,
    ...(given && { input: given }),
    ...(testCase !== undefined && { testCase, ...(mockConfig && { mockConfig: mocksOf(mockConfig) }) }),
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(mocks && { mocks }),
    ...(variables && { variables }),
    ...(context && { context }),
    ...(startTime !== undefined && { startTime }),
    ...(checked && { checked }),
    ...(remember && { remember }),
  })
  return prepared.kind === 'run' ? prepared : prepared.problems.map((problem) => failureOf(problem, test, files))
}

/** A mock file that many cases name is read once. */
const values = new WeakMap<NamedText, Given>()

function mocksOf(mockConfig: NamedText): Given {
  const known = values.get(mockConfig)
  if (known !== undefined) return known
  const read = readJson(mockConfig.text)
  const given = 'value' in read ? { value: read.value } : textOf(mockConfig)
  values.set(mockConfig, given)
  return given
}

const textOf = ({ text }: NamedText): Given => ({ text, file: true })

const kinds: { readonly [K in RunProblem['role']]: FailureKind } = {
  definition: 'definition',
  input: 'input',
  mockConfig: 'mocks',
  testCase: 'mocks',
  mocks: 'mocks',
  startTime: 'case',
}

const failureOf = (problem: RunProblem, test: TestCase, files: CaseFiles): Failure => ({
  what: kinds[problem.role],
  message: messageOf(problem, test, files),
})

/** With the place where the fault is, in a file that is another one than the test file. */
function messageOf(problem: RunProblem, { testCase }: TestCase, { program, definition, input, mockConfig }: CaseFiles): string {
  switch (problem.code) {
    case 'fault':
      return `${place(definition, program.document.text, problem.offset)}: ${problem.message}`
    case 'noMachine':
      return `${definition}: ${problem.message}`
    case 'notJson': {
      const file = (problem.role === 'input' ? input : mockConfig)?.file ?? problem.role
      return `${place(file, problem.text, problem.offset)}: ${problem.message}.`
    }
    case 'alone':
      return `The case names the test case "${testCase}", and its file names no mockConfig that it could be in.`
    default:
      return problem.message
  }
}

function place(file: string, text: string, offset: number): string {
  const { line, character } = new Lines(text).position(offset)
  return `${file}:${line + 1}:${character + 1}`
}
