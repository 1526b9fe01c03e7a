import { afterEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '../../hosts/node/tasks/endpoint/server'
import { testStateEndpoint } from '../support/testState'
import { inProcess, project } from './program'

let endpoint: Endpoint | undefined
afterEach(async () => {
  vi.unstubAllEnvs()
  await endpoint?.close()
  endpoint = undefined
})

const files = (Return: object) => ({
  'send.asl.json': JSON.stringify({
    StartAt: 'Send',
    States: {
      Send: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'm' }, End: true },
    },
  }),
  'send.asl.test.json': JSON.stringify({ definition: 'send.asl.json', cases: [{ name: 'sent', mocks: { Send: { Return } } }] }),
})

const run = async (given: Record<string, string>, ...args: string[]) => {
  const { code, out, err } = await inProcess(['test', ...args, '--reporter', 'json'], project(given))
  return { code, err, failures: code === 2 ? [] : JSON.parse(out).cases.flatMap(({ failures }: { failures: object[] }) => failures) }
}

test('--contract is strict, or as lenient as PRESENT', async () => {
  expect(await run(files({ Newer: 1 }))).toMatchObject({ code: 0 })
  const failure = {
    what: 'mocks',
    path: '$.mocks.Send.Return.Newer',
    actual: 1,
    message: expect.stringContaining('sqs:sendMessage has no "Newer".'),
  }
  expect(await run(files({ Newer: 1 }), '--contract')).toMatchObject({ code: 1, failures: [failure] })
  expect(await run(files({ Newer: 1 }), '--contract', 'send.asl.test.json')).toMatchObject({ code: 1, failures: [failure] })
  expect(await run(files({ Newer: 1 }), '--contract', 'present')).toMatchObject({ code: 0 })
  expect(await run(files({ MessageId: 1 }), '--contract=present')).toMatchObject({ code: 1, failures: [{ what: 'mocks' }] })
})

test('--aws asks the endpoint that the environment names, and says what it has not asked', async () => {
  endpoint = await testStateEndpoint((response) => ({ ...response, output: '{"MessageId":"2"}' }))
  vi.stubEnv('AWS_ENDPOINT_URL_SFN', endpoint.url)
  expect(await run(files({ MessageId: '1' }), '--aws')).toEqual({
    code: 1,
    err: '',
    failures: [
      {
        what: 'output',
        path: '$.MessageId',
        expected: '2',
        actual: '1',
        message: '"Send" (visit 1, attempt 1): the output differs at $.MessageId: AWS has "2", here it is "1".',
      },
    ],
  })
  const clock = { StartAt: 'A', States: { A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $now() %}', End: true } } }
  expect(
    await run({ 'a.asl.json': JSON.stringify(clock), 'a.asl.test.json': '{"definition":"a.asl.json","cases":[{"name":"sent"}]}' }, '--aws'),
  ).toMatchObject({
    err: expect.stringContaining('[sent] "A" is not tested by AWS: it reads the clock'),
  })
})

test('--aws is a wrong call where it would leave this computer without permission', async () => {
  expect(await run(files({ MessageId: '1' }), '--aws')).toMatchObject({
    code: 2,
    err: expect.stringContaining(
      'The call of states at states.us-east-1.amazonaws.com would leave this computer: --allow-remote allows it.',
    ),
  })
})
