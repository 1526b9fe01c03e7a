import type { Form, FormMember } from '../forms/form'
import { longestDuration } from '../run/mock/answers'

const text: Form = { kind: 'text' }
const anyText: Form = { kind: 'text', pattern: '', says: 'a text' }
const anything: Form = { kind: 'json' }
/** Names and what they are. */
const values: Form = { kind: 'entries', key: {}, of: anything }
const stateName = { says: 'the name of a state' }
const counts: Form = { kind: 'entries', key: stateName, of: { kind: 'number', whole: true, from: 0 } }

/** The members of one answer of a task, in a mock file's words. */
const answerMembers: readonly FormMember[] = [
  { name: 'Return', doc: "The task's result.", form: anything, skeleton: { $1: '$2' } },
  {
    name: 'Throw',
    doc: 'The error that the task fails with.',
    form: {
      kind: 'object',
      members: [
        { name: 'Error', doc: 'The name of the error, which Retry and Catch see.', form: text, required: true },
        { name: 'Cause', doc: 'A text about the error.', form: anyText },
      ],
    },
    skeleton: { Error: '$1', Cause: '$2' },
  },
  {
    name: 'duration',
    doc: "Seconds that the task takes, on the execution's clock.",
    form: { kind: 'number', whole: false, from: 0, to: longestDuration },
    default: 0,
  },
]

const answer: Form = {
  kind: 'object',
  members: answerMembers,
  oneOf: { names: ['Return', 'Throw'], what: 'an answer' },
  anyOf: ['Return', 'Throw'],
}
const attempt = { pattern: '^\\d{1,6}(-\\d{1,6})?$', says: 'an attempt ("0") or a range of attempts ("1-2")', instead: ['Return', 'Throw'] }

/** The answers of one state: one for all attempts, or one for each attempt. */
const stateAnswers: Form = {
  kind: 'either',
  forms: [answer, { kind: 'entries', key: attempt, of: answer, doc: 'What the task is answered at this attempt: `Return` or `Throw`.' }],
  says: 'an answer with Return or Throw, or an object of answers by attempt ("0", "1-2")',
}

/** The members of `expect`: what has to come of an execution. */
const expectMembers: readonly FormMember[] = [
  {
    name: 'status',
    doc: 'The status that the execution ends with. Where `error` or `cause` is expected: any of FAILED, TIMED_OUT and ABORTED.',
    form: { kind: 'choice', values: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] },
    default: 'SUCCEEDED',
  },
  { name: 'output', doc: 'The output, which has to be equal.', form: anything, skeleton: { $1: '$2' } },
  {
    name: 'outputContains',
    doc: 'A part of the output: the members and the elements that are named here have to be equal, the output may have more of both.',
    form: anything,
    skeleton: { $1: '$2' },
  },
  { name: 'error', doc: 'The name of the error that the execution fails with.', form: text },
  { name: 'cause', doc: 'The cause of the failure: the whole text, or `/regular expression/flags`.', form: anyText },
  {
    name: 'path',
    doc: 'The states of the top level that the execution enters, in their order.',
    form: { kind: 'list', of: text, says: 'an array of names of states' },
    skeleton: ['$1'],
  },
  {
    name: 'visits',
    doc: 'How often a state is entered, anywhere in the execution, by its name. 0: never.',
    form: counts,
    skeleton: { $1: 1 },
  },
  {
    name: 'attempts',
    doc: 'How often the task of a state is tried, retries included, by the name of the state.',
    form: counts,
    skeleton: { $1: 1 },
  },
  {
    name: 'calls',
    doc: 'What a task receives at each of its calls, in their order and retries included, by the name of the state. A subset of each; there are no other calls.',
    form: { kind: 'entries', key: stateName, of: { kind: 'list', of: anything, says: 'an array with the input of each call' } },
    skeleton: { $1: [{ $2: '$3' }] },
  },
  {
    name: 'variables',
    doc: 'Variables of the top level at the end, by their names. There may be others.',
    form: values,
    skeleton: { $1: '$2' },
  },
  {
    name: 'duration',
    doc: "How long the execution takes, in seconds on the execution's clock.",
    form: {
      kind: 'object',
      members: [{ name: 'atMost', doc: 'The most seconds.', form: { kind: 'number', whole: false, from: 0 }, required: true }],
    },
    skeleton: { atMost: 3600 },
  },
  {
    name: 'assert',
    doc: 'What has to hold of the output: JSONata that is true (`{% $states.output.total > 40 %}`), or a JSONPath that finds something other than false and null.',
    form: { kind: 'list', of: text, says: 'an array of expressions' },
    skeleton: ['{% \\$states.output.$1 %}'],
  },
]

