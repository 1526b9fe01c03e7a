import { expect, test } from 'vitest'
import { TestSession } from '../debugger/support/session'
import { inProcess, project } from './program'

/** A definition that is run by its own file means what the template near it says. */

const tells = (what: string) => ({ StartAt: 'Tell', States: { Tell: { Type: 'Pass', Result: what, End: true } } })
const template = `Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flows/orders.asl.json, DefinitionSubstitutions: { Table: !Ref Table, Stage: !Ref Stage } }
  Express:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flows/express.asl.json, Type: EXPRESS, DefinitionSubstitutions: { Table: !GetAtt Table.Arn } }
  Again:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flows/orders.asl.json, DefinitionSubstitutions: { Table: again, Stage: prod } }
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
`
const files = {
  '.git/HEAD': '',
  'template.yaml': template,
  'flows/orders.asl.json': JSON.stringify(tells('${Stage}: ${Table}, ${Other}')),
  'flows/express.asl.json': JSON.stringify(tells('${Table}')),
  'flows/alone.asl.json': JSON.stringify(tells('${Table}')),
  'flows/caller.asl.json': JSON.stringify({
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:orders', Input: {} },
        OutputPath: '$.Output',
        End: true,
      },
    },
  }),
  'stepthrough.json': '{ "stateMachines": { "orders": "flows/orders.asl.json" } }',
}
const folder = project(files)

test.each<[string, string, readonly string[], string]>([
  ['of the template that names its file', 'flows/orders.asl.json', [], 'dev: orders, ${Other}'],
  ['also where no configuration counts', 'flows/orders.asl.json', ['--config', 'none'], 'dev: orders, ${Other}'],
  ['of the state machine that is named', 'flows/orders.asl.json', ['--state-machine-name', 'Again'], 'prod: again, ${Other}'],
  ['with ARNs', 'flows/express.asl.json', [], 'arn:aws:dynamodb:us-east-1:123456789012:table/orders'],
  ['of no template that does not name it', 'flows/alone.asl.json', [], '${Table}'],
  ['of a nested machine', 'flows/caller.asl.json', [], 'dev: orders, ${Other}'],
])('substitutions %s', async (_, file, args, output) => {
  const { code, out, err } = await inProcess(['run', file, ...args], folder)
  expect([code, out, err]).toEqual([0, `${JSON.stringify(output)}\n`, ''])
})

test('what a serverless.yml includes may name what is in it', async () => {
  const included = project({
    'serverless.yml':
      'service: shop\nfunctions: { hello: { handler: a.run } }\nstepFunctions: { stateMachines: { main: { definition: "${file(main.asl.yaml)}" } } }\n',
    'main.asl.yaml':
      'StartAt: A\nStates:\n  A: { Type: Task, Resource: !GetAtt hello.Arn, Next: B }\n  B: { Type: Task, Resource: { Fn::GetAtt: [HelloLambdaFunction, Arn] }, End: true }\n',
    'a.js': 'let calls = 0\nexports.run = async () => ++calls',
  })
  expect(await inProcess(['run', 'main.asl.yaml'], included)).toEqual({ code: 0, out: '2\n', err: '' })
  expect(await inProcess(['run', 'serverless.yml'], included)).toEqual({ code: 0, out: '2\n', err: '' })
})

test('substitutions in the debugger', async () => {
  const s = new TestSession(files)
  await s.launch({ program: 'flows/orders.asl.json', stopOnEntry: true })
  await s.move('continue')
  expect(s.console).toContain('dev: orders, ${Other}')
})
