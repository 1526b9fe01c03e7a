import { describe, expect, test } from 'vitest'
import { chooseDefinition } from '../../../core/model/choose'
import { namesBeside } from '../../../core/model/fileNames'
import { parseDocument } from '../../../core/model/parse'

const kind = { format: 'json', content: 'template' } as const
const hash = 'c5b5650f5fb9b2a02da19feae6dd73ecbb50ca450e32ae2c96200645a8bf682c'

const inAsset = (key: string, more = {}) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { DefinitionS3Location: { Bucket: { 'Fn::Sub': 'cdk-assets-${AWS::Region}' }, Key: key } },
  ...more,
})
const inText = (more = {}) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}' },
  ...more,
})
const template = (resources: object, manifest?: unknown) =>
  parseDocument(JSON.stringify({ Resources: resources }), kind, {
    ...(manifest !== undefined && {
      beside: new Map([['S.assets.json', typeof manifest === 'string' ? manifest : JSON.stringify(manifest)]]),
    }),
  })

describe('where the definition of an asset is', () => {
  const manifest = (key: string, path: unknown) => ({ files: { x: { source: { path }, destinations: { d: { objectKey: key } } } } })
  test.each<[string, string, unknown, string | undefined]>([
    ['as the list of assets says', `${hash}.json`, manifest(`${hash}.json`, `../asset.${hash}.json`), `../asset.${hash}.json`],
    ['under a key with a prefix', `flows/${hash}.json`, manifest(`flows/${hash}.json`, 'x.json'), 'x.json'],
    ['beside the template without a list', `${hash}.json`, undefined, `asset.${hash}.json`],
    ['beside it where the list has others', `${hash}.json`, manifest('other', 'x'), `asset.${hash}.json`],
    ['a list that is broken', `${hash}.json`, '{"files": ', `asset.${hash}.json`],
    [
      'a list of another form',
      `${hash}.json`,
      { files: { a: null, b: { source: 1 }, c: { destinations: { d: null } } } },
      `asset.${hash}.json`,
    ],
    ['a path that is no text', `${hash}.json`, manifest(`${hash}.json`, 1), `asset.${hash}.json`],
    ['a bucket of somebody else', 'flows/order.json', undefined, undefined],
  ])('%s', (_, key, beside, path) => {
    const document = template({ M: inAsset(key) }, beside)
    expect(document.template!.files.map((each) => [each.logicalId, each.path])).toEqual(path === undefined ? [] : [['M', path]])
    for (const { range } of document.template!.files) expect(document.text.slice(range.offset, range.offset + range.length)).toBe(key)
  })

  test('and the code of a function', () => {
    const { template: read } = template({
      F: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler', Code: { S3Bucket: 'b', S3Key: `${hash}.zip` } } },
      G: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler', Code: { S3Bucket: 'b', S3Key: 'mine.zip' } } },
    })
    expect(read!.functions.get('F')).toMatchObject({ codeUri: `asset.${hash}`, isLocal: true })
    expect(read!.functions.get('G')).toMatchObject({ isLocal: false })
  })
})

describe('the names of a state machine', () => {
  const document = template({
    OrderMachineDD64566C: inAsset(`${hash}.json`, { Metadata: { 'aws:cdk:path': 'Orders/Flow/OrderMachine/Resource' } }),
    OrderRefund0A1B2C3D: inText(),
    ReminderMachineFF4C155B: inText(),
  })
  test.each([
    ['OrderMachineDD64566C', 'OrderMachineDD64566C'],
    ['OrderMachine', 'OrderMachineDD64566C'],
    ['Orders/Flow/OrderMachine', 'OrderMachineDD64566C'],
    ['Rem', 'ReminderMachineFF4C155B'],
    ['OrderR', 'OrderRefund0A1B2C3D'],
    ['Order', 'It has no state machine "Order"; there is "OrderRefund0A1B2C3D", "ReminderMachineFF4C155B", "OrderMachineDD64566C".'],
    ['OrderMaschine', 'Did you mean "OrderMachine"?'],
    ['__proto__', 'It has no state machine "__proto__"'],
  ])('%s', (name, expected) => {
    const chosen = chooseDefinition(document, name)
    if (typeof chosen === 'string') expect(chosen).toContain(expected)
    else expect(chosen.logicalId).toBe(expected)
  })

  test('one of SAM has its logical id alone', () => {
    const sam = template({ One: inText(), Two: inText() })
    expect(chooseDefinition(sam, 'On')).toBe('It has no state machine "On"; there is "One", "Two".')
  })
})

test.each<[string, string[], string[]]>([
  ['S.template.json', ['S.assets.json', 'T.assets.json', 'S.template.json'], ['S.assets.json']],
  ['template.json', ['.assets.json'], []],
  [
    'main.tf',
    ['z.auto.tfvars', 'variables.tf', 'main.tf', 'a.tf', 'terraform.tfvars', 'prod.tfvars', 'x.asl.json'],
    ['a.tf', 'variables.tf', 'terraform.tfvars', 'z.auto.tfvars'],
  ],
  ['order.asl.json', ['main.tf'], []],
])('what belongs to %s', (name, siblings, expected) => expect(namesBeside(name, siblings)).toEqual(expected))
