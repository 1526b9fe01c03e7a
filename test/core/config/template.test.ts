import { describe, expect, test } from 'vitest'
import { matchFunction, matchStateMachine } from '../../../core/config/match'
import { readConfig } from '../../../core/config/read'
import { withTemplate } from '../../../core/config/template'
import type { FunctionEntry } from '../../../core/config/types'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'

await loadYaml()

const sam = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 30
    Layers: [!Ref Common]
    Environment: { Variables: { STAGE: test, TABLE: none } }
Parameters:
  Prefix: { Type: String, Default: shop }
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/orders.asl.json
      DefinitionSubstitutions:
        CreateArn: !GetAtt Create.Arn
        LiveArn: !Sub '\${Create.Arn}:live'
        PayName: !Ref Pay
        OtherArn: !GetAtt Inline.Arn
        Table: !Ref Table
        RefundArn: !Ref Refund
  Refund:
    Type: AWS::Serverless::StateMachine
    Properties: { Name: refund-it, DefinitionUri: flows/refund.asl.json }
  Create:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/create/
      Handler: app.handler
      MemorySize: 512
      Environment: { Variables: { TABLE: !Ref Table, QUEUE: !GetAtt Queue.Arn, SECRET: '{{resolve:ssm:x}}', KEY: !ImportValue Key } }
  Pay:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: !Sub '\${Prefix}-pay', CodeUri: functions/pay, Handler: pay.run, Runtime: python3.13, Timeout: 5 }
  Inline:
    Type: AWS::Serverless::Function
    Properties: { ImageUri: 'x', Handler: index.handler }
  Written:
    Type: AWS::Lambda::Function
    Properties: { Code: { ZipFile: !Sub 'print("\${Prefix}")' }, Handler: index.handler, Runtime: python3.12 }
  Built:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/other.ts, src/built.ts] } }
    Properties: { CodeUri: ., Handler: built.handler }
  Layered:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: f, Handler: a.b, Layers: [!Ref Own, !Ref Packed, 'arn:aws:lambda:us-east-1:1:layer:x:1'] }
  Common: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layers/common } }
  Own: { Type: AWS::Lambda::LayerVersion, Properties: { Content: layers/own } }
  Packed: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: 's3://b/k' } }
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
  Queue: { Type: AWS::SQS::Queue }
`
const serverless = `
service: shop
provider: { name: aws, runtime: nodejs22.x, environment: { STAGE: '\${sls:stage}', A: 1 } }
functions:
  create: { handler: src/create.handler, timeout: 10, environment: { B: b }, layers: [!Ref MyDashtoolsLambdaLayer] }
  pay: { handler: src/pay.handler, name: pay-it, runtime: python3.13, memorySize: 256 }
