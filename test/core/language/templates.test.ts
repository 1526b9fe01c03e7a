import { describe, expect, test } from 'vitest'
import { definition } from '../../../core/language/features/definition'
import { documentLinks } from '../../../core/language/features/links'
import { references } from '../../../core/language/features/references'
import { rename } from '../../../core/language/features/rename'
import { documentSymbols } from '../../../core/language/features/symbols'
import { templateOptions, templateProblems } from '../../../core/language/templates'
import type { AslDocument } from '../../../core/model/document'
import { kindOf } from '../../../core/model/fileKind'
import { parseDocument } from '../../../core/model/parse'
import { descendants } from '../../../core/syntax/walk'
import { applyEdits, withCursor, workspaceOf } from '../../support/editor'

const uri = 'file:///project/template.yaml'
const parse = (text: string, name = text.trimStart().startsWith('{') ? 'template.json' : 'template.yaml'): AslDocument =>
  parseDocument(text, kindOf(name, text))

const sam = (definition: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
${definition.replace(/^/gm, '      ')}
`
const cfnJson = (definition: unknown) =>
  JSON.stringify(
    { Resources: { Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: definition } } } },
    null,
    2,
  )

/** The same machine in every way that templates have. */
const machine = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}'
const ways: readonly (readonly [string, string])[] = [
  ['SAM, an object', sam('Definition:\n  StartAt: A\n  States:\n    A: { Type: Pass, Next: B }\n    B: { Type: Succeed }')],
  [
    'CloudFormation, a literal block',
    sam(
      `DefinitionString: |\n  {\n    "StartAt": "A",\n    "States": {\n      "A": {"Type": "Pass", "Next": "B"},\n      "B": {"Type": "Succeed"} } }`,
    ),
  ],
  ['Fn::Sub with a tag', sam(`DefinitionString: !Sub |\n  ${machine}`)],
  ['Fn::Sub with a list', sam(`DefinitionString:\n  Fn::Sub:\n    - '${machine}'\n    - { X: 1 }`)],
  ['single quotes', sam(`DefinitionString: '${machine}'`)],
  ['double quotes', sam(`DefinitionString: ${JSON.stringify(machine)}`)],
  ['a text in JSON', cfnJson(machine)],
  ['a text in JSON with line breaks', cfnJson(JSON.stringify(JSON.parse(machine), null, 2))],
  [
    'Fn::Join',
    cfnJson({
      'Fn::Join': [
        '',
        [
          '{"StartAt": "A", "States": {"A": {"Comment": "',
          { Ref: 'AWS::Region' },
          '", "Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',
        ],
      ],
    }),
  ],
  [
    'Fn::Join that cuts a name',
    cfnJson({ 'Fn::Join': ['', ['{"StartAt": "', 'A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}']] }),
  ],
  [
    'Serverless Framework',
    'service: x\nstepFunctions:\n  stateMachines:\n    Machine:\n      definition:\n        StartAt: A\n        States:\n          A: { Type: Pass, Next: B }\n          B: { Type: Succeed }\n',
  ],
]

describe.each(ways)('%s', (_, text) => {
  const document = parse(text)

  test('has the machine, all places in the text', () => {
    expect(document.syntaxProblems).toEqual([])
    const [found] = document.definitions
    expect(found?.logicalId).toBe('Machine')
    expect([...(found?.machine.states.keys() ?? [])]).toEqual(['A', 'B'])
    for (const node of descendants(found!.root)) {
      expect(node.offset).toBeGreaterThanOrEqual(found!.range.offset)
      expect(node.offset + node.length).toBeLessThanOrEqual(found!.range.offset + found!.range.length)
    }
  })

  test('goes from Next to the state, and finds and renames all places of its name', () => {
    const offset = document.definitions[0]!.machine.states.get('A')!.transitions[0]!.node.offset + 1
    const [location] = definition({ uri, document }, offset)!.locations
    expect(text.slice(location!.selection.offset, location!.selection.offset + location!.selection.length)).toBe('B')
    expect(references({ uri, document }, offset, true, workspaceOf())).toHaveLength(2)
    const change = rename({ uri, document }, offset, 'Done', workspaceOf())
    if ('error' in change) throw new Error(change.error)
    const after = parse(applyEdits(text, change.get('')!))
    expect(after.syntaxProblems).toEqual([])
    expect([...after.definitions[0]!.machine.states.keys()]).toEqual(['A', 'Done'])
    expect(after.definitions[0]!.machine.states.get('A')!.transitions[0]!.target).toBe('Done')
  })

  test('is in the outline below its logical id', () => {
    expect(documentSymbols(document)).toMatchObject([
      {
        name: 'Machine',
        children: [
          { name: 'A', detail: 'Pass' },
          { name: 'B', detail: 'Succeed' },
        ],
      },
    ])
  })
})

describe('what a template knows', () => {
  test('functions of the template within a definition are values that only the deployment knows', () => {
    const document = parse(
      sam(
        'Definition:\n  StartAt: A\n  TimeoutSeconds: !Ref Seconds\n  States:\n    A:\n      Type: Task\n      Resource: !GetAtt Fn.Arn\n      Comment: !Sub "in ${AWS::Region}"\n      HeartbeatSeconds: !If [IsProd, 1, 2]\n      End: true',
      ),
    )
    const state = document.definitions[0]!.machine.states.get('A')!
    const value = (name: string) => state.node.members.find((m) => m.key.value === name)!.value
    expect(value('Resource')).toMatchObject({ kind: 'substitution', name: 'Fn.Arn', intrinsic: true })
    expect(value('Comment')).toMatchObject({ kind: 'string', value: 'in ${AWS::Region}', intrinsic: true })
    expect(value('HeartbeatSeconds')).toMatchObject({ kind: 'substitution', name: undefined })
  })

  test.each([
    ['Type: EXPRESS\nDefinition: { StartAt: A }', 'EXPRESS'],
    ['Definition: { StartAt: A }', 'STANDARD'],
    ['Type: !Ref Kind\nDefinition: { StartAt: A }', undefined],
  ])('the type: %s', (text, type) => {
    expect(parse(sam(text)).definitions[0]?.type).toBe(type)
  })

  test('a broken text within the template is marked where it is broken', () => {
    const text = sam(`DefinitionString: |\n  { "StartAt": "A",\n    "States": { "A": { "Type": "Pass", "End": true, } } }`)
    const { syntaxProblems } = parse(text)
    expect(syntaxProblems.map(({ message, offset, length }) => [message, text.slice(offset - 4, offset + length)])).toEqual([
      ['JSON has no trailing commas.', 'true,'],
    ])
  })

  test.each([
    ['Resource: !GetAtt F¦n.Arn', 'Fn'],
    ['Resource: !Sub "arn:x:${F¦n.Arn}"', 'Fn'],
    ['Resource: "${Que¦ue}"', 'Queue'],
  ])('go to definition leads to what a name stands for: %s', (resource, name) => {
    const { text, offset } = withCursor(
      sam(
        `DefinitionSubstitutions:\n  Queue: x\nDefinition:\n  StartAt: A\n  States:\n    A: { Type: Task, ${resource}, End: true }`,
      ).concat('  Fn:\n    Type: AWS::Serverless::Function\n'),
    )
    const document = parse(text)
    const [found] = definition({ uri, document }, offset)?.locations ?? []
    expect(found && text.slice(found.selection.offset, found.selection.offset + found.selection.length + 1)).toBe(`${name}:`)
    expect(references({ uri, document }, found!.selection.offset, true, workspaceOf()).length).toBe(name === 'Queue' ? 2 : 0)
  })

  test.each([
    '!Sub "${Definition}"',
    '!Ref Definition',
    '"{{resolve:ssm:/machine}}"',
    '!Include machine.json',
    '{ "Fn::Transform": { "Name": "AWS::Include" } }',
    '""',
  ])('what is a definition only after the deployment is none to look at: %s', (value) => {
    expect(parse(sam(`DefinitionString: ${value}`))).toMatchObject({ definitions: [], syntaxProblems: [] })
  })
})

describe('a template with the definition in a file', () => {
  const template = sam(
    `Type: EXPRESS\nDefinitionUri: states/machine.asl.json\nDefinitionSubstitutions:\n  QueueUrl: !Ref Queue\n  Handler: !GetAtt Pay.Arn\n  Unused: 1`,
  ).concat(
    `  Pay:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/pay/, Handler: app.handler, Runtime: nodejs20.x }
