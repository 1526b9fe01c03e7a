import { describe, expect, test } from 'vitest'
import type { Template } from '../../../core/model/deploymentTemplate'
import type { AslDocument } from '../../../core/model/document'
import { kindOf } from '../../../core/model/fileKind'
import { optionsOf } from '../../../core/model/optionsOf'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { toJson } from '../../../core/syntax/walk'

await loadYaml()

const read = (text: string): AslDocument & { template: Template } => {
  const document = parseDocument(text, kindOf('template.yaml', text))
  return { ...document, template: document.template! }
}

/** What the text has at a range. */
const at = (text: string, { offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length)

const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by))

/** A template with one state machine that has these properties. */
const sam = (properties: string, type = 'AWS::Serverless::StateMachine') =>
  `Resources:\n  M:\n    Type: ${type}\n    Properties:\n${indent(properties, 6)}\n`

const flow = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'

describe('where the definition is', () => {
  test.each<[string, string, unknown]>([
    ['Definition', `Definition: ${flow}`, JSON.parse(flow)],
    ['DefinitionString', `DefinitionString: '${flow}'`, JSON.parse(flow)],
    ['JSON that begins with a line break', `DefinitionString: |\n  {\n  "States": {} }`, { States: {} }],
    ['Fn::Sub', `DefinitionString: !Sub '${flow}'`, JSON.parse(flow)],
    ['Fn::Sub with names of its own', `DefinitionString: !Sub ['{"States": {}, "X": "\${A}"}', {A: 1}]`, { States: {}, X: '${A}' }],
    ['Fn::ToJsonString', `DefinitionString:\n  Fn::ToJsonString: ${flow}`, JSON.parse(flow)],
    ['Fn::Join', `DefinitionString: !Join ["", ['{"States": {}, "X": "', !Ref Name, '"}']]`, { States: {}, X: '${Name}' }],
    ['Fn::Join of lines', `DefinitionString: !Join ["\\n", ['{', '"States": {}', '}']]`, { States: {} }],
    ['Fn::Join of a word', `DefinitionString: !Join [" ", ['{"X": "a', 'b', '', 'c"}']]`, { X: 'a b  c' }],
    [
      'Fn::Join in Fn::Join',
      `DefinitionString: !Join ["", ['{"X": "', !Join ["-", [a, !GetAtt F.Arn, !ImportValue Other]], '"}']]`,
      { X: 'a-${F.Arn}-${Unknown}' },
    ],
    ['a name in parts', `DefinitionString: !Join ["", ['{"X": "', {"Fn::GetAtt": [F, Arn]}, '"}']]`, { X: '${F.Arn}' }],
    ['no text in Fn::Join', `DefinitionString: !Join ["", ['{"X": "', !Sub [!Ref Text, {}], '"}']]`, { X: '${Unknown}' }],
    ['an Fn::Sub in Fn::Join', `DefinitionString: !Join ["", ['{"X": "', !Sub "q-\${Name}", '"}']]`, { X: 'q-${Name}' }],
    ['an Fn::Sub within, as it is written', 'Definition: {States: {}, X: !Sub ["${Own}", {Own: 1}]}', { States: {}, X: '${Own}' }],
    ['a function where a state is', 'Definition: {StartAt: A, States: {A: !If [Live, 1, 2]}}', { StartAt: 'A', States: { A: '${}' } }],
  ])('%s', (_, properties, expected) => {
    for (const type of ['AWS::Serverless::StateMachine', 'AWS::StepFunctions::StateMachine']) {
      const text = sam(properties, type)
      const { definitions, syntaxProblems } = read(text)
      expect(definitions.map(({ logicalId, root }) => [logicalId, toJson(root)])).toEqual([['M', JSON.parse(JSON.stringify(expected))]])
      expect(syntaxProblems).toEqual([])
      expect(properties).toContain(at(text, definitions[0]!.range).split('\n')[0])
    }
  })

  test.each([
    'DefinitionString: !Ref Definition',
    'DefinitionString: "${file(flow.json)}"',
    "DefinitionString: '{{resolve:ssm:flow}}'",
    'DefinitionString: !Sub [!Ref Definition, {}]',
    'DefinitionString: !Join [!Ref Comma, ["{}"]]',
    'DefinitionString: !Join [",", !Ref Parts]',
    'DefinitionString: !Join "{}"',
    'DefinitionString: !ImportValue Flow',
    'DefinitionString: 7',
    'DefinitionString: "a text"',
    'Other: 1',
  ])('nobody knows it: %s', (properties) => {
    const { definitions, syntaxProblems, template } = read(sam(properties))
    expect([definitions, syntaxProblems, template.files]).toEqual([[], [], []])
  })

  test('what is wrong with its text is said, at its place', () => {
    const text = sam(`DefinitionString: '{"StartAt": "A", "States": {"A": {]}}'`)
    const { syntaxProblems } = read(text)
    expect(syntaxProblems.map((problem) => at(text, problem))).toContain(']')
  })

  test('a chain of Fn::Join has an end', () => {
    const joined = (depth: number): string => (depth === 0 ? `'{"States": {}}'` : `{"Fn::Join": ["", [${joined(depth - 1)}]]}`)
    const deep = (depth: number) => {
      const [definition] = read(sam(`DefinitionString: ${joined(depth)}`)).definitions
      return definition && toJson(definition.root)
    }
    expect([deep(19), deep(20), deep(22)]).toEqual([{ States: {} }, { States: {} }, undefined])
    const word = (depth: number): string => (depth === 0 ? 'end' : `{"Fn::Join": ["", [${word(depth - 1)}]]}`)
    const within = (depth: number) => {
      const text = sam(`DefinitionString: {"Fn::Join": ["", ['{"States": {}, "X": "', ${word(depth)}, '"}']]}`)
      return toJson(read(text).definitions[0]!.root)
    }
    expect([within(19), within(30)]).toEqual([
      { States: {}, X: 'end' },
      { States: {}, X: '${Unknown}' },
    ])
  })
})

