import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import type { TaskCall } from '../../../../core/interpreter'
import { kindOf } from '../../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../../core/model/parse'
import { loadMachines } from '../../../../core/tasks/machines/machines'

const definition = (first = 'A') => JSON.stringify({ StartAt: first, States: { A: { Type: 'Pass', End: true } } })
const template = `Resources:
  Refund:
    Type: AWS::Serverless::StateMachine
    Properties: { Type: EXPRESS, Definition: { StartAt: R, States: { R: { Type: Pass, End: true } } } }
  Filed:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: filed.asl.json }
`
const files: { readonly [path: string]: string } = {
  '/w/pay.asl.json': definition(),
  '/w/broken.asl.json': definition('B'),
  '/w/template.yaml': template,
  '/w/filed.asl.json': definition(),
  '/w/empty.asl.json': '[]',
}

async function loaded(machines: { readonly [key: string]: string }) {
  await loadYaml()
  return loadMachines({
    config: { stateMachines: new Map(Object.entries(machines)) },
    region: 'eu-west-1',
    account: '111122223333',
    resolve: (path) => (path.startsWith('/') ? path : `/w/${path}`),
    open: async (path, options) => {
      const text = files[path]
      if (text === undefined) throw new Error('there is no such file')
      return parseDocument(text, { ...kindOf(path, text), ...(options && { content: 'definition' }) }, { ...options, running: true })
    },
    optionsNear: async () => undefined,
    reason: (error) => (error as Error).message,
    uriOf: (path) => `file://${path}`,
  })
}

const sync = 'arn:aws:states:::states:startExecution.sync'
const asked = (StateMachineArn: Json | undefined, resource = sync, more: Partial<TaskCall> = {}) =>
  ({ resource, input: StateMachineArn === undefined ? {} : { StateMachineArn }, thread: {}, ...more }) as TaskCall
const answer = async (machines: { readonly [key: string]: string }, call: TaskCall) =>
  (await loaded(machines)).answer(call, undefined as never)

describe('a task that starts an execution', () => {
  const arn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:pay'
  const pay = { pay: 'pay.asl.json' }
  const started = { kind: 'execution', machine: 'pay.asl.json#pay', arn, source: 'execution' }
  test.each<[string, Json, object]>([
    ['its ARN', arn, started],
    ['its name', 'pay', started],
    ['a version of it', `${arn}:7`, started],
    ['an ARN with a test case', `${arn}#Happy`, { ...started, testCase: 'Happy' }],
    ['the ARN of another region', arn.replace('eu-west-1', 'us-east-2'), { ...started, arn: arn.replace('eu-west-1', 'us-east-2') }],
  ])('is answered with the machine that %s names', async (_, called, outcome) => {
    expect(await answer(pay, asked(called))).toEqual(outcome)
  })

  test('is answered whatever the pattern', async () => {
    const resources = [
      'states:startExecution',
      'states:startExecution.sync:2',
      'states:startExecution.waitForTaskToken',
      'aws-sdk:sfn:startExecution',
      'aws-sdk:sfn:startSyncExecution',
    ]
    for (const each of resources) expect(await answer(pay, asked(arn, `arn:aws:states:::${each}`))).toEqual(started)
  })

  test.each<[string, TaskCall]>([
    ['another machine', asked('arn:aws:states:eu-west-1:111122223333:stateMachine:other')],
    ['another action', asked(arn, 'arn:aws:states:::aws-sdk:sfn:describeExecution')],
    ['a function', asked(arn, 'arn:aws:lambda:us-east-1:1:function:pay')],
    ['no text', asked(7)],
    ['nothing', asked(undefined)],
    ['what has been started already', asked(arn, sync, { submitted: {} })],
  ])('is left to others for %s', async (_, call) => {
    expect(await answer(pay, call)).toBeUndefined()
  })

  test.each<[string, { readonly [key: string]: string }, RegExp]>([
    [
      'is not there',
      { pay: 'gone.asl.json' },
      /^The state machine "pay" of stepthrough\.json cannot be read: \/w\/gone\.asl\.json: there is no such file\.$/,
    ],
    [
      'has an error',
      { pay: 'broken.asl.json' },
      /^The state machine "pay" of stepthrough\.json has an error, so it does not run: \/w\/broken\.asl\.json:1:13: /,
    ],
    [
      'has no machine',
      { pay: 'empty.asl.json' },
      /^The state machine "pay" of stepthrough\.json is not in empty\.asl\.json\. There is no state machine in it\.$/,
    ],
    [
      'has several',
      { pay: 'template.yaml' },
      /^The state machine "pay" of stepthrough\.json is not in template\.yaml: there is Refund, Filed\.$/,
    ],
    ['is named by two globs', { 'pa*': 'pay.asl.json', '*ay': 'pay.asl.json' }, /both match "pay"/],
  ])('fails with a sentence where its file %s', async (_, machines, cause) => {
    expect(await answer(machines, asked(arn))).toMatchObject({ kind: 'unanswered', cause: expect.stringMatching(cause) })
  })
})

test('machines are loaded once, each under its name: of a template too, and by a file that it names', async () => {
  const machines = await loaded({ Refund: 'template.yaml', Filed: 'template.yaml', pay: 'pay.asl.json', gone: 'gone.asl.json' })
  expect(machines.programs.map(({ name, path }) => [name, path])).toEqual([
    ['Refund', '/w/template.yaml'],
    ['Filed', '/w/filed.asl.json'],
    ['pay', '/w/pay.asl.json'],
  ])
  expect(machines.machine('template.yaml#Refund')).toMatchObject({ type: 'EXPRESS' })
  expect(machines.machine('pay.asl.json#pay')).toBe(machines.machine('pay.asl.json#pay'))
  expect(machines.machine('gone.asl.json#gone')).toBeUndefined()
  expect(machines.machine('elsewhere')).toBeUndefined()
})
