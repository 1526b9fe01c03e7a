import type { Severity } from '../../base/problem'

/** What can be wrong with a test file. Source: docs/tests.md. */
export const testRules = {
  TEST_FORM: { severity: 'error', sentence: 'Each member of a test file has its documented form.' },
  TEST_UNKNOWN_MEMBER: { severity: 'error', sentence: 'A test file has no other members than the documented ones.' },
  TEST_DUPLICATE: { severity: 'error', sentence: 'The keys of an object differ, and so do the names of the cases.' },
  TEST_ONE_OF: { severity: 'error', sentence: 'A case has either input or inputFile, and an answer either Return or Throw.' },
  TEST_ATTEMPTS: { severity: 'error', sentence: 'The attempts that a mocked state is answered at begin at 0, and each has one answer.' },
  TEST_EXPRESSION: { severity: 'error', sentence: 'The expressions of assert, and a regular expression of cause, can be read.' },
  TEST_FILE: { severity: 'error', sentence: 'The files that a test file names are there, and the definition is one.' },
  TEST_STATE_MACHINE: { severity: 'error', sentence: 'The state machine that a test file names is in its template or mock file.' },
  TEST_UNKNOWN_CASE: { severity: 'error', sentence: 'The test case that a case names is in its mock file.' },
  TEST_UNKNOWN_STATE: { severity: 'error', sentence: 'A test file names states of the state machine.' },
  TEST_NOT_A_TASK: { severity: 'error', sentence: 'Only a Task state has calls, which can be mocked.' },
  TEST_PATH: { severity: 'warning', sentence: 'The states of path follow each other in the state machine, from its first to a last one.' },
  TEST_API_RESULT: {
    severity: 'warning',
    sentence:
      "What a mock returns is what the API of the task's Resource answers: no member is missing or misspelt, and each has its type.",
  },
  TEST_ERROR_NAME: { severity: 'warning', sentence: 'The name of an error is one that a task or a state can raise.' },
} as const satisfies Record<string, { readonly severity: Severity; readonly sentence: string }>

/** The code of a rule of test files. */
export type TestRuleCode = keyof typeof testRules