describe('the files that are named', () => {
  test.each<[string, string, string[]]>([
    ['by SAM', sam('DefinitionUri: flows/m.asl.json'), ['M flows/m.asl.json']],
    ['for aws cloudformation package', sam('DefinitionS3Location: m.asl.json', 'AWS::StepFunctions::StateMachine'), ['M m.asl.json']],
    ['not in a bucket', sam('DefinitionUri: s3://bucket/m.asl.json'), []],
    ['not by an object', sam('DefinitionUri: {Bucket: b, Key: m.asl.json}'), []],
    [
      'by Serverless',
      'stepFunctions:\n  stateMachines:\n    m: {definition: "${file( flows/m.yml )}"}\n    n: {definition: "${other}"}\n',
      ['m flows/m.yml'],
    ],
    ['by a part of serverless.yml', 'stateMachines:\n  m: {definition: "${file(m.yml)}"}\n', ['m m.yml']],
  ])('%s', (_, text, expected) => {
    const { template } = read(text)
    expect(template.files.map(({ logicalId, path }) => `${logicalId} ${path}`)).toEqual(expected)
    for (const { path, range } of template.files) expect(at(text, range)).toBe(path)
  })
})

describe('the type of a state machine', () => {
  const types: [string, string | undefined][] = [
    ['EXPRESS', 'EXPRESS'],
    ['STANDARD', 'STANDARD'],
    ['express', undefined],
    ['!Ref Kind', undefined],
    ['[EXPRESS]', undefined],
  ]
  test.each(types)('%s is %s', (type, expected) => {
    const inSam = read(sam(`Type: ${type}\nDefinition: ${flow}`))
    const inCloudFormation = read(sam(`StateMachineType: ${type}\nDefinition: ${flow}`, 'AWS::StepFunctions::StateMachine'))
    const inServerless = read(`stepFunctions:\n  stateMachines:\n    m: {type: ${type}, definition: ${flow}}\n`)
    const inFile = read(sam(`Type: ${type}\nDefinitionUri: m.asl.json`)).template.files[0]!.type
    expect([inSam, inCloudFormation, inServerless].map(({ definitions }) => definitions[0]!.type)).toEqual(Array(3).fill(expected))
    expect(inFile).toBe(expected)
  })

  test('is Standard where nothing is said', () => {
    expect(read(sam(`Definition: ${flow}`)).definitions[0]!.type).toBe('STANDARD')
    expect(read(sam('DefinitionUri: m.asl.json')).template.files[0]!.type).toBe('STANDARD')
  })
})

