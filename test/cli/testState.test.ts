import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { inProcess, project } from './program'

const machine = {
  StartAt: 'Read',
  States: {
    Read: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:getItem',
      Parameters: { TableName: 'orders', Key: { id: { 'S.$': '$.id' } } },
      ResultSelector: { 'total.$': '$.Item.total.N' },
      ResultPath: '$.order',
      Retry: [{ ErrorEquals: ['DynamoDB.ThrottlingException'], MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Lost' }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    Lost: { Type: 'Fail', Error: 'Lost' },
  },
}
const folder = project({
  'order.asl.json': JSON.stringify(machine),
  'state.json': '{ "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $name & $states.input.text %}", "End": true }',
  'order.asl.yaml': 'StartAt: P\nStates:\n  P: { Type: Pass, Result: 7, End: true }\n',
})
const test = async (...args: string[]) => {
  const { code, out, err } = await inProcess(['test-state', ...args], folder)
  return { code, response: out === '' ? undefined : JSON.parse(out), err }
}

describe('test-state', () => {
  it('gives the output and the next state with a mocked result', async () => {
    const mock = JSON.stringify({ result: { Item: { total: { N: '42' } } } })
    expect(await test('order.asl.json', '--state-name', 'Read', '--input', '{"id":"7"}', '--mock', mock)).toEqual({
      code: 0,
      response: { status: 'SUCCEEDED', nextState: 'Done', output: '{"id":"7","order":{"total":"42"}}' },
      err: '',
    })
  })

  it('takes the result of the mock as a text of JSON too, as the API does', async () => {
    const mock = JSON.stringify({ result: '{"Item":{"total":{"N":"1"}}}' })
    expect((await test('order.asl.json', '--state-name', 'Read', '--input', '{"id":"7"}', '--mock', mock)).response.status).toBe(
      'SUCCEEDED',
    )
  })

  it('shows the data flow', async () => {
    const mock = JSON.stringify({ errorOutput: { error: 'DynamoDB.ThrottlingException', cause: 'Slow down.' } })
    const args = ['order.asl.json', '--state-name', 'Read', '--input', '{"id":"7"}', '--mock', mock, '--inspection-level', 'DEBUG']
    const { code, response } = await test(...args)
    expect([code, response.status, response.inspectionData.errorDetails.retryIndex]).toEqual([0, 'RETRIABLE', 0])
    expect(JSON.parse(response.inspectionData.afterParameters)).toEqual({ TableName: 'orders', Key: { id: { S: '7' } } })
    const again = await test(...args, '--state-configuration', '{"retrierRetryCount":2}')
    expect([again.response.status, again.response.nextState]).toEqual(['CAUGHT_ERROR', 'Lost'])
  })

  it('tests a single state with variables', async () => {
    const { response } = await test('state.json', '--variables', '{"name":"run "}', '--input', '{"text":"A"}')
    expect(response).toEqual({ status: 'SUCCEEDED', output: '"run A"' })
  })

  it('sees a context object', async () => {
    const state = project({
      'state.json': JSON.stringify({
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: { TopicArn: 'arn:aws:sns:us-east-1:123456789012:t', 'Message.$': '$$.Execution.Name' },
        End: true,
      }),
    })
    const args = ['--context', '{"Execution":{"Name":"A"}}', '--mock', '{"result":{"MessageId":"1"}}', '--inspection-level', 'DEBUG']
    const { out } = await inProcess(['test-state', 'state.json', ...args], state)
    expect(JSON.parse(JSON.parse(out).inspectionData.afterParameters).Message).toBe('A')
  })

  it('calls the endpoint of an HTTP task, as stepthrough.json says, and shows what was sent', async () => {
    const server = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end('{"paid":true}'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const Authentication = { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/Gateway/id' }
    const Parameters = { ApiEndpoint: 'https://pay.example.com/v1/charges', Method: 'GET', Authentication }
    const gateway = project({
      'pay.json': JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true }),
      'stepthrough.json': JSON.stringify({
        connections: { Gateway: { queryParameters: { key: 'k-123456' } } },
        http: { 'https://pay.example.com/': `http://127.0.0.1:${port}/` },
      }),
    })
    const trace = ['test-state', 'pay.json', '--inspection-level', 'TRACE']
    const url = async (...args: string[]) => JSON.parse((await inProcess([...trace, ...args], gateway)).out).inspectionData.request.url
    expect(await url()).toBe(`http://127.0.0.1:${port}/v1/charges`)
    expect(await url('--reveal-secrets')).toBe(`http://127.0.0.1:${port}/v1/charges?key=k-123456`)
    const { code, out } = await inProcess(['test-state', 'pay.json', '--config', 'none'], gateway)
    expect([code, JSON.parse(out).cause]).toEqual([1, expect.stringContaining('Nothing answers')])
    server.close()
  })

  it('reads YAML', async () => expect((await test('order.asl.yaml', '--state-name', 'P')).response.output).toBe('7'))

  it('ends with 1 where the state fails', async () => {
    expect(await test('order.asl.json', '--state-name', 'Lost')).toMatchObject({ code: 1, response: { status: 'FAILED', error: 'Lost' } })
  })

  it('ends with 1 and one line where the API refuses the request', async () => {
    const { code, err } = await test('order.asl.json', '--state-name', 'Other')
    expect([code, err]).toEqual([1, 'stepthrough: ValidationException: State not found in definition\n'])
  })

  const wrong: [args: string[], message: string][] = [
    [[], 'test-state needs one FILE'],
    [['order.asl.json', '--mock', '[]'], '--mock is a JSON object, not []'],
    [['order.asl.json', '--inspection-level', 'ALL'], '--inspection-level is one of INFO, DEBUG, TRACE, not "ALL"'],
    [['order.asl.json', '--context', '{'], '--context is no JSON: '],
  ]
  for (const [args, message] of wrong)
    it(`wrong usage: ${args.join(' ')}`, async () => {
      const { code, err } = await test(...args)
      expect([code, err]).toEqual([2, expect.stringContaining(message)])
    })
})
