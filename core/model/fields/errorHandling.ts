import { type Field, seconds } from './field'

/** The fields of Retriers and Catchers, but for Assign and Output. Source: ASL specification, Errors. */
export const errorFields: readonly Field[] = [
  {
    name: 'ErrorEquals',
    on: ['Retrier', 'Catcher'],
    value: { kind: 'errorNames' },
    required: true,
    doc: 'The names of the errors that it is for; States.ALL stands for all, alone and in the last one.',
    skeleton: '[ "${1:States.ALL}" ]',
  },
  {
    name: 'Comment',
    on: ['Retrier', 'Catcher', 'ChoiceRule', 'NestedRule'],
    value: { kind: 'string' },
    doc: 'A text for people; it has no effect.',
  },
  { name: 'IntervalSeconds', on: ['Retrier'], value: seconds, doc: 'Seconds before the first retry; 1 if absent.', skeleton: '${1:1}' },
  {
    name: 'MaxAttempts',
    on: ['Retrier'],
    value: { kind: 'integer', min: 0, max: 99_999_999 },
    doc: 'The most retries; 0 means never, 3 if absent.',
    skeleton: '${1:3}',
  },
  {
    name: 'BackoffRate',
    on: ['Retrier'],
    value: { kind: 'number', min: 1 },
    doc: 'By what the interval is multiplied for each further retry; 2.0 if absent.',
    skeleton: '${1:2}',
  },
  {
    name: 'MaxDelaySeconds',
    on: ['Retrier'],
    value: { kind: 'integer', min: 1, max: 31_622_400 },
    doc: 'The longest interval between two retries, in seconds.',
    skeleton: '${1:60}',
  },
  {
    name: 'JitterStrategy',
    on: ['Retrier'],
    value: { kind: 'enum', values: ['FULL', 'NONE'] },
    doc: 'FULL waits a random time of up to the interval; NONE (the default) waits the interval.',
  },
  {
    name: 'Next',
    on: ['Catcher'],
    value: { kind: 'transition' },
    required: true,
    doc: 'The name of the state that goes on after the error.',
  },
  {
    name: 'ResultPath',
    on: ['Catcher'],
    language: 'JSONPath',
    value: { kind: 'referencePath', nullable: true },
    doc: "Where in the state's input the error output (Error and Cause) is put; `$` replaces the input.",
    skeleton: '"\\$.${1:error}"',
  },
]