layers: { my-tools: { path: layers/tools } }
stepFunctions: { stateMachines: { orders: { definition: '\${file(flows/orders.yml)}' } } }
`

/** The configuration of a file's text and a template, for the definition that the template names first. */
function merged(own: string, template: string, name = 'template.yaml') {
  const read = readConfig(own, '/app')
  if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems))
  const document = parseDocument(template, kindOf(name, template))
  const substitutions = document.template!.files[0]!.values
  const around = { template: document.template!, substitutions, pathOf: (path: string) => `/app/${path}`.replace(/\/\.?$/, '') }
  return withTemplate(read.config, read.document.root, around)
}

const answer = (own: string, called: string, template = sam, name?: string): FunctionEntry | string | undefined => {
  const found = matchFunction(merged(own, template, name).config, called)
  return found && ('error' in found ? found.error : found.entry)
}

const create: FunctionEntry = {
  name: 'Create',
  handler: 'app.handler',
  folder: '/app/functions/create',
  runtime: 'nodejs22.x',
  environment: { STAGE: 'test', TABLE: 'orders', QUEUE: 'arn:aws:sqs:us-east-1:123456789012:Queue' },
  timeout: 30,
  memorySize: 512,
  layers: ['/app/layers/common'],
}
const pay: FunctionEntry = {
  name: 'shop-pay',
  handler: 'pay.run',
  folder: '/app/functions/pay',
  runtime: 'python3.13',
  environment: { STAGE: 'test', TABLE: 'none' },
  timeout: 5,
  layers: ['/app/layers/common'],
}

describe('functions of SAM', () => {
  test.each([
    ['Create', create],
    ['arn:aws:lambda:us-east-1:123456789012:function:Create:live', create],
    ['${CreateArn}', create],
    ['${LiveArn}', create],
    ['${PayName}', pay],
    ['shop-pay', pay],
    ['Pay', pay],
    ['${OtherArn}', undefined],
    ['Inline', undefined],
    ['${Table}', undefined],
  ])('%s', (called, expected) => expect(answer('{}', called)).toEqual(expected))

  test('the code may stand in the template', () => {
    expect(answer('{}', 'Written')).toMatchObject({ code: 'print("shop")', handler: 'index.handler', folder: '/app' })
  })

  test('layers of Globals come before its own', () => {
    expect(answer('{}', 'Layered')).toMatchObject({ layers: ['/app/layers/common', '/app/layers/own'] })
  })

  test('esbuild’s entry points are the sources', () => {
    expect(answer('{}', 'Built')).toMatchObject({ handler: 'src/built.handler', folder: '/app' })
  })
})

describe('functions of serverless.yml', () => {
  const entry: FunctionEntry = {
    name: 'shop-dev-create',
    handler: 'src/create.handler',
    folder: '/app',
    runtime: 'nodejs22.x',
    environment: { A: '1', B: 'b' },
    timeout: 10,
    memorySize: 1024,
    layers: ['/app/layers/tools'],
  }
  test.each([
    ['create', entry],
    ['CreateLambdaFunction', entry],
    ['arn:aws:lambda:eu-west-1:111122223333:function:shop-dev-create', entry],
    [
      'pay-it',
      {
        ...entry,
        name: 'pay-it',
        handler: 'src/pay.handler',
        runtime: 'python3.13',
        environment: { A: '1' },
        timeout: 6,
        memorySize: 256,
        layers: undefined,
      },
    ],
  ])('%s', (called, expected) => expect(answer('{}', called, serverless, 'serverless.yml')).toEqual(expected))
})

describe('the file’s own entries', () => {
  const file = (functions: string) => `{ "functions": { ${functions} } }`
  test.each<[string, string, string, Partial<FunctionEntry>]>([
    ['by the name', '"shop-pay": { "handler": "a.b" }', '${PayName}', { handler: 'a.b', folder: '/app' }],
    ['by the logical id', '"Pay": { "handler": "a.b" }', 'shop-pay', { handler: 'a.b', folder: '/app' }],
    ['by the name of the substitution', '"${PayName}": { "handler": "a.b" }', '${PayName}', { handler: 'a.b', folder: '/app' }],
    ['by a glob', '"*": { "endpoint": "http://127.0.0.1:3001" }', '${CreateArn}', { endpoint: 'http://127.0.0.1:3001' }],
    [
      'by a glob, of what is not in files',
      '"*": { "endpoint": "http://127.0.0.1:3001" }',
      '${OtherArn}',
      { endpoint: 'http://127.0.0.1:3001' },
    ],
    [
      'with what a template does not tell',
      '"Create": { "environment": { "KEY": "k", "TABLE": "local" }, "timeout": 60 }',
      '${CreateArn}',
      { ...create, environment: { ...create.environment, KEY: 'k', TABLE: 'local' }, timeout: 60 },
    ],
    ['for all functions of a template', '"*": { "timeout": 60 }', 'Pay', { ...pay, timeout: 60 }],
  ])('%s', (_, functions, called, expected) => {
    expect(merged(file(functions), sam).problems).toEqual([])
    expect(answer(file(functions), called)).toMatchObject(expected)
  })

  test.each<[string, string, string]>([
    [
      '"Nobody": { "timeout": 5 }',
      '"Nobody"',
      '"Nobody" has neither handler, command nor endpoint, and no template has a function of this name.',
    ],
    [
      '"Cre*": { "handler": "a.b" }, "*ate": { "handler": "a.b" }',
      '"*ate"',
      '"Cre*" and "*ate" of stepthrough.json both match "Create", and neither is longer.',
    ],
  ])('are wrong: %s', (functions, marked, message) => {
    const text = file(functions)
    const { problems } = merged(text, sam)
    expect(problems.map((each) => [text.slice(each.offset, each.offset + each.length), each.message])).toEqual([[marked, message]])
  })

  test('with no template they stand alone', () => {
    const read = readConfig(file('"f": { "handler": "a.b" }, "g": {}'), '/app')
    if (read.kind === 'wrong') throw new Error('wrong')
    const { config, problems } = withTemplate(read.config, read.document.root, undefined)
    expect([[...config.functions.keys()], problems.map(({ code }) => code)]).toEqual([['f'], ['CONFIG_ONE_ANSWER']])
  })
})

test('state machines of a template', () => {
  const { config } = merged('{ "stateMachines": { "Orders": "own.asl.json" } }', sam)
  const path = (called: string) => matchStateMachine(config, called)
  expect(path('${RefundArn}')).toMatchObject({ entry: '/app/flows/refund.asl.json' })
  expect(path('arn:aws:states:us-east-1:123456789012:stateMachine:refund-it')).toMatchObject({ entry: '/app/flows/refund.asl.json' })
  expect(path('Orders')).toMatchObject({ entry: 'own.asl.json' })
})
