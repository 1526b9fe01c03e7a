/** A field of a mock file. `path`: that of the object that holds it, `*` for any one step. `skeleton`: its value to begin with, in the syntax of snippets. */
export interface MockField {
  readonly path: readonly string[]
  readonly label: string
  readonly documentation: string
  readonly skeleton: string
}

const answer = ['MockedResponses', '*', '*'] as const

/** Source: Developer Guide, "Testing with mocked service integrations"; `duration` is our own. */
export const mockFields: readonly MockField[] = [
  { path: [], label: 'StateMachines', documentation: 'The state machines and their test cases.', skeleton: '{\n  $0\n}' },
  { path: [], label: 'MockedResponses', documentation: 'The responses that test cases name.', skeleton: '{\n  $0\n}' },
  {
    path: ['StateMachines', '*'],
    label: 'TestCases',
    documentation: 'A test case names a response for each Task state.',
    skeleton: '{\n  $0\n}',
  },
  { path: answer, label: 'Return', documentation: "The task's result.", skeleton: '{\n  $0\n}' },
  {
    path: answer,
    label: 'Throw',
    documentation: 'The error that the task fails with.',
    skeleton: '{\n  "Error": "$1",\n  "Cause": "$2"\n}',
  },
  {
    path: answer,
    label: 'duration',
    documentation: 'Seconds that the task takes, in the time of the run. Stepthrough only: Step Functions Local has no such field.',
    skeleton: '${0:1}',
  },
  { path: [...answer, 'Throw'], label: 'Error', documentation: 'The name of the error, which Retry and Catch see.', skeleton: '"$0"' },
  { path: [...answer, 'Throw'], label: 'Cause', documentation: 'A text about the error.', skeleton: '"$0"' },
]

/** Whether a path is that of a pattern. */
export const isAt = (pattern: readonly string[], path: readonly (string | number)[]): boolean =>
  pattern.length === path.length && pattern.every((step, index) => step === '*' || step === path[index])
