import { type Field, referencePath, seconds } from './field'

/** The fields of a Task's own. Source: ASL specification, Task State. */
export const taskFields: readonly Field[] = [
  {
    name: 'Resource',
    on: ['Task'],
    value: { kind: 'resource' },
    required: true,
    doc: 'The ARN of what is run: a Lambda function, an activity, or a service integration.',
  },
  {
    name: 'TimeoutSeconds',
    on: ['Task'],
    value: seconds,
    expression: true,
    excludes: ['TimeoutSecondsPath'],
    doc: 'The longest that one attempt may take, in seconds; then it fails with States.Timeout. 99999999 if absent.',
    skeleton: '${1:60}',
  },
  {
    name: 'TimeoutSecondsPath',
    on: ['Task'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['TimeoutSeconds'],
    doc: 'Where the input has the number for TimeoutSeconds.',
  },
  {
    name: 'HeartbeatSeconds',
    on: ['Task'],
    value: seconds,
    expression: true,
    excludes: ['HeartbeatSecondsPath'],
    doc: 'The longest time between two heartbeats, in seconds; less than TimeoutSeconds.',
    skeleton: '${1:30}',
  },
  {
    name: 'HeartbeatSecondsPath',
    on: ['Task'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['HeartbeatSeconds'],
    doc: 'Where the input has the number for HeartbeatSeconds.',
  },
  {
    name: 'Credentials',
    on: ['Task'],
    value: { kind: 'object', of: 'Credentials' },
    expression: true,
    doc: 'The role that the task is run with, for example one of another account.',
    skeleton: '{ "RoleArn": "$1" }',
  },
]

/** The fields of a Choice state's own. Source: ASL specification, Choice State. */
export const choiceFields: readonly Field[] = [
  {
    name: 'Choices',
    on: ['Choice'],
    value: { kind: 'array', of: 'ChoiceRule', nonEmpty: true },
    required: true,
    doc: 'The Choice Rules, tried in their order: the first that is true says which state is next.',
  },
  {
    name: 'Default',
    on: ['Choice'],
    value: { kind: 'transition' },
    doc: 'The next state where no Choice Rule is true; without it the execution fails with States.Runtime.',
  },
]

/** The fields of a Wait state's own, of which it has one. Source: ASL specification, Wait State. */
export const waitFields: readonly Field[] = [
  {
    name: 'Seconds',
    on: ['Wait'],
    value: { kind: 'integer', min: 0, max: 99_999_999 },
    expression: true,
    excludes: ['SecondsPath', 'Timestamp', 'TimestampPath'],
    doc: 'How long to wait, in seconds.',
    skeleton: '${1:10}',
  },
  {
    name: 'SecondsPath',
    on: ['Wait'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['Seconds', 'Timestamp', 'TimestampPath'],
    doc: 'Where the input has the number of seconds to wait.',
  },
  {
    name: 'Timestamp',
    on: ['Wait'],
    value: { kind: 'timestamp' },
    expression: true,
    excludes: ['Seconds', 'SecondsPath', 'TimestampPath'],
    doc: 'Until when to wait: RFC 3339 with a capital T and Z, such as 2030-01-31T12:00:00Z.',
    skeleton: '"${1:2030-01-31T12:00:00Z}"',
  },
  {
    name: 'TimestampPath',
    on: ['Wait'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['Seconds', 'SecondsPath', 'Timestamp'],
    doc: 'Where the input has the timestamp to wait for.',
  },
]

/** The fields of a Fail state's own. Source: ASL specification, Fail State. */
export const failFields: readonly Field[] = [
  {
    name: 'Error',
    on: ['Fail'],
    value: { kind: 'string' },
    expression: true,
    excludes: ['ErrorPath'],
    doc: 'The name of the error: Retriers and Catchers around the branch, and callers, match it.',
  },
  {
    name: 'ErrorPath',
    on: ['Fail'],
    language: 'JSONPath',
    value: { kind: 'referencePath', intrinsic: true },
    excludes: ['Error'],
    doc: "Where the input has the error's name, or an intrinsic function that gives it.",
  },
  {
    name: 'Cause',
    on: ['Fail'],
    value: { kind: 'string' },
    expression: true,
    excludes: ['CausePath'],
    doc: 'A text for people that says why.',
  },
  {
    name: 'CausePath',
    on: ['Fail'],
    language: 'JSONPath',
    value: { kind: 'referencePath', intrinsic: true },
    excludes: ['Cause'],
    doc: 'Where the input has the cause, or an intrinsic function that gives it.',
  },
]
