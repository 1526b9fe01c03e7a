import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Json } from '../../core/base/json'
import { inProcess, project } from './program'

const call = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:refund', Name: 'r-1', 'Input.$': '$' },
  OutputPath: '$.Output',
  End: true,
  ...more,
})
const work = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:pay', End: true }
const folder = project(
  Object.fromEntries(
    Object.entries({
      'orders/order.asl.json': { StartAt: 'Refund', States: { Refund: call() } },
      'orders/later.asl.json': {
        StartAt: 'Refund',
        States: { Refund: call({ Resource: 'arn:aws:states:::states:startExecution', OutputPath: '$.ExecutionArn' }) },
      },
      'refunds/refund.asl.json': { StartAt: 'Pay', States: { Pay: work } },
      'orders/stepthrough.json': { stateMachines: { refund: '../refunds/refund.asl.json' } },
      'broken.json': { stateMachines: { refund: 'refunds/none.asl.json' } },
      'mocks.json': {
        StateMachines: {
          order: { TestCases: { Good: {}, Bad: {} } },
          refund: { TestCases: { Good: { Pay: 'Paid' }, Bad: { Pay: 'Refused' } } },
        },
        MockedResponses: { Paid: { 0: { Return: { paid: 7 } } }, Refused: { 0: { Throw: { Error: 'Refused', Cause: 'no' } } } },
      },
    }).map(([name, value]) => [name, JSON.stringify(value)]),
  ),
)
const run = (file: string, ...args: string[]) => inProcess(['run', join('orders', file), '--json', ...args], folder)
const mocked = (testCase: string) => ['--mock-config', 'mocks.json', '--state-machine-name', 'order', '--test-case', testCase]

it('runs the state machine that stepthrough.json names for a task', async () => {
  const { code, out } = await run('order.asl.json', ...mocked('Good'))
  expect(JSON.parse(out)).toMatchObject({ status: 'SUCCEEDED', output: { paid: 7 } })
  expect(code).toBe(0)
})

it('hands its failure on', async () => {
  const { code, out } = await run('order.asl.json', ...mocked('Bad'))
  expect(code).toBe(1)
  const { error, cause } = JSON.parse(out) as { error: string; cause: string }
  expect(error).toBe('States.TaskFailed')
  expect(JSON.parse(cause) as Json).toMatchObject({ Name: 'r-1', Status: 'FAILED', Error: 'Refused', Cause: 'no' })
})

it('says which task of which state machine nobody answers', async () => {
  const { code, out } = await run('order.asl.json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining('"Pay" of the state machine "refund"') })
})

it('says what is wrong with its file, when a task starts it', async () => {
  const { out } = await run('order.asl.json', '--config', 'broken.json')
  expect(JSON.parse(out)).toMatchObject({
    error: 'States.Runtime',
    cause: expect.stringMatching(/^The state machine "refund" .*none\.asl\.json: there is no such file\.$/),
  })
})

it('leaves the task alone without a config file', async () => {
  const { out } = await run('order.asl.json', '--config', 'none')
  expect(JSON.parse(out)).toMatchObject({ cause: expect.stringContaining('Nothing answers the task of the state "Refund" (') })
})

it('shows who answered in the history', async () => {
  const { out } = await inProcess(['run', join('orders', 'order.asl.json'), '--history', '-', ...mocked('Good')], folder)
  expect(out).toContain('execution')
  expect(out).toContain('startExecution.sync:2')
})

it('answers a plain start at once, and runs what was started to its end before it ends itself', async () => {
  const { out } = await run('later.asl.json', ...mocked('Good'))
  expect(JSON.parse(out)).toMatchObject({ output: 'arn:aws:states:us-east-1:123456789012:execution:refund:r-1' })
  const unheard = await run('later.asl.json', ...mocked('Bad'))
  expect(unheard.code).toBe(0)
  expect(unheard.err).toBe('stepthrough: The execution "r-1" of the state machine "refund", which no task waits for, failed: Refused: no\n')
})

it('runs the other state machines of a template, in it or in files of their own, without any entry', async () => {
  const parent = (reference: string) => ({
    StartAt: 'Call',
    States: { Call: { ...call(), Parameters: { StateMachineArn: reference, 'Input.$': '$' } } },
  })
  const template = (definition: object) => ({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Inside: { Type: 'AWS::Serverless::StateMachine', Properties: { Name: 'inside', Definition: definition } },
      Filed: {
        Type: 'AWS::Serverless::StateMachine',
        Properties: { DefinitionUri: 'filed.asl.json', DefinitionSubstitutions: { Text: 'from the template' } },
      },
      Orders: {
        Type: 'AWS::Serverless::StateMachine',
        Properties: { DefinitionUri: 'orders.asl.json', DefinitionSubstitutions: { Other: { 'Fn::GetAtt': ['Filed', 'Arn'] } } },
      },
      Outer: {
        Type: 'AWS::Serverless::StateMachine',
        Properties: { Definition: parent('${Inside}'), DefinitionSubstitutions: { Inside: { Ref: 'Inside' } } },
      },
    },
  })
  const pass = (Result: string) => ({ StartAt: 'A', States: { A: { Type: 'Pass', Result, End: true } } })
  const folder = project({
    'template.json': JSON.stringify(template(pass('inside'))),
    'filed.asl.json': JSON.stringify(pass('${Text}')),
    'orders.asl.json': JSON.stringify(parent('${Other}')),
  })
  const output = async (...args: string[]) => JSON.parse((await inProcess(['run', ...args, '--json'], folder)).out) as Json
  expect(await output('template.json', '--state-machine-name', 'Orders')).toMatchObject({ output: 'from the template' })
  expect(await output('orders.asl.json')).toMatchObject({ output: 'from the template' })
  expect(await output('template.json', '--state-machine-name', 'Outer')).toMatchObject({ output: 'inside' })
})