const time: Form = {
  kind: 'either',
  forms: [
    {
      kind: 'text',
      pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?$',
      examples: ['2026-01-01T00:00:00Z'],
    },
    { kind: 'number', whole: false, from: 0 },
  ],
  says: 'a time such as 2026-01-01T00:00:00Z, or milliseconds since 1970',
}

/** What a case and `defaults` both have. */
const sharedMembers: readonly FormMember[] = [
  { name: 'input', doc: 'The input of the execution.', form: anything, default: {}, skeleton: { $1: '$2' } },
  { name: 'inputFile', doc: 'The file with the input, from the folder of the test file.', form: text },
  { name: 'testCase', doc: 'The test case of `mockConfig` whose answers the tasks get.', form: text },
  {
    name: 'stateMachineName',
    doc: 'The name of the state machine in `mockConfig`, where that has several.',
    form: text,
  },
  {
    name: 'mocks',
    doc: 'What tasks are answered, by the names of their states. These come before those of `testCase`, state by state.',
    form: {
      kind: 'entries',
      key: stateName,
      of: stateAnswers,
      doc: 'One answer for all attempts, or one for each attempt (`"0"`, `"1-2"`).',
    },
    skeleton: { $1: { Return: { $2: '$3' } } },
  },
  { name: 'variables', doc: 'Variables that the execution begins with, by their names.', form: values, skeleton: { $1: '$2' } },
  {
    name: 'context',
    doc: 'What the context object has in addition, or in place of its own members.',
    form: values,
    skeleton: { $1: '$2' },
  },
  {
    name: 'startTime',
    doc: "When the execution starts, on the execution's clock.",
    form: time,
    default: '2026-01-01T00:00:00Z',
    skeleton: '${1:2026-01-01T00:00:00Z}',
  },
  {
    name: 'seed',
    doc: 'The seed of random values and UUIDs: with one seed they are the same each time.',
    form: { kind: 'either', forms: [{ kind: 'number', whole: true, from: 0 }, text], says: 'a whole number or a text' },
    default: 0,
  },
  {
    name: 'expect',
    doc: 'What has to come of the execution. With nothing in it: SUCCEEDED.',
    form: { kind: 'object', members: expectMembers },
    skeleton: { $1: '$2' },
  },
  { name: 'skip', doc: 'Whether the case is left out. It counts as skipped.', form: { kind: 'boolean' }, default: false },
]

const caseMembers: readonly FormMember[] = [
  { name: 'name', doc: 'What the case is called. The names of a file differ.', form: text, required: true },
  ...sharedMembers,
]

const oneInput = { names: ['input', 'inputFile'], what: 'a case' }

/** A test file with all its members: what is checked, what an editor offers and says, and the schema in the package come from here. */
export const testFileForm: Form = {
  kind: 'object',
  members: [
    { name: '$schema', doc: 'The address of the JSON schema, for editors that look for it here.', form: text },
    {
      name: 'definition',
      doc: 'The file with the state machine, from the folder of the test file: a definition, or a template.',
      form: text,
      required: true,
    },
    { name: 'stateMachine', doc: 'The logical id of the state machine, where `definition` is a template that has several.', form: text },
    {
      name: 'config',
      doc: 'The stepthrough.json that says who answers tasks; `false`: none. Otherwise the nearest one in the folder of the definition or above.',
      form: { kind: 'either', forms: [text, { kind: 'choice', values: [false] }], says: 'a path, or false' },
    },
    {
      name: 'mockConfig',
      doc: 'The mock file of Step Functions Local that `testCase` is in. Otherwise the one that stepthrough.json names.',
      form: text,
    },
    {
      name: 'defaults',
      doc: 'What each case begins with. `mocks`, `variables`, `context` and `expect` are merged member by member, all else is replaced.',
      form: { kind: 'object', members: sharedMembers, oneOf: oneInput },
      skeleton: { $1: '$2' },
    },
    {
      name: 'cases',
      doc: 'The cases: each is one execution, and what has to come of it.',
      form: {
        kind: 'list',
        of: { kind: 'object', members: caseMembers, oneOf: oneInput },
        says: 'an array of cases',
        unique: 'name',
      },
      required: true,
      skeleton: [{ name: '$1', input: {}, expect: { output: {} } }],
    },
  ],
}
