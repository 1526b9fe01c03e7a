import { expect, test } from 'vitest'
import { problemsOf, type Sketch } from './check'

// A message names the field and the value that is wrong, and what would be right.

const task = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:F', ...more, End: true })
const sns = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', ...more, End: true })

const rows: [message: string, sketch: Sketch][] = [
  ['BackoffRate must be at least 1, not 0.5', task({ Retry: [{ ErrorEquals: ['X'], BackoffRate: 0.5 }] })],
  ['MaxAttempts must be at most 99999999, not 1000000000', task({ Retry: [{ ErrorEquals: ['X'], MaxAttempts: 1e9 }] })],
  ['TimeoutSeconds must be an integer, not "30"', task({ TimeoutSeconds: '30' })],
  ['TimeoutSeconds must be an integer or a {% %} expression, not "30"', { QueryLanguage: 'JSONata', ...task({ TimeoutSeconds: '30' }) }],
  ['End must be true or false, not "true"', { Type: 'Pass', End: 'true' }],
  ['Retry must be an array, not an object', task({ Retry: { ErrorEquals: ['X'] } })],
  ['ErrorEquals must hold strings, not 1', task({ Retry: [{ ErrorEquals: [1] }] })],
  ['ErrorEquals cannot be empty', task({ Retry: [{ ErrorEquals: [] }] })],
  ["The state 'A' must be an object, not null", { StartAt: 'A', States: { A: null } }],
  ['Timestamp must be a timestamp such as 2026-01-31T09:00:00Z, not "soon"', { Type: 'Wait', Timestamp: 'soon', End: true }],
  [
    'JitterStrategy must be FULL or NONE, not "Full". Did you mean \'FULL\'?',
    task({ Retry: [{ ErrorEquals: ['X'], JitterStrategy: 'Full' }] }),
  ],
  [
    "ResultPath must be a Reference Path, which names a single place: '$.a[*]' can name several",
    { Type: 'Pass', ResultPath: '$.a[*]', End: true },
  ],
  ["ResultPath must not lead into the context object, as '$$.a' does", { Type: 'Pass', ResultPath: '$$.a', End: true }],
  ["The value for the field 'InputPath' must be a valid JSONPath, not 'a.b'", { Type: 'Pass', InputPath: 'a.b', End: true }],
  [
    "'$.name' looks like a path, but the name 'who' does not end in '.$', so it stays a text",
    { Type: 'Pass', Parameters: { who: '$.name' }, End: true },
  ],
  [
    "The Result of a Pass state is taken as it is: '$.name' is not evaluated. Parameters evaluates it.",
    { Type: 'Pass', Result: { who: '$.name' }, End: true },
  ],
  ['\'A\' does not end the state machine: it needs "Next" or "End": true', { Type: 'Pass' }],
  ['Parameters must be an object with the parameters of sns:publish, not "x"', sns({ Parameters: 'x' })],
  ['Parameters must be an object with the parameters of sns:publish, not an empty array', sns({ Parameters: [] })],
  ['Arguments must be an object with the parameters of sns:publish, not "x"', { QueryLanguage: 'JSONata', ...sns({ Arguments: 'x' }) }],
  [
    'There is no intrinsic function States.Formt. Did you mean States.Format?',
    { Type: 'Pass', Parameters: { 'a.$': "States.Formt('{}', $.a)" }, End: true },
  ],
  ['There is no JSONPath function lenght(). Did you mean length?', { Type: 'Pass', Parameters: { 'a.$': '$.a.lenght()' }, End: true }],
]
test.each(rows)('%s', (message, sketch) => expect(problemsOf(sketch).map((problem) => problem.message)).toContain(message))

test('a value that may be one is none of these', () => {
  const right: Sketch[] = [
    sns({ Parameters: { TopicArn: 't', Message: 'm' } }),
    { QueryLanguage: 'JSONata', ...sns({ Arguments: '{% $states.input %}' }) },
  ]
  for (const sketch of right) expect(problemsOf(sketch).filter(({ severity }) => severity === 'error')).toEqual([])
})
