import { allBut, every, type Field, nullablePath, template, work } from './field'

/** What a state begins with. */
export const stateFields: readonly Field[] = [
  { name: 'Type', on: every, value: { kind: 'enum', values: every }, required: true, doc: 'What the state does.' },
  { name: 'Comment', on: every, value: { kind: 'string' }, doc: 'A text for people; it has no effect.' },
  {
    name: 'QueryLanguage',
    on: every,
    value: { kind: 'enum', values: ['JSONPath', 'JSONata'] },
    doc: "This state's query language. In a machine with JSONata it cannot go back to JSONPath; the states nested in it keep the machine's.",
  },
  {
    name: 'InputPath',
    on: allBut('Fail'),
    language: 'JSONPath',
    value: nullablePath,
    doc: 'Selects the part of the raw input that the state works on; null gives `{}`.',
  },
]

/** What comes behind the fields of the state's own type: from the effective input to the error handling. */
export const flowFields: readonly Field[] = [
  {
    name: 'Parameters',
    on: ['Task', 'Parallel', 'Pass'],
    language: 'JSONPath',
    value: template,
    doc: 'The payload template that makes the effective input: fields that end in `.$` are evaluated.',
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'Parameters',
    on: ['Map'],
    language: 'JSONPath',
    value: template,
    excludes: ['ItemSelector'],
    deprecated: 'ItemSelector',
    doc: 'The old name of ItemSelector.',
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'Arguments',
    on: ['Task', 'Parallel'],
    language: 'JSONata',
    value: template,
    doc: 'What the task or the branches get as their input; `{% %}` strings in it are evaluated.',
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'Result',
    on: ['Pass'],
    language: 'JSONPath',
    value: { kind: 'json' },
    doc: 'The output of the virtual task, taken as it is: paths in it are not evaluated.',
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'ResultSelector',
    on: work,
    language: 'JSONPath',
    value: template,
    doc: 'A payload template that makes a new value out of the raw result, before ResultPath.',
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'ResultPath',
    on: [...work, 'Pass'],
    language: 'JSONPath',
    value: { kind: 'referencePath', nullable: true },
    doc: 'Where in the raw input the result is put; null throws the result away, `$` (the default) the input.',
    skeleton: '"\\$.${1:result}"',
  },
  {
    name: 'OutputPath',
    on: allBut('Fail'),
    language: 'JSONPath',
    value: nullablePath,
    doc: 'Selects the part of the result that is the output; null gives `{}`.',
  },
  {
    name: 'Output',
    on: [...allBut('Fail'), 'Catcher', 'ChoiceRule'],
    language: 'JSONata',
    value: template,
    doc: 'The output; `{% %}` strings in it are evaluated. If absent: the result, or the input of a state that has none.',
    skeleton: '"{% ${1:\\$states.input} %}"',
  },
  {
    name: 'Assign',
    on: [...allBut('Succeed', 'Fail'), 'Catcher', 'ChoiceRule'],
    value: { kind: 'variables' },
    doc: 'Sets variables that all later states of this scope and of the scopes in it can read. All its values are evaluated with the old ones.',
    skeleton: '{\n\t"${1:name}": $0\n}',
  },
  {
    name: 'Next',
    on: allBut('Succeed', 'Fail', 'Choice'),
    value: { kind: 'transition' },
    excludes: ['End'],
    doc: 'The name of the state that runs after this one.',
  },
  {
    name: 'End',
    on: allBut('Succeed', 'Fail', 'Choice'),
    value: { kind: 'boolean' },
    excludes: ['Next'],
    doc: 'True: the machine, or the branch, ends after this state.',
    skeleton: 'true',
  },
  {
    name: 'Retry',
    on: work,
    value: { kind: 'array', of: 'Retrier' },
    doc: 'The Retriers: which errors are tried again, how often and after how long. The first that matches counts.',
    skeleton:
      '[\n\t{\n\t\t"ErrorEquals": [ "${1:States.TaskFailed}" ],\n\t\t"IntervalSeconds": ${2:1},\n\t\t"MaxAttempts": ${3:3},\n\t\t"BackoffRate": ${4:2}\n\t}\n]',
  },
  {
    name: 'Catch',
    on: work,
    value: { kind: 'array', of: 'Catcher' },
    doc: 'The Catchers: where to go on after an error that is not retried (any more). The first that matches counts.',
    skeleton: '[\n\t{\n\t\t"ErrorEquals": [ "${1:States.ALL}" ],\n\t\t"Next": "$2"\n\t}\n]',
  },
]
