import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { isPlainDefinition, kindOf } from '../../../core/model/fileKind'
import { open } from '../../support/editor'

// What only the deployment knows is never wrong, and neither is what depends on it.

const codesOf = (name: string, text: string) =>
  analyse(open(text, kindOf(name, text)))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code }) => code)

const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by))

/** A definition inside of a CloudFormation template, of a Serverless configuration, and in a file that one includes. */
const around: [what: string, name: string, text: (definition: string) => string][] = [
  [
    'CloudFormation',
    'template.yaml',
    (definition) =>
      `AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Machine:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n${indent(definition, 8)}`,
  ],
  [
    'Serverless',
    'serverless.yml',
    (definition) => `service: s\nstepFunctions:\n  stateMachines:\n    machine:\n      definition:\n${indent(definition, 8)}`,
  ],
  ['an included list', 'machines.yml', (definition) => `stateMachines:\n  machine:\n    definition:\n${indent(definition, 6)}`],
  ['an included machine', 'machine.yml', (definition) => `name: machine\ndefinition:\n${indent(definition, 2)}`],
]

const values: [what: string, value: string][] = [
  ['!If', '!If [IsProd, { Type: Succeed }, { Type: Fail }]'],
  ['Fn::If', '{ "Fn::If": [IsProd, { Type: Succeed }, { Type: Fail }] }'],
  ['!Ref', '!Ref Thing'],
  ['Fn::Transform', '{ "Fn::Transform": { Name: AWS::Include, Parameters: { Location: s3://b/k } } }'],
  ['${file()}', '${file(thing.yml)}'],
  ['${file()} with quotes and a part', '"${file(\'./things/a.yml\'):one.two}"'],
  ['${file()} around another variable', '${file(./${opt:stage}.yml)}'],
  ['${self:}', '${self:custom.thing}'],
]

const places: [what: string, definition: (value: string) => string][] = [
  ['States', (value) => `StartAt: A\nStates: ${value}\n`],
  ['a state', (value) => `StartAt: A\nStates:\n  A: { Type: Pass, Next: C }\n  B: { Type: Pass, Next: C }\n  C: ${value}\n`],
  ['the first state', (value) => `StartAt: A\nStates:\n  A: ${value}\n  B: { Type: Succeed }\n`],
  ['the only state', (value) => `StartAt: A\nStates:\n  A: ${value}\n`],
  ['StartAt', (value) => `StartAt: ${value}\nStates:\n  A: { Type: Pass, Next: B }\n  B: { Type: Succeed }\n`],
  ['Type', (value) => `StartAt: A\nStates:\n  A:\n    Type: ${value}\n    Next: B\n  B: { Type: Succeed }\n  C: { Type: Succeed }\n`],
  ['Next', (value) => `StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: ${value}\n  B: { Type: Succeed }\n`],
  ['End', (value) => `StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: ${value}\n`],
  [
    'QueryLanguage',
    (value) => `QueryLanguage: ${value}\nStartAt: A\nStates:\n  A: { Type: Pass, Output: "{% $states.input %}", End: true }\n`,
  ],
  [
    "a state's QueryLanguage",
    (value) => `StartAt: A\nStates:\n  A:\n    Type: Pass\n    QueryLanguage: ${value}\n    Output: "{% 1 %}"\n    End: true\n`,
  ],
  ['Branches', (value) => `StartAt: A\nStates:\n  A:\n    Type: Parallel\n    Branches: ${value}\n    End: true\n`],
  ['a branch', (value) => `StartAt: A\nStates:\n  A:\n    Type: Parallel\n    Branches:\n      - ${value}\n    End: true\n`],
  [
    'ItemProcessor',
    (value) => `StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemProcessor: ${value}\n    ResultWriter: ${value}\n    End: true\n`,
  ],
  [
    'Choices',
    (value) =>
      `StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices: ${value}\n    Default: B\n  B: { Type: Succeed }\n  C: { Type: Succeed }\n`,
  ],
  [
    'a Choice Rule',
    (value) =>
      `StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - ${value}\n    Default: B\n  B: { Type: Succeed }\n  C: { Type: Succeed }\n`,
  ],
  [
    'Retry and Catch',
    (value) =>
      `StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: ${value}\n    Retry: ${value}\n    Catch:\n      - ${value}\n    End: true\n  B: { Type: Succeed }\n`,
  ],
  [
    'numbers and paths',
    (value) => `StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: ${value}\n    InputPath: ${value}\n    End: true\n`,
  ],
  [
    'Assign',
    (value) =>
      `StartAt: A\nStates:\n  A:\n    Type: Pass\n    Assign: ${value}\n    Next: B\n  B: { Type: Pass, InputPath: $x, End: true }\n`,
  ],
  [
    'what assigns and reads',
    (value) => `StartAt: A\nStates:\n  A: ${value}\n  B: { Type: Pass, Assign: { y: 1 }, InputPath: $x, End: true }\n`,
  ],
  [
    'Parameters',
    (value) =>
      `StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::sns:publish\n    Parameters: ${value}\n    End: true\n`,
  ],
]

describe.each(around)('in %s', (_where, name, text) => {
  describe.each(values)('%s in the place of', (_value, value) => {
    test.each(places)('%s is not wrong', (_place, definition) => expect(codesOf(name, text(definition(value)))).toEqual([]))
  })
})

