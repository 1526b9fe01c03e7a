import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { documentation, type Example, textOf } from '../../../core/analysis/documentation'
import { fixes } from '../../../core/language/features/codeActions'
import type { DocumentKind } from '../../../core/model/document'
import { jsonKind, yamlKind } from '../../support/editor'
import { faultsOfFixes } from '../../support/everyEdit'

// Every quick fix for the wrong example of every rule is applied: its problem is gone, no error has come, and no value has changed but those
// that the fix is about; in every form that a definition has.

const template: DocumentKind = { format: 'yaml', content: 'template' }
const jsonTemplate: DocumentKind = { format: 'json', content: 'template' }
const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by))

const resource = (definition: object) => ({ Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: definition } } })

const forms: Readonly<Record<string, { kind: DocumentKind; text: (definition: string) => string }>> = {
  JSON: { kind: jsonKind, text: (json) => json },
  'JSON on one line': { kind: jsonKind, text: (json) => JSON.stringify(JSON.parse(json)) },
  YAML: { kind: yamlKind, text: (json) => stringify(JSON.parse(json)) },
  'YAML in flow style': { kind: yamlKind, text: (json) => stringify(JSON.parse(json), { collectionStyle: 'flow' }) },
  'a template': {
    kind: template,
    text: (json) =>
      `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n${indent(stringify(JSON.parse(json)), 8)}`,
  },
  'a string of a template': {
    kind: jsonTemplate,
    text: (json) => JSON.stringify(resource({ DefinitionString: json }), null, 2),
  },
  'a block of a template': {
    kind: template,
    text: (json) =>
      `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: |\n${indent(json, 8)}\n`,
  },
}

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:F'
const done = { Type: 'Succeed' }
const task = (more: object) => ({ Type: 'Task', Resource: lambda, ...more, End: true })
const jsonata = (states: object) => ({ QueryLanguage: 'JSONata', ...states })
const machine = (state: object) => ({ StartAt: 'In', States: { In: state } })
const bigMap = (more: object, config: object = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }) => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: config, ...machine(done) },
  ...more,
  End: true,
})
const integration = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', ...more, End: true })

