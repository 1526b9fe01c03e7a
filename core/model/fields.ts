import type { QueryLanguage, StateType } from './machine'
import { stateTypes } from './machine'

/** The kinds of object that a definition is made of. `Branch` is the machine in Branches, `ItemProcessor` also that of Iterator. */
export type ObjectKind =
  | 'Machine'
  | 'Branch'
  | 'ItemProcessor'
  | StateType
  | 'Retrier'
  | 'Catcher'
  | 'ChoiceRule'
  | 'NestedRule'
  | 'ProcessorConfig'
  | 'ItemReader'
  | 'ReaderConfig'
  | 'ItemBatcher'
  | 'ResultWriter'
  | 'WriterConfig'
  | 'Credentials'

/** What a field's value has to be, before any expression in it. */
export type FieldValue =
  | { readonly kind: 'string' | 'boolean' | 'timestamp' | 'resource' | 'errorNames' | 'strings' }
  | { readonly kind: 'integer' | 'number'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** The name of a state of the same machine. */
  | { readonly kind: 'transition' }
  /** JSONPath; `nullable` where null stands for "nothing"; `intrinsic` where an intrinsic function may stand too. */
  | { readonly kind: 'path' | 'referencePath'; readonly nullable?: boolean; readonly intrinsic?: boolean }
  /** Any JSON in which expressions are evaluated: a payload template in JSONPath, `{% %}` strings in JSONata. */
  | { readonly kind: 'template'; readonly object?: boolean }
  /** Any JSON, taken as it is. */
  | { readonly kind: 'json' }
  /** An object whose keys are variable names, and whose values are templates. */
  | { readonly kind: 'variables' }
  /** An object whose keys are state names. */
  | { readonly kind: 'states' }
  | { readonly kind: 'object'; readonly of: ObjectKind }
  | { readonly kind: 'array'; readonly of: ObjectKind; readonly nonEmpty?: boolean }
  /** A JSON array. */
  | { readonly kind: 'list' }
  /** A boolean. */
  | { readonly kind: 'condition' }

/**
 * A field of an object of the language. This table is the only place that knows which fields there are: rules, completion, hover and
 * the documentation read it. Sources: ASL specification (2024-11-22), "Table of State Types and Fields"; AWS Step Functions Developer
 * Guide for what the specification does not have.
 */
export interface Field {
  readonly name: string
  readonly on: readonly ObjectKind[]
  /** The query language in which it exists; absent: both. */
  readonly language?: QueryLanguage
  readonly value: FieldValue
  /** In JSONata a `{% %}` string may stand for the value. */
  readonly expression?: true
  readonly required?: true
  /** Other fields that must not stand beside it. */
  readonly excludes?: readonly string[]
  /** Replaced by this field. */
  readonly deprecated?: string
  /** One sentence. */
  readonly doc: string
  /** The value to begin with, in the snippet syntax of LSP. Absent: what `skeletonOf` makes of the value's kind. */
  readonly skeleton?: string
}

const every = stateTypes
const allBut = (...types: StateType[]): readonly StateType[] => stateTypes.filter((type) => !types.includes(type))
const machines = ['Machine', 'Branch', 'ItemProcessor'] as const
const work = ['Task', 'Parallel', 'Map'] as const
const path = { kind: 'path' } as const
const referencePath = { kind: 'referencePath' } as const
const nullablePath = { kind: 'path', nullable: true } as const
const template = { kind: 'template' } as const
const seconds = { kind: 'integer', min: 1, max: 99_999_999 } as const

const machineFields: readonly Field[] = [
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

const stateFields: readonly Field[] = [
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

const taskFields: readonly Field[] = [
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

const choiceFields: readonly Field[] = [
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
    doc: 'The next state where no Choice Rule is true; without it the state fails with States.NoChoiceMatched.',
  },
]

const waitFields: readonly Field[] = [
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

const failFields: readonly Field[] = [
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

const branchSkeleton =
  '{\n\t"StartAt": "${1:First}",\n\t"States": {\n\t\t"${1:First}": {\n\t\t\t"Type": "Pass",\n\t\t\t"End": true\n\t\t}\n\t}\n}'
const indented = (text: string) => text.replaceAll('\n', '\n\t')

const parallelFields: readonly Field[] = [
  {
    name: 'Branches',
    on: ['Parallel'],
    value: { kind: 'array', of: 'Branch', nonEmpty: true },
    required: true,
    doc: 'Machines that run at the same time, each with a copy of the input; the result is the array of their outputs.',
    skeleton: `[\n\t${indented(branchSkeleton)}\n]`,
  },
]

const mapFields: readonly Field[] = [
  {
    name: 'ItemProcessor',
    on: ['Map'],
    value: { kind: 'object', of: 'ItemProcessor' },
    excludes: ['Iterator'],
    doc: 'The machine that runs once for each item.',
    skeleton: branchSkeleton.replace('{\n', '{\n\t"ProcessorConfig": { "Mode": "INLINE" },\n'),
  },
  {
    name: 'Iterator',
    on: ['Map'],
    value: { kind: 'object', of: 'ItemProcessor' },
    excludes: ['ItemProcessor'],
    deprecated: 'ItemProcessor',
    doc: 'The old name of ItemProcessor.',
    skeleton: branchSkeleton,
  },
  {
    name: 'ItemsPath',
    on: ['Map'],
    language: 'JSONPath',
    value: referencePath,
    doc: 'Where the input has the array (or, when distributed, the object) to go through; `$` if absent.',
  },
  {
    name: 'Items',
    on: ['Map'],
    language: 'JSONata',
    value: { kind: 'list' },
    expression: true,
    doc: 'The items: an array, or an expression that gives an array (or, when distributed, an object).',
    skeleton: '"{% ${1:\\$states.input.items} %}"',
  },
  {
    name: 'ItemSelector',
    on: ['Map'],
    value: template,
    excludes: ['Parameters'],
    doc: "Makes the input of each iteration; the context object's Map.Item has the item.",
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'MaxConcurrency',
    on: ['Map'],
    value: { kind: 'integer', min: 0 },
    expression: true,
    excludes: ['MaxConcurrencyPath'],
    doc: 'The most iterations at one time; 0 (the default) sets no limit.',
    skeleton: '${1:10}',
  },
  {
    name: 'MaxConcurrencyPath',
    on: ['Map'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['MaxConcurrency'],
    doc: 'Where the input has the number for MaxConcurrency.',
  },
  {
    name: 'ItemReader',
    on: ['Map'],
    value: { kind: 'object', of: 'ItemReader' },
    doc: 'Reads the items of a distributed Map from Amazon S3.',
    skeleton:
      '{\n\t"Resource": "arn:aws:states:::s3:getObject",\n\t"ReaderConfig": { "InputType": "${1|JSON,JSONL,CSV,PARQUET,MANIFEST|}" }$0\n}',
  },
  {
    name: 'ItemBatcher',
    on: ['Map'],
    value: { kind: 'object', of: 'ItemBatcher' },
    doc: 'Gives each child execution of a distributed Map several items at once.',
    skeleton: '{ "MaxItemsPerBatch": ${1:100} }',
  },
  {
    name: 'ResultWriter',
    on: ['Map'],
    value: { kind: 'object', of: 'ResultWriter' },
    doc: 'Writes the results of a distributed Map to Amazon S3, or says how they are formatted.',
    skeleton: '{\n\t"Resource": "arn:aws:states:::s3:putObject"$0\n}',
  },
  {
    name: 'ToleratedFailureCount',
    on: ['Map'],
    value: { kind: 'integer', min: 0 },
    expression: true,
    excludes: ['ToleratedFailureCountPath'],
    doc: 'How many items may fail before the distributed Map fails.',
    skeleton: '${1:10}',
  },
  {
    name: 'ToleratedFailureCountPath',
    on: ['Map'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['ToleratedFailureCount'],
    doc: 'Where the input has the number for ToleratedFailureCount.',
  },
  {
    name: 'ToleratedFailurePercentage',
    on: ['Map'],
    value: { kind: 'number', min: 0, max: 100 },
    expression: true,
    excludes: ['ToleratedFailurePercentagePath'],
    doc: 'How many percent of the items may fail before the distributed Map fails.',
    skeleton: '${1:5}',
  },
  {
    name: 'ToleratedFailurePercentagePath',
    on: ['Map'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['ToleratedFailurePercentage'],
    doc: 'Where the input has the number for ToleratedFailurePercentage.',
  },
  {
    name: 'Label',
    on: ['Map'],
    value: { kind: 'string' },
    doc: "A prefix for the Map Run's ARN, at most 40 characters; made by AWS if absent.",
  },
]

const errorFields: readonly Field[] = [
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

/** Data-test expressions of a Choice Rule: what follows the type and whether it has a Path twin. ASL spec: Choice State. */
const comparisons: readonly (readonly [type: string, operators: readonly string[], value: FieldValue, skeleton: string])[] = [
  ['String', ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'], { kind: 'string' }, '"$1"'],
  ['Numeric', ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'], { kind: 'number' }, '${1:0}'],
  ['Boolean', ['Equals'], { kind: 'boolean' }, '${1|true,false|}'],
  [
    'Timestamp',
    ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'],
    { kind: 'timestamp' },
    '"${1:2030-01-31T12:00:00Z}"',
  ],
]

const operatorWords: Readonly<Record<string, string>> = {
  Equals: 'is equal to',
  LessThan: 'is less than',
  GreaterThan: 'is greater than',
  LessThanEquals: 'is less than or equal to',
  GreaterThanEquals: 'is greater than or equal to',
}

const tests: readonly (readonly [name: string, doc: string])[] = [
  ['IsNull', 'null'],
  ['IsPresent', 'there'],
  ['IsNumeric', 'a number'],
  ['IsString', 'a string'],
  ['IsBoolean', 'a boolean'],
  ['IsTimestamp', 'an RFC 3339 timestamp'],
]

const rules = ['ChoiceRule', 'NestedRule'] as const

const operatorFields: readonly Field[] = [
  ...comparisons.flatMap(([type, operators, value, skeleton]) =>
    operators.flatMap((operator): Field[] => [
      {
        name: `${type}${operator}`,
        on: rules,
        language: 'JSONPath',
        value,
        doc: `True where the Variable is a ${type.toLowerCase()} that ${operatorWords[operator]} this value.`,
        skeleton,
      },
      {
        name: `${type}${operator}Path`,
        on: rules,
        language: 'JSONPath',
        value: path,
        doc: `True where the Variable is a ${type.toLowerCase()} that ${operatorWords[operator]} the value at this path.`,
      },
    ]),
  ),
  {
    name: 'StringMatches',
    on: rules,
    language: 'JSONPath',
    value: { kind: 'string' },
    doc: 'True where the Variable is a string that matches the pattern: `*` stands for any characters, `\\\\*` for an asterisk.',
    skeleton: '"${1:*}"',
  },
  ...tests.map(
    ([name, doc]): Field => ({
      name,
      on: rules,
      language: 'JSONPath',
      value: { kind: 'boolean' },
      doc: `True where the Variable is ${doc}; with false: where it is not.`,
      skeleton: 'true',
    }),
  ),
]

const ruleFields: readonly Field[] = [
  { name: 'Variable', on: rules, language: 'JSONPath', value: path, doc: 'The path to the value that is tested.' },
  {
    name: 'And',
    on: rules,
    language: 'JSONPath',
    value: { kind: 'array', of: 'NestedRule', nonEmpty: true },
    doc: 'True where all rules in it are.',
    skeleton: '[\n\t{\n\t\t"Variable": "\\$.$1",\n\t\t$0\n\t}\n]',
  },
  {
    name: 'Or',
    on: rules,
    language: 'JSONPath',
    value: { kind: 'array', of: 'NestedRule', nonEmpty: true },
    doc: 'True where one of the rules in it is.',
    skeleton: '[\n\t{\n\t\t"Variable": "\\$.$1",\n\t\t$0\n\t}\n]',
  },
  {
    name: 'Not',
    on: rules,
    language: 'JSONPath',
    value: { kind: 'object', of: 'NestedRule' },
    doc: 'True where the rule in it is not.',
    skeleton: '{\n\t"Variable": "\\$.$1",\n\t$0\n}',
  },
  {
    name: 'Condition',
    on: ['ChoiceRule'],
    language: 'JSONata',
    value: { kind: 'condition' },
    expression: true,
    required: true,
    doc: 'The expression that has to be true.',
    skeleton: '"{% $1 %}"',
  },
  { name: 'Next', on: ['ChoiceRule'], value: { kind: 'transition' }, required: true, doc: 'The next state where the rule is true.' },
  ...operatorFields,
]

const nestedObjectFields: readonly Field[] = [
  {
    name: 'Mode',
    on: ['ProcessorConfig'],
    value: { kind: 'enum', values: ['INLINE', 'DISTRIBUTED'] },
    doc: 'INLINE (the default) runs the iterations in this execution, DISTRIBUTED each in a child execution.',
  },
  {
    name: 'ExecutionType',
    on: ['ProcessorConfig'],
    value: { kind: 'enum', values: ['STANDARD', 'EXPRESS'] },
    doc: 'The type of the child executions; required in the mode DISTRIBUTED.',
  },
  {
    name: 'Resource',
    on: ['ItemReader'],
    value: { kind: 'resource' },
    required: true,
    doc: 'The S3 action that reads the items: s3:getObject or s3:listObjectsV2.',
    skeleton: '"arn:aws:states:::s3:${1|getObject,listObjectsV2|}"',
  },
  {
    name: 'Resource',
    on: ['ResultWriter'],
    value: { kind: 'resource' },
    doc: 'The S3 action that writes the results: s3:putObject.',
    skeleton: '"arn:aws:states:::s3:putObject"',
  },
  {
    name: 'Parameters',
    on: ['ItemReader', 'ResultWriter'],
    language: 'JSONPath',
    value: template,
    doc: "The action's parameters, such as Bucket and Key or Prefix.",
    skeleton: '{\n\t"Bucket": "$1"$0\n}',
  },
  {
    name: 'Arguments',
    on: ['ItemReader', 'ResultWriter'],
    language: 'JSONata',
    value: template,
    doc: "The action's arguments, such as Bucket and Key or Prefix.",
    skeleton: '{\n\t"Bucket": "$1"$0\n}',
  },
  {
    name: 'ReaderConfig',
    on: ['ItemReader'],
    value: { kind: 'object', of: 'ReaderConfig' },
    doc: 'What the object is, and how much of it is read.',
    skeleton: '{ "InputType": "${1|JSON,JSONL,CSV,PARQUET,MANIFEST|}" }',
  },
  {
    name: 'InputType',
    on: ['ReaderConfig'],
    value: { kind: 'enum', values: ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'] },
    doc: 'The format of the object.',
  },
  {
    name: 'Transformation',
    on: ['ReaderConfig'],
    value: { kind: 'enum', values: ['NONE', 'LOAD_AND_FLATTEN'] },
    doc: 'LOAD_AND_FLATTEN reads the objects that a listing names, and goes through their items.',
  },
  {
    name: 'ManifestType',
    on: ['ReaderConfig'],
    value: { kind: 'enum', values: ['ATHENA_DATA', 'S3_INVENTORY'] },
    doc: 'What wrote the manifest.',
  },
  {
    name: 'CSVDelimiter',
    on: ['ReaderConfig'],
    value: { kind: 'enum', values: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'] },
    doc: 'What separates the columns; COMMA if absent.',
  },
  {
    name: 'CSVHeaderLocation',
    on: ['ReaderConfig'],
    value: { kind: 'enum', values: ['FIRST_ROW', 'GIVEN'] },
    doc: "Where the columns' names are: in the first row, or in CSVHeaders.",
  },
  { name: 'CSVHeaders', on: ['ReaderConfig'], value: { kind: 'strings' }, doc: "The columns' names.", skeleton: '[ "$1" ]' },
  {
    name: 'ItemsPointer',
    on: ['ReaderConfig'],
    value: { kind: 'string' },
    doc: 'A JSON pointer to the array or object within a JSON object, such as /orders/items.',
    skeleton: '"/${1:items}"',
  },
  {
    name: 'MaxItems',
    on: ['ReaderConfig'],
    // the specification wants a positive number, but AWS takes 0 for "all"
    value: { kind: 'integer', min: 0 },
    expression: true,
    excludes: ['MaxItemsPath'],
    doc: 'The most items that are read.',
    skeleton: '${1:1000}',
  },
  {
    name: 'MaxItemsPath',
    on: ['ReaderConfig'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['MaxItems'],
    doc: 'Where the input has the number for MaxItems.',
  },
  {
    name: 'BatchInput',
    on: ['ItemBatcher'],
    value: template,
    doc: 'What every child execution gets beside its items.',
    skeleton: '{\n\t$0\n}',
  },
  {
    name: 'MaxItemsPerBatch',
    on: ['ItemBatcher'],
    value: { kind: 'integer', min: 1 },
    expression: true,
    excludes: ['MaxItemsPerBatchPath'],
    doc: 'The most items of one child execution.',
    skeleton: '${1:100}',
  },
  {
    name: 'MaxItemsPerBatchPath',
    on: ['ItemBatcher'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['MaxItemsPerBatch'],
    doc: 'Where the input has the number for MaxItemsPerBatch.',
  },
  {
    name: 'MaxInputBytesPerBatch',
    on: ['ItemBatcher'],
    value: { kind: 'integer', min: 1, max: 262_144 },
    expression: true,
    excludes: ['MaxInputBytesPerBatchPath'],
    doc: 'The most bytes of one child execution’s input, at most 262144.',
    skeleton: '${1:262144}',
  },
  {
    name: 'MaxInputBytesPerBatchPath',
    on: ['ItemBatcher'],
    language: 'JSONPath',
    value: referencePath,
    excludes: ['MaxInputBytesPerBatch'],
    doc: 'Where the input has the number for MaxInputBytesPerBatch.',
  },
  {
    name: 'WriterConfig',
    on: ['ResultWriter'],
    value: { kind: 'object', of: 'WriterConfig' },
    doc: 'How the results are formatted.',
    skeleton: '{ "Transformation": "${1|COMPACT,FLATTEN,NONE|}", "OutputType": "${2|JSON,JSONL|}" }',
  },
  {
    name: 'Transformation',
    on: ['WriterConfig'],
    value: { kind: 'enum', values: ['NONE', 'COMPACT', 'FLATTEN'] },
    required: true,
    doc: 'NONE keeps the metadata of each child execution, COMPACT its output, FLATTEN the elements of outputs that are arrays.',
  },
  {
    name: 'OutputType',
    on: ['WriterConfig'],
    value: { kind: 'enum', values: ['JSON', 'JSONL'] },
    required: true,
    doc: 'One JSON array, or a line for each result.',
  },
  {
    name: 'RoleArn',
    on: ['Credentials'],
    value: { kind: 'template' },
    required: true,
    doc: 'The ARN of the role; with JSONPath also as `RoleArn.$`.',
    skeleton: '"$1"',
  },
]

/** All fields, in the order in which they are best written. */
export const fields: readonly Field[] = [
  ...machineFields,
  ...stateFields.slice(0, 4),
  ...taskFields,
  ...choiceFields,
  ...waitFields,
  ...failFields,
  ...parallelFields,
  ...mapFields,
  ...stateFields.slice(4),
  ...errorFields,
  ...ruleFields,
  ...nestedObjectFields,
]

const byObject = new Map<ObjectKind, Map<string, Field>>()
for (const field of fields)
  for (const kind of field.on) {
    const found = byObject.get(kind) ?? new Map<string, Field>()
    byObject.set(kind, found.set(field.name, field))
  }

/** The fields of an object of both query languages, by name. */
export const fieldsOf = (kind: ObjectKind): ReadonlyMap<string, Field> => byObject.get(kind) ?? new Map()

/** A field of an object. A payload template's `RoleArn.$` is found under its own name by the caller. */
export const fieldOf = (kind: ObjectKind, name: string): Field | undefined => byObject.get(kind)?.get(name)

/** Whether the field exists in the query language. */
export const isInLanguage = (field: Field, language: QueryLanguage): boolean => field.language === undefined || field.language === language

/** The value that a new field begins with, in the snippet syntax of LSP. */
export function skeletonOf(field: Field): string {
  if (field.skeleton !== undefined) return field.skeleton
  const { value } = field
  switch (value.kind) {
    case 'enum':
      return value.values.length === 1 ? `"${value.values[0]}"` : `"\${1|${value.values.join(',')}|}"`
    case 'path':
    case 'referencePath':
      return '"\\$.$1"'
    case 'boolean':
      return '${1|true,false|}'
    case 'integer':
    case 'number':
      return `\${1:${value.min ?? 0}}`
    case 'object':
    case 'states':
    case 'template':
    case 'variables':
      return '{\n\t$0\n}'
    case 'array':
      return '[\n\t{\n\t\t$0\n\t}\n]'
    case 'list':
    case 'strings':
    case 'errorNames':
      return '[ $0 ]'
    case 'json':
    case 'condition':
      return '$0'
    case 'string':
    case 'timestamp':
    case 'resource':
    case 'transition':
      return '"$1"'
  }
}
