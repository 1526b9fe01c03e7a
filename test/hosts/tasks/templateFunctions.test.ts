import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openConfig } from '../../../hosts/node/tasks/config'
import { project } from '../../cli/program'
import { functions, output } from './lambda/functions'

/** Functions that nobody has configured run as their template says. */

const hasPython = spawnSync('python3', ['--version']).status === 0
const machine = '{ "StartAt": "A", "States": {} }'

/** The functions that a definition has. */
async function open(files: Readonly<Record<string, string>>, definition: string) {
  const opened = await openConfig({ definition: path.join(project(files), definition) })
  if (opened.kind === 'wrong') throw new Error(JSON.stringify(opened.problems))
  return functions({}, {}, { config: opened.config })
}

/** Calls a function by what stands in the definition. */
async function call(files: Readonly<Record<string, string>>, definition: string, called: string): Promise<unknown> {
  const made = await open(files, definition)
  return output(await made.request({ FunctionName: called, Payload: { n: 1 } }))
}

const sam = `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs22.x, Timeout: 20, Environment: { Variables: { STAGE: test } } } }
Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/m.asl.json
      DefinitionSubstitutions: { NodeArn: !GetAtt Node.Arn, PythonArn: !Sub '\${Python.Arn}:live' }
  Node:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: code/node, Handler: app.handler, Environment: { Variables: { TABLE: !Ref Table } } }
  Python:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: in-python, CodeUri: code, Handler: shop.app.run, Runtime: python3.12 }
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
`
const code = {
  '.git/HEAD': '',
  'template.yaml': sam,
  'flows/m.asl.json': machine,
  'code/node/app.js':
    'exports.handler = async ({ n }, { functionName }) => ({ n, functionName, stage: process.env.STAGE, table: process.env.TABLE })',
  'code/shop/app.py': 'import os\ndef run(event, context):\n    return [event["n"], context.function_name, os.environ["STAGE"]]\n',
}

test('of SAM in Node, with its Globals and the name of its table', async () => {
  const answer = { Payload: { n: 1, functionName: 'Node', stage: 'test', table: 'orders' } }
  expect(await call(code, 'flows/m.asl.json', '${NodeArn}')).toMatchObject(answer)
  expect(await call(code, 'template.yaml', 'arn:aws:lambda:us-east-1:123456789012:function:Node')).toMatchObject(answer)
})

test.skipIf(!hasPython)('of SAM in Python, by an alias', async () => {
  expect(await call(code, 'flows/m.asl.json', '${PythonArn}')).toMatchObject({ Payload: [1, 'in-python', 'test'] })
})

test('of serverless.yml, completed by stepthrough.json', async () => {
  const files = {
    'serverless.yml':
      'service: shop\nprovider: { runtime: nodejs22.x, environment: { A: a } }\nfunctions: { hello: { handler: src/hello.run } }\n',
    'stepthrough.json': '{ "functions": { "hello": { "environment": { "B": "b" } } } }',
    'src/hello.js': 'exports.run = async () => [process.env.A, process.env.B]',
    'm.asl.json': machine,
  }
  expect(await call(files, 'm.asl.json', 'shop-dev-hello')).toMatchObject({ Payload: ['a', 'b'] })
})

test.skipIf(!hasPython)('with the modules of their layers', async () => {
  const files = {
    'template.yaml': `Globals: { Function: { Layers: [!Ref Old, !Ref New] } }
Resources:
  Old: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layers/old } }
  New: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layers/new } }
  Node: { Type: AWS::Serverless::Function, Properties: { CodeUri: code, Handler: node.run } }
  Python: { Type: AWS::Serverless::Function, Properties: { CodeUri: code, Handler: py.run, Runtime: python3.12 } }
`,
    'layers/old/nodejs/node_modules/tool/index.js': 'module.exports = "old"',
    'layers/old/nodejs/node_modules/other/index.js': 'module.exports = "other"',
    'layers/new/nodejs/node_modules/tool/index.js': 'module.exports = "new"',
    'layers/new/python/tool.py': 'NAME = "new"\n',
    'layers/old/other.py': 'NAME = "other"\n',
    'code/node.js': 'exports.run = async () => [require("tool"), require("other")]',
    'code/py.py': 'import tool, other\ndef run(event, context):\n    return [tool.NAME, other.NAME]\n',
    'm.asl.json': machine,
  }
  expect(await call(files, 'm.asl.json', 'Node')).toMatchObject({ Payload: ['new', 'other'] })
  expect(await call(files, 'm.asl.json', 'Python')).toMatchObject({ Payload: ['new', 'other'] })
})

test.skipIf(!hasPython)('of code that stands in the template', async () => {
  const files = {
    'template.yaml': `Resources:
  Node:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Code: { ZipFile: "exports.handler = async () => [require('tool'), __dirname]" }
  Python: { Type: AWS::Serverless::Function, Properties: { InlineCode: "def run(event, context): return 'py'", Handler: index.run, Runtime: python3.12 } }
`,
    'node_modules/tool/index.js': 'module.exports = "tool"',
    'm.asl.json': machine,
  }
  const made = await open(files, 'm.asl.json')
  const answer = output(await made.request({ FunctionName: 'Node' })) as { readonly Payload: readonly [string, string] }
  const [tool, folder] = answer.Payload
  expect([tool, existsSync(folder)]).toEqual(['tool', true])
  await made.close()
  expect(existsSync(folder)).toBe(false)
  expect(await call(files, 'm.asl.json', 'Python')).toMatchObject({ Payload: 'py' })
})
