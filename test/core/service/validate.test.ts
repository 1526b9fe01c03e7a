import { expect, test } from 'vitest'
import { validateStateMachineDefinition } from '../../../core/service/validate'
import { definitionOf, type Sketch } from '../analysis/check'

const said = (sketch: Sketch, type?: 'STANDARD' | 'EXPRESS') =>
  validateStateMachineDefinition(definitionOf(sketch), type).diagnostics.map(
    ({ severity, code, message, location }) =>
      `${severity} ${code}: ${message}${location === undefined || code === 'INVALID_JSON_DESCRIPTION' ? '' : ` at ${location}`}`,
  )

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:F'
const schema = 'ERROR SCHEMA_VALIDATION_FAILED: '

/** Messages and locations as AWS words them: rules.md of the definitions' kit names their sources. */
test.each<[string, Sketch, string[], ('STANDARD' | 'EXPRESS')?]>([
  ['nothing wrong', { A: { Type: 'Pass', End: true } }, []],
  ['no fields', '{}', [`${schema}These fields are required: [States, StartAt] at /`]],
  ['no object', '[]', [`${schema}Definition must be a valid JSON object`]],
  [
    'no JSON',
    'hello',
    [
      "ERROR INVALID_JSON_DESCRIPTION: Unrecognized token 'hello': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"hello\"; line: 1, column: 6]",
    ],
  ],
  [
    'a comma too many',
    '{"StartAt": "A",}',
    [
      'ERROR INVALID_JSON_DESCRIPTION: Unexpected character (\'}\' (code 125)): was expecting double-quote to start field name\n at [Source: (String)"{"StartAt": "A",}"; line: 1, column: 18]',
    ],
  ],
  ['no text', '', ['ERROR MISSING_DESCRIPTION: Missing description']],
  ['white space', ' \n', [`${schema}Definition must be a valid JSON object`]],
  [
    'a target that is not there',
    { A: { Type: 'Pass', Next: 'X' }, B: { Type: 'Pass', End: true } },
    [
      "ERROR MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/A/Next",
      'ERROR MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B',
    ],
  ],
  [
    'no other end',
    { A: { Type: 'Pass', Next: 'X' } },
    [
      "ERROR MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/A/Next",
      'ERROR MISSING_END_STATE: Workflow has no terminal state',
    ],
  ],
  [
    'a loop, and a state beside it',
    { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' }, C: { Type: 'Pass', Next: 'A' } },
    ['ERROR MISSING_END_STATE: Workflow has no terminal state'],
  ],
  [
    'targets of rules and Catchers',
    {
      A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'X' }], Default: 'T' },
      T: { Type: 'Task', Resource: lambda, Catch: [{ ErrorEquals: ['E'], Next: 'Y' }], End: true },
    },
    [
      "ERROR MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/A/Choices[0]/Next",
      "ERROR MISSING_TRANSITION_TARGET: Missing 'Next' target: Y at /States/T/Catch[0]/Next",
    ],
  ],
  [
    'a field of another type',
    { A: { Type: 'Pass', TimeoutSeconds: 1, End: true } },
    [`${schema}Field 'TimeoutSeconds' is not supported at /States/A`],
  ],
  [
    'a field of the other language',
    {
      A: {
        Type: 'Map',
        QueryLanguage: 'JSONata',
        ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', Output: 1, End: true } } },
        End: true,
      },
    },
    [
      `${schema}The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/A/ItemProcessor/States/B`,
    ],
  ],
  [
    'a language in ItemProcessor',
    {
      A: { Type: 'Map', ItemProcessor: { QueryLanguage: 'JSONata', StartAt: 'B', States: { B: { Type: 'Pass', End: true } } }, End: true },
    },
    [`${schema}Field 'QueryLanguage' is not supported at /States/A/ItemProcessor`],
  ],
  [
    'an unknown type',
    { A: { Type: 'Foo' } },
    [
      `${schema}The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type`,
    ],
  ],
  [
    'a wrong timestamp',
    { A: { Type: 'Wait', Timestamp: 'soon', End: true } },
    [`${schema}String does not match RFC3339 timestamp at /States/A/Timestamp`],
  ],
  ['an empty list', { A: { Type: 'Parallel', Branches: [], End: true } }, [`${schema}Value cannot be empty at /States/A/Branches`]],
  [
    'a bare name',
    { QueryLanguage: 'JSONata', A: { Type: 'Pass', Output: { v: '{% phone %}' }, End: true } },
    ["ERROR UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v"],
  ],
  [
    'a path without .$',
    { A: { Type: 'Pass', Parameters: { a: '$.b' }, End: true } },
    [
      "WARNING NO_DOLLAR: The value of 'a' looks like a path, but the field's name does not end in '.$', so it stays a text at /States/A/Parameters/a",
    ],
  ],
  [
    'what Express has not',
    { A: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:a', End: true } },
    [`${schema}Express state machine does not support Activity ARN at /States/A/Resource`],
    'EXPRESS',
  ],
  ['what AWS does not mind', { A: { Type: 'Pass', Assign: { v: 1 }, Parameters: { 'a.$': '$nope' }, End: true } }, []],
])('%s', (_what, sketch, expected, type) => {
  expect(said(sketch, type)).toEqual(expected)
})

test('the variables that states read are told by state', () => {
  const definition = definitionOf({
    A: { Type: 'Pass', Assign: { v: 1, w: 2 }, Next: 'B' },
    B: { Type: 'Pass', InputPath: '$w', Parameters: { 'a.$': "States.Format('{} {}', $v, $w)" }, End: true },
  })
  expect(validateStateMachineDefinition(definition).variableReferences).toEqual({ B: ['v', 'w'] })
})