/** Wrong definitions beside those of the rules' pages: what else the fixes are for. */
const more: Readonly<Record<string, Example>> = {
  'StartAt is missing': JSON.stringify({ States: { B: { Type: 'Pass', Next: 'C' }, C: done, A: { Type: 'Pass', Next: 'B' } } }),
  'StartAt is missing in a loop': JSON.stringify({
    States: {
      B: { Type: 'Pass', Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }], Default: 'D' },
      D: { Type: 'Task', Resource: lambda, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true },
    },
  }),
  'StartAt is missing in a branch': {
    P: { Type: 'Parallel', Branches: [{ States: { X: { Type: 'Pass', Next: 'Y' }, Y: done } }], End: true },
  },
  'the parameters of an API': { A: integration({ Parameters: { Message: 'm' } }), B: done },
  'Parameters that are missing': { A: integration({}) },
  'Arguments that are missing': jsonata({ A: integration({}) }),
  'a misspelt parameter': { A: integration({ Parameters: { TopicArn: 't', Mesage: 'm' } }) },
  'a misspelt integration': {
    A: { Type: 'Task', Resource: 'arn:aws:states:::sns:publsh', Parameters: { TopicArn: 't', Message: 'm' }, End: true },
  },
  'a misspelt function of JSONata': jsonata({ A: { Type: 'Pass', Output: '{% $unique([1]) & $uppercas($states.input.a) %}', End: true } }),
  'misspelt intrinsic functions': {
    A: {
      Type: 'Pass',
      Parameters: {
        'a.$': "States.Formt('{}', $.a)",
        'b.$': 'States.arrayLength($.b)',
        'c.$': "states.format('{}', $.c)",
        'd.$': 'State.UUID()',
      },
      End: true,
    },
  },
  'misspelt functions of JSONPath': { A: { Type: 'Pass', Parameters: { 'a.$': '$.a.lenght()', 'b.$': '$.b.kyes()' }, End: true } },
  'a misspelt intrinsic function in CausePath': { A: { Type: 'Fail', CausePath: "states.formt('{}', $.a)" } },
  'a transition out of its scope, to a name that is like one of its own': {
    Work: { Type: 'Parallel', Branches: [{ StartAt: 'X', States: { X: { Type: 'Pass', Next: 'Work' }, Works: done } }], End: true },
  },
  'a misspelt member of $states': jsonata({ A: { Type: 'Pass', Output: '{% $states.inptu.a %}', End: true } }),
  'a misspelt variable': jsonata({
    A: { Type: 'Pass', Assign: { total: 1 }, Next: 'B' },
    B: { Type: 'Pass', Output: '{% $totl %}', End: true },
  }),
  'a number without delimiters': jsonata({ A: { Type: 'Wait', Seconds: '$states.input.s', End: true } }),
  'a time without delimiters': jsonata({ A: { Type: 'Wait', Timestamp: '$states.input.t', End: true } }),
  'a condition without delimiters': jsonata({
    A: { Type: 'Choice', Choices: [{ Condition: '$states.input.a = 1', Next: 'B' }], Default: 'B' },
    B: done,
  }),
  'texts without delimiters': jsonata({
    A: { Type: 'Pass', Assign: { a: '$now()' }, Output: { b: ['$states.input.a', '{% $states.input.b'] }, Next: 'B' },
    B: { Type: 'Pass', Output: '$a', End: true },
  }),
  'a Choice Rule without an operator': { A: { Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'B' }], Default: 'B' }, B: done },
  'a Choice Rule without Variable': { A: { Type: 'Choice', Choices: [{ IsPresent: true, Next: 'B' }], Default: 'B' }, B: done },
  'a Choice Rule without Next': { A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true }], Default: 'B' }, B: done },
  'a Choice Rule without Condition': jsonata({ A: { Type: 'Choice', Choices: [{ Next: 'B' }], Default: 'B' }, B: done }),
  'Choices that are missing': { A: { Type: 'Choice', Default: 'B' }, B: done },
  'Branches that are missing': { A: { Type: 'Parallel', End: true } },
  'an ItemProcessor that is missing': { A: { Type: 'Map', End: true } },
  'a duration that is missing': { A: { Type: 'Wait', End: true } },
  'a Retrier and a Catcher without errors': { A: task({ Retry: [{ MaxAttempts: 1 }], Catch: [{ Next: 'B' }] }), B: done },
  'a Catcher without Next': { A: task({ Catch: [{ ErrorEquals: ['States.ALL'] }] }) },
  'a StartAt that is not there': JSON.stringify({ StartAt: 'Begin', States: { B: { Type: 'Pass', Next: 'C' }, C: done } }),
  'States that are missing': JSON.stringify({ StartAt: 'A' }),
  'StartAt and States that are missing': JSON.stringify({ Comment: 'c' }),
  'fields of JSONata': { A: integration({ Arguments: { TopicArn: 't', Message: 'm' } }) },
  'fields of JSONPath': jsonata({ A: integration({ Parameters: { TopicArn: 't', Message: 'm' } }) }),
  'a Catcher of States.Runtime': { A: task({ Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'B' }] }), B: done },
  'a Catcher of States.Runtime beside others': {
    A: task({
      Catch: [
        { ErrorEquals: ['States.Runtime'], Next: 'B' },
        { ErrorEquals: ['X'], Next: 'B' },
      ],
    }),
    B: done,
  },
  'a Type that is missing': { A: { End: true } },
  'a state that lacks all': { A: {} },
  'Credentials without a role': { A: task({ Credentials: {} }) },
  'an ItemReader without Resource': { A: bigMap({ ItemReader: { Parameters: { Bucket: 'b', Key: 'k' } } }) },
  'a ResultWriter without anything': { A: bigMap({ ResultWriter: {} }) },
  'a ResultWriter without Parameters': { A: bigMap({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } }) },
  'a ResultWriter without Arguments': jsonata({ A: bigMap({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } }) }),
  'an ItemBatcher without limits': { A: bigMap({ ItemBatcher: {} }) },
  'a mode without ExecutionType': { A: bigMap({}, { Mode: 'DISTRIBUTED' }) },
  'names of errors': {
    A: task({
      Catch: [
        { ErrorEquals: ['States.Timeuot'], Next: 'B' },
        { ErrorEquals: ['X'], Next: 'B' },
        { ErrorEquals: ['X', 'Y'], Next: 'B' },
      ],
    }),
    B: done,
  },
  'States.ALL first': {
    A: task({
      Retry: [
        { ErrorEquals: ['States.ALL'], MaxAttempts: 1 },
        { ErrorEquals: ['X'], IntervalSeconds: 2 },
      ],
    }),
  },
  'States.ALL among others': { A: task({ Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }) },
  'unreachable states in the middle': {
    A: { Type: 'Pass', Next: 'D' },
    B: { Type: 'Pass', Next: 'C' },
    C: { Type: 'Pass', Next: 'B' },
    D: done,
  },
  'a misspelt QueryLanguage': { QueryLanguage: 'jsonnata', A: { Type: 'Pass', Output: '{% 1 %}', End: true } },
}

const rows: [what: string, definition: string, isYaml: boolean][] = [
  ...Object.entries(documentation).map(([code, { wrong, format }]): [string, string, boolean] => [code, textOf(wrong), format === 'yaml']),
  ...Object.entries(more).map(([what, example]): [string, string, boolean] => [what, textOf(example), false]),
]

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const mended = new Set<string>()

describe.each(Object.entries(forms))('%s', (_form, { kind, text }) => {
  test.each(rows)('%s', (_what, example, isYaml) => {
    // what is no JSON has one form
    const whole = isJson(example) ? text(example) : kind === jsonKind && !isYaml ? example : undefined
    if (whole === undefined) return
    const { applied, faults } = faultsOfFixes(whole, kind)
    for (const code of applied) mended.add(code)
    expect(faults).toEqual([])
  })
})

test('every fix for a definition has been tried', () => {
  const codes = fixes.flatMap((fix) => fix.codes).filter((code) => Object.hasOwn(documentation, code))
  expect(codes.filter((code) => !mended.has(code))).toEqual([])
})