describe('functions beside members', () => {
  const inTemplate = around[0]![2]
  const rows: [what: string, definition: string][] = [
    [
      'Fn::ForEach among the states',
      'StartAt: S1\nStates:\n  Fn::ForEach::Steps:\n    - N\n    - [1, 2]\n    - S${N}: { Type: Pass, End: true }\n  Last: { Type: Succeed }\n',
    ],
    ['Fn::Transform in a state', 'StartAt: A\nStates:\n  A:\n    Type: Task\n    Fn::Transform: { Name: AWS::Include }\n'],
    ['Fn::Transform in the definition', 'StartAt: A\nFn::Transform: { Name: AWS::Include }\n'],
    [
      'Fn::Transform in Parameters',
      'StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::sns:publish\n    Parameters:\n      Message: x\n      Fn::Transform: { Name: AWS::Include }\n    End: true\n',
    ],
    ['a name with a substitution', 'StartAt: A\nStates:\n  A: { Type: Pass, Next: B-x }\n  B-${Stage}: { Type: Pass, End: true }\n'],
  ]
  test.each(rows)('%s', (_what, definition) => expect(codesOf('template.yaml', inTemplate(definition))).toEqual([]))

  test('what is wrong beside them is still found', () => {
    const text = inTemplate(
      'StartAt: A\nStates:\n  A: { Type: Pass, Nxet: C }\n  B: { Type: Wait, Next: D }\n  C: !If [X, { Type: Succeed }, { Type: Fail }]\n',
    )
    expect(codesOf('template.yaml', text)).toEqual(['MISSING_TRANSITION', 'UNKNOWN_FIELD', 'MISSING_FIELD', 'MISSING_TRANSITION_TARGET'])
  })

  test('state machines of an Fn::ForEach are found', () => {
    const text =
      'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Machines:\n    - Name\n    - [A, B]\n    - Machine${Name}:\n        Type: AWS::StepFunctions::StateMachine\n        Properties:\n          Definition: { StartAt: X, States: { X: { Type: Nope } } }\n'
    expect(codesOf('template.yaml', text)).toEqual(['INVALID_VALUE'])
  })
})

describe('QueryLanguage', () => {
  const machine = (language: string, state: object) =>
    JSON.stringify({ QueryLanguage: language, StartAt: 'A', States: { A: { Type: 'Pass', ...state, End: true } } })
  const own = (language: string, state: object) =>
    JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', QueryLanguage: language, ...state, End: true } } })
  const jsonata = { Assign: { x: '{% $states.input %}' }, Output: '{% $x %}' }
  const jsonpath = { Parameters: { 'a.$': '$.b' }, ResultPath: '$.c' }
  const rows: [language: string, state: object, says: string | undefined][] = [
    ['JSONAta', jsonata, "'JSONata'"],
    ['jsonata', jsonata, "'JSONata'"],
    ['JSONatta', jsonata, "'JSONata'"],
    ['Jsonpath', jsonpath, "'JSONPath'"],
    ['JSON-Path', jsonpath, "'JSONPath'"],
    ['XQuery', { Output: '{% $states.input %}' }, undefined],
    ['XQuery', jsonpath, undefined],
  ]
  test.each(rows)('%s with %j is one error', (language, state, says) => {
    for (const text of [machine(language, state), own(language, state)]) {
      const problems = analyse(open(text)).filter(({ severity }) => severity === 'error')
      expect(problems.map(({ code }) => code)).toEqual(['INVALID_VALUE'])
      if (says !== undefined) expect(problems[0]!.message).toContain(`Did you mean ${says}?`)
    }
  })
})

describe('what a file without a telling name is', () => {
  const rows: [name: string, text: string, plain: boolean, content: string][] = [
    ['order.json', '{ "StartAt": "A", "States": {} }', true, 'definition'],
    ['order.json', '{ "Comment": "c", "States": {}, "StartAt": "A" }', true, 'definition'],
    ['order.yaml', 'StartAt: A\nStates:\n  A: { Type: Pass }\n', true, 'definition'],
    ['order.yml', '{ "StartAt": "A", "States": {} }', true, 'definition'],
    ['order.asl.json', '{ "StartAt": "A", "States": {} }', false, 'definition'],
    ['order.json', '{ "a": { "StartAt": "A", "States": {} } }', false, 'definition'],
    ['order.json', '{ "StartAt": "A" }', false, 'definition'],
    ['order.txt', '{ "StartAt": "A", "States": {} }', false, 'definition'],
    ['package.json', '{ "name": "x" }', false, 'definition'],
    ['t.yaml', 'Resources: {}\nStartAt: A\nStates: {}\n', false, 'template'],
    ['machines.yml', 'stateMachines:\n  a:\n    definition:\n      StartAt: A\n      States: {}\n', false, 'template'],
    ['x.mock.json', '{ "StartAt": "A", "States": {} }', false, 'mock'],
  ]
  test.each(rows)('%s: %s', (name, text, plain, content) => {
    expect(isPlainDefinition(name, text)).toBe(plain)
    expect(kindOf(name, text).content).toBe(content)
  })
})
