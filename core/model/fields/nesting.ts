import { type Field, referencePath, template } from './field'

const branchSkeleton =
  '{\n\t"StartAt": "${1:First}",\n\t"States": {\n\t\t"${1:First}": {\n\t\t\t"Type": "Pass",\n\t\t\t"End": true\n\t\t}\n\t}\n}'
const indented = (text: string) => text.replaceAll('\n', '\n\t')

/** The field of a Parallel's own. Source: ASL specification, Parallel State. */
export const parallelFields: readonly Field[] = [
  {
    name: 'Branches',
    on: ['Parallel'],
    value: { kind: 'array', of: 'Branch', nonEmpty: true },
    required: true,
    doc: 'Machines that run at the same time, each with a copy of the input; the result is the array of their outputs.',
    skeleton: `[\n\t${indented(branchSkeleton)}\n]`,
  },
]

/**
 * The fields of a Map's own, both names of its processor among them. Source: ASL specification, Map State; Developer Guide for what a
 * distributed one has.
 */
export const mapFields: readonly Field[] = [
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
