import { type Field, type FieldValue, path } from './field'

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

/** The fields of Choice Rules, top and nested, but for Comment, Assign and Output. Source: ASL specification, Choice State. */
export const ruleFields: readonly Field[] = [
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