describe('a file that serverless.yml includes for one state machine', () => {
  test.each<[string, string[]]>([
    [`name: Orders\ndefinition: ${flow}`, ['Orders']],
    [`definition: ${flow}`, ['definition']],
    [`definition: {StartAt: A}`, ['definition']],
    [`definition: '{"States": {}}'`, ['definition']],
    [`definition: {Name: A}`, []],
    [`definition: of a word`, []],
  ])('%s', (text, ids) => expect(read(text).definitions.map(({ logicalId }) => logicalId)).toEqual(ids))
})

describe('substitutions', () => {
  const declared =
    'DefinitionSubstitutions:\n  Table: !Ref Orders\n  Arn: !GetAtt F.Arn\n  Word: x\n  Parts: {"Fn::GetAtt": [F, Arn]}\n  Open: !If [a, b, c]'

  test.each([
    ['of SAM', sam(`${declared}\nDefinition: ${flow}`), 'M'],
    ['of a file', sam(`${declared}\nDefinitionUri: m.asl.json`), 'M'],
    [
      'of Serverless',
      `stepFunctions:\n  stateMachines:\n    m:\n      definition: ${flow}\n${indent(declared.replace('Definition', 'definition'), 6)}\n`,
      'm',
    ],
  ])('%s: their names, and what they name', (_, text, id) => {
    const { definitions, template } = read(text)
    const substitutions = (definitions[0] ?? template.files[0])!.substitutions!
    expect([...substitutions.keys()]).toEqual(['Table', 'Arn', 'Word', 'Parts', 'Open'])
    for (const [name, range] of substitutions) expect(at(text, range)).toBe(name)
    expect(Object.fromEntries(template.substitutionValues.get(id)!)).toEqual({ Table: 'Orders', Arn: 'F.Arn', Parts: 'F.Arn' })
  })

  test.each<[string, boolean]>([
    [`Definition: ${flow}`, false],
    [`DefinitionSubstitutions: {}\nDefinition: ${flow}`, true],
    [`DefinitionSubstitutions: !If [Live, {A: 1}, {B: 1}]\nDefinition: ${flow}`, false],
    [`DefinitionSubstitutions: !Ref All\nDefinition: ${flow}`, false],
    [`DefinitionSubstitutions: {A: 1, "Fn::Transform": {Name: AWS::Include}}\nDefinition: ${flow}`, false],
    [`DefinitionSubstitutions: {}\nDefinitionString: !Sub '${flow}'`, false],
    [`DefinitionSubstitutions: {}\nDefinitionString: !Join ["", ['${flow}']]`, false],
    [`DefinitionSubstitutions: {}\nDefinitionString: '${flow}'`, true],
  ])('all are known in %s: %s', (properties, known) => {
    expect(read(sam(properties)).definitions[0]!.substitutions !== undefined).toBe(known)
  })

  test.each<[string, string[]]>([
    ['', ['template', 'type', 'values']],
    ['Type: EXPRESS\nDefinitionSubstitutions: {A: 1}', ['substitutions', 'template', 'type', 'values']],
    ['Type: !Ref Kind', ['template', 'values']],
  ])('a file of its own is told what is known of it: %s', (properties, members) => {
    const [file] = read(sam(`${properties}\nDefinitionUri: m.asl.json`)).template.files
    const options = optionsOf(file!, 'file:///template.yaml')
    expect(Object.keys(options).sort()).toEqual(members)
    expect(options).toMatchObject({ template: 'file:///template.yaml' })
  })

  test('nobody knows those of a file that Serverless names', () => {
    const { template } = read('stateMachines:\n  m: {definition: "${file(m.yml)}", definitionSubstitutions: {A: 1}}\n')
    expect(template.files[0]!.substitutions).toBeUndefined()
  })
})

