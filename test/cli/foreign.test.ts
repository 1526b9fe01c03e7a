import { describe, expect, test } from 'vitest'
import { project, stepthrough } from './program'

const task = (Resource: string, Parameters: object) => ({ StartAt: 'T', States: { T: { Type: 'Task', Resource, Parameters, End: true } } })
const invoke = (FunctionName: string) => task('arn:aws:states:::lambda:invoke', { FunctionName })
const send = task('arn:aws:states:::sqs:sendMessage', { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q', MessageBody: 'm' })
const http = task('arn:aws:states:::http:invoke', {
  ApiEndpoint: 'https://192.0.2.1/pay',
  Method: 'GET',
  Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/c/1' },
})
const nested = task('arn:aws:states:::states:startExecution', { StateMachineArn: 'arn:aws:states:us-east-1:1:stateMachine:inner' })
const mocks = {
  StateMachines: { M: { TestCases: { Good: { T: 'Ok' } } } },
  MockedResponses: { Ok: { 0: { Return: { StatusCode: 200, Payload: 1 } } } },
}

const texts = (files: Record<string, object>) =>
  Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)]))

const run = (definition: object, config: object, more: string[] = []) =>
  stepthrough(
    ['run', 'm.asl.json', '--json', ...more],
    project(texts({ 'm.asl.json': definition, 'stepthrough.json': config, 'mocks.json': mocks })),
  )

describe('a call that would leave this computer is refused before the run', () => {
  test.each<[string, object, object, string, string]>([
    ['a Lambda endpoint', invoke('f'), { functions: { f: { endpoint: 'http://192.0.2.1:3001' } } }, 'lambda', '192.0.2.1'],
    ['AWS itself', send, { aws: {} }, 'sqs', 'sqs.us-east-1.amazonaws.com'],
    ['Lambda itself', invoke('f'), { aws: { region: 'eu-west-1' } }, 'lambda', 'lambda.eu-west-1.amazonaws.com'],
    ["a service's endpoint", send, { aws: { services: { sqs: { endpoint: 'http://192.0.2.7' } } } }, 'sqs', '192.0.2.7'],
    ['an HTTP API', http, { connections: { c: {} } }, 'http', '192.0.2.1'],
  ])('%s', async (_, definition, config, service, host) => {
    const { code, out, err } = await run(definition, config)
    expect([code, JSON.parse(out).usageError]).toEqual([2, [err.trim().replace('stepthrough: ', '')]])
    expect(err).toBe(`stepthrough: The call of ${service} at ${host} would leave this computer: --allow-remote allows it.\n`)
  })

  test('also where another task has opened the endpoint of the run', async () => {
    const token = task('arn:aws:states:::aws-sdk:sfn:sendTaskSuccess', { TaskToken: 't', Output: '{}' }).States.T
    const definition = { StartAt: 'A', States: { A: { ...token, End: undefined, Next: 'T' }, ...send.States } }
    const { code } = await run(definition, { aws: { services: { sqs: { endpoint: 'http://192.0.2.7' } } } })
    expect(code).toBe(2)
  })

  test('not where the state has a mock', async () => {
    const config = { functions: { f: { endpoint: 'http://192.0.2.1:3001' } } }
    expect((await run(invoke('f'), config, ['--mock-config', 'mocks.json', '--test-case', 'Good'])).code).toBe(0)
  })

  test('not where a state machine of the workspace answers', async () => {
    const config = { aws: {}, stateMachines: { inner: 'm.asl.json' } }
    expect((await run(nested, config)).err).not.toContain('leave this computer')
  })

  test('a name that is only known while it runs fails the task', async () => {
    const definition = task('arn:aws:states:::lambda:invoke', { 'FunctionName.$': '$.name' })
    const config = { functions: { f: { endpoint: 'http://192.0.2.1:3001' } } }
    const { code, out } = await run(definition, config, ['--input', '{"name":"f"}'])
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        status: 'FAILED',
        error: 'States.Permissions',
        cause: 'The call of lambda at 192.0.2.1 would leave this computer: --allow-remote allows it.',
      },
    ])
  })
})

test('the stepthrough.json of the folder that the program is called in counts for a definition below', async () => {
  const config = { functions: { f: { endpoint: 'http://192.0.2.1:3001' } } }
  const folder = project(texts({ 'flows/deep/m.asl.json': invoke('f'), 'stepthrough.json': config }))
  expect((await stepthrough(['run', 'flows/deep/m.asl.json'], folder)).err).toContain('The call of lambda at 192.0.2.1')
})