`,
  )
  const file = 'file:///project/states/machine.asl.json'
  const text = '{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${Handler}", "Comment": "${QueueUrl}", "End": true } } }'
  const files = { [uri]: template, [file]: text, 'file:///project/src/pay/app.ts': 'export const handler = 1' }
  const workspace = {
    ...workspaceOf(files, (each) => kindOf(each, files[each as keyof typeof files])),
    resolve: (base: string, path: string) => new URL(path, base).href,
  }

  test('gives the definition its type and substitutions, and go to definition leads into the template', () => {
    const options = templateOptions(file, workspace)
    expect(options).toMatchObject({ type: 'EXPRESS', template: uri })
    const marked = withCursor(text.replace('${QueueUrl}', '${Queue¦Url}'))
    const document = parseDocument(marked.text, kindOf(file, text), options)
    const found = definition({ uri: file, document }, marked.offset)
    expect(
      found?.locations.map((each) => [each.uri, template.slice(each.selection.offset, each.selection.offset + each.selection.length)]),
    ).toEqual([[uri, 'QueueUrl']])
  })

  test('finds the references of a substitution from either side', () => {
    const document = parse(template)
    const found = references({ uri, document }, template.indexOf('QueueUrl'), true, workspace)
    expect(found.map((each) => each.uri ?? uri)).toEqual([uri, file])
    const other = parseDocument(text, kindOf(file, text), templateOptions(file, workspace))
    expect(references({ uri: file, document: other }, text.indexOf('QueueUrl'), true, workspace).map((each) => each.uri ?? file)).toEqual([
      uri,
      file,
    ])
  })

  test('is told which substitutions are unused and which files are missing', () => {
    const document = parse(template)
    const marks = (problems: ReturnType<typeof templateProblems>) =>
      problems.map(({ code, offset, length }) => [code, template.slice(offset, offset + length)])
    expect(marks(templateProblems({ uri, document }, workspace))).toEqual([['UNUSED_SUBSTITUTION', 'Unused']])
    expect(marks(templateProblems({ uri, document }, workspaceOf()))).toEqual([['MISSING_DEFINITION_FILE', 'states/machine.asl.json']])
  })

  test('a Task that starts a state machine links to it: to its file, or to its place in the template', () => {
    const starts = (arn: string) =>
      `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "Parameters": { "StateMachineArn": ${arn} }, "End": true } } }`
    const parent = 'file:///project/parent.asl.json'
    const child = 'file:///project/Child.asl.json'
    const plain = starts('"arn:aws:states:us-east-1:123456789012:stateMachine:Child"')
    const links = (at: string, content: string, around = workspaceOf({ [child]: '{}' })) =>
      documentLinks({ uri: at, document: parseDocument(content, kindOf(at, content)) }, around).map((link) => link.uri)
    expect(links(parent, plain)).toEqual([child])
    const both = sam(`Definition: ${starts('!GetAtt Inner.Arn')}`).concat(
      `  Inner:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: ${starts('x')}\n`,
    )
    expect(links(uri, both, workspaceOf({ [uri]: both }))).toEqual([`${uri}#L10`])
  })

  test('links lead to the definition, and from a Task to the code of its Lambda function', () => {
    expect(documentLinks({ uri, document: parse(template) }, workspace).map((link) => link.uri)).toEqual([file])
    const document = parseDocument(text, kindOf(file, text), templateOptions(file, workspace))
    expect(
      documentLinks({ uri: file, document }, workspace).map((link) => [text.slice(link.offset, link.offset + link.length), link.uri]),
    ).toEqual([['${Handler}', 'file:///project/src/pay/app.ts']])
  })
})