describe('functions', () => {
  test.each<[string, string, Record<string, unknown>]>([
    [
      'their own properties',
      'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {CodeUri: src/, Handler: app.run, Runtime: nodejs22.x}\n',
      { F: ['src/', 'app.run', 'nodejs22.x'] },
    ],
    [
      'those of Globals behind',
      'Globals:\n  Function: {CodeUri: all/, Handler: g.run, Runtime: python3.13}\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: {Handler: own.run}}\n  G: {Type: AWS::Serverless::Function}\n',
      { F: ['all/', 'own.run', 'python3.13'], G: ['all/', 'g.run', 'python3.13'] },
    ],
    [
      'of CloudFormation',
      'Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {Code: dist, Handler: a.b}}\n  T: {Type: AWS::SNS::Topic}\n',
      { F: ['dist', 'a.b', undefined] },
    ],
    [
      'of Serverless, by both of their names',
      'functions:\n  say-hello_now: {handler: src/hello.run, runtime: nodejs22.x}\n  broken:\nstepFunctions: {}\n',
      {
        'say-hello_now': ['.', 'src/hello.run', 'nodejs22.x'],
        SayDashhelloUnderscorenowLambdaFunction: ['.', 'src/hello.run', 'nodejs22.x'],
      },
    ],
  ])('%s', (_, text, expected) => {
    const found = [...read(text).template.functions].map(([name, { codeUri, handler, runtime }]) => [name, [codeUri, handler, runtime]])
    expect(Object.fromEntries(found)).toEqual(expected)
  })
})

describe('the names of a template', () => {
  test('parameters and resources, at their places', () => {
    const text = `Parameters:\n  Queue: {Type: String}\nResources:\n  "T": {Type: AWS::SNS::Topic}\n  M: {Type: AWS::Serverless::StateMachine}\n`
    const { names } = read(text).template
    expect([...names].map(([name, range]) => [name, at(text, range)])).toEqual([
      ['Queue', 'Queue'],
      ['T', 'T'],
      ['M', 'M'],
    ])
  })

  test('the resources of serverless.yml', () => {
    const text = `stepFunctions: {}\nresources:\n  Resources:\n    M: {Type: AWS::StepFunctions::StateMachine, Properties: {Definition: ${flow}}}\n`
    expect([[...read(text).template.names.keys()], read(text).definitions.length]).toEqual([['M'], 1])
  })

  test('a loop has the state machines that it makes', () => {
    const machine = `{Type: AWS::Serverless::StateMachine, Properties: {Definition: ${flow}}}`
    const inner = `"Fn::ForEach::Each": [X, [a, b], {"M\${X}": ${machine}}]`
    const ids = (text: string) => read(text).definitions.map(({ logicalId }) => logicalId)
    expect(ids(`Resources:\n  ${inner}\n`)).toEqual(['M${X}'])
    expect(ids(`Resources:\n  "Fn::ForEach::Outer": [Y, [a], {${inner}}]\n`)).toEqual(['M${X}'])
    expect(ids('Resources:\n  "Fn::ForEach::Wrong": {M: 1}\n  "Fn::ForEach::Half": [X]\n')).toEqual([])
    // what only looks like one
    expect(ids(`Resources:\n  Each: [X, [a], {M: ${machine}}]\n`)).toEqual([])
  })
})
