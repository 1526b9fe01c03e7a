import { type Field, machines, seconds } from './field'

/** The fields of a machine and of those nested in it. Source: ASL specification, Top-level fields; ProcessorConfig: Developer Guide. */
export const machineFields: readonly Field[] = [
  { name: 'Comment', on: machines, value: { kind: 'string' }, doc: 'A text for people; it has no effect.' },
  {
    name: 'QueryLanguage',
    on: ['Machine'],
    value: { kind: 'enum', values: ['JSONPath', 'JSONata'] },
    doc: 'The query language of all states that do not choose their own; JSONPath if absent.',
  },
  { name: 'StartAt', on: machines, value: { kind: 'transition' }, required: true, doc: 'The name of the state that runs first.' },
  {
    name: 'States',
    on: machines,
    value: { kind: 'states' },
    required: true,
    doc: 'The states by their names, which are unique in the whole definition.',
  },
  { name: 'Version', on: ['Machine'], value: { kind: 'enum', values: ['1.0'] }, doc: 'The version of the language: "1.0".' },
  {
    name: 'TimeoutSeconds',
    on: ['Machine'],
    value: seconds,
    doc: 'The longest that an execution may take, in seconds; then it fails with States.Timeout.',
    skeleton: '${1:300}',
  },
  {
    name: 'ProcessorConfig',
    on: ['ItemProcessor'],
    value: { kind: 'object', of: 'ProcessorConfig' },
    doc: 'How the Map runs its iterations: inline, or distributed over child executions.',
    skeleton: '{ "Mode": "${1|INLINE,DISTRIBUTED|}" }',
  },
]
