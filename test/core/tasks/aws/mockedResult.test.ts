import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { breachesOf, type ContractMode, isCheckedByApi } from '../../../../core/tasks/aws/mockedResult'

const arn = (rest: string) => (rest.startsWith('arn:') || rest.startsWith('$') ? rest : `arn:aws:states:::${rest}`)
const messages = (resource: string, result: Json, mode: ContractMode = 'STRICT') =>
  breachesOf(arn(resource), result, mode).map(({ message }) => message)

const finished = { ExecutionArn: 'e', StateMachineArn: 'm', Status: 'SUCCEEDED', StartDate: 1, Output: '{}' }

describe('a mocked result that the task could not get', () => {
  test.each<[resource: string, result: Json, mode: ContractMode, messages: string[]]>([
    ['sqs:sendMessage', { MesageId: '1' }, 'STRICT', ['sqs:sendMessage has no "MesageId". Did you mean "MessageId"?']],
    ['sqs:sendMessage', { MesageId: '1' }, 'PRESENT', ['sqs:sendMessage has no "MesageId". Did you mean "MessageId"?']],
    ['sqs:sendMessage', { MD5OfMesageBody: '1' }, 'STRICT', ['sqs:sendMessage has no "MD5OfMesageBody". Did you mean "MD5OfMessageBody"?']],
    [
      'aws-sdk:sqs:sendMessage',
      { Md5OfMesageBody: '1' },
      'STRICT',
      ['sqs:sendMessage has no "Md5OfMesageBody". Did you mean "Md5OfMessageBody"?'],
    ],
    ['sqs:sendMessage', { Newer: '1' }, 'STRICT', ['sqs:sendMessage has no "Newer".']],
    ['sqs:sendMessage', { Newer: '1' }, 'PRESENT', []],
    ['sqs:sendMessage', 'sent', 'PRESENT', ['The result of sqs:sendMessage has to be an object.']],
    ['lambda:invoke', { orderId: 1 }, 'STRICT', ['lambda:invoke has no "orderId".']],
    ['lambda:invoke', { StatusCode: '200' }, 'STRICT', ['"StatusCode" has to be a number.']],
    [
      'states:startExecution',
      {},
      'STRICT',
      [
        'states:startExecution always has "ExecutionArn", which is missing.',
        'states:startExecution always has "StartDate", which is missing.',
      ],
    ],
    ['states:startExecution', {}, 'PRESENT', []],
    ['states:startExecution.sync', { ...finished, Output: {} }, 'STRICT', ['"Output" has to be a string.']],
    [
      'states:startExecution.sync:2',
      { ...finished, Status: 'DONE' },
      'STRICT',
      ['"Status" is one of RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE.'],
    ],
    ['ecs:runTask.sync', { Containers: [{ ExitCode: '0' }] }, 'STRICT', ['"ExitCode" has to be a number.']],
    ['ecs:runTask.sync', { Tasks: [] }, 'STRICT', ['ecs:runTask.sync has no "Tasks".']],
    ['glue:startJobRun.sync', { JobRunState: 'SUCCEDED' }, 'PRESENT', ['"JobRunState" cannot be "SUCCEDED". Did you mean "SUCCEEDED"?']],
    [
      'glue:startJobRun.sync',
      { JobRunState: 'GREEN' },
      'PRESENT',
      ['"JobRunState" is one of STARTING, RUNNING, STOPPING, STOPPED, SUCCEEDED, FAILED, TIMEOUT, ERROR and 2 more.'],
    ],
    ['codebuild:startBuild.sync', { Buidl: {} }, 'STRICT', ['codebuild:startBuild.sync has no "Buidl". Did you mean "Build"?']],
    ['http:invoke', { StatusCode: 'OK' }, 'STRICT', ['"StatusCode" has to be a number.']],
    ['aws-sdk:dynamodb:getItem', { Item: { id: { S: 1 } } }, 'STRICT', ['"S" has to be a string.']],
    ['aws-sdk:dynamodb:getItem', { Item: { id: { s: 'a' } } }, 'STRICT', ['"Item" of dynamodb:getItem has no "s". Did you mean "S"?']],
    ['aws-sdk:ec2containers:nothing', { any: 1 }, 'STRICT', []],
    ['aws-sdk:sns:listTopics', { Topics: ['t'] }, 'STRICT', ['Each item of "Topics" has to be an object.']],
    ['aws-sdk:sfn:describeExecution', { ...finished, StartDate: 1 }, 'STRICT', ['"StartDate" has to be a string.']],
  ])('%s %j %s', (resource, result, mode, expected) => expect(messages(resource, result, mode)).toEqual(expected))
})

describe('what a task could get, and what nobody can tell', () => {
  test.each<[resource: string, result: Json]>([
    [
      'lambda:invoke',
      { StatusCode: 200, Payload: { any: ['thing'] }, ExecutedVersion: '$LATEST', SdkHttpMetadata: { AllHttpHeaders: {} } },
    ],
    ['lambda:invoke.waitForTaskToken', ['free']],
    ['sqs:sendMessage', { MD5OfMessageBody: 'm', MessageId: '1', SdkResponseMetadata: { RequestId: 'r' } }],
    ['sqs:sendMessage', { Md5OfMessageBody: 'm' }],
    ['states:startExecution.sync', finished],
    ['states:startExecution.sync:2', { ...finished, Output: { parsed: true }, Input: [] }],
    ['ecs:runTask.sync', { LastStatus: 'STOPPED', StoppedAt: 1700000000000 }],
    ['eks:deleteCluster.sync', { anything: 1 }],
    ['emr:unknown.sync', { anything: 1 }],
    ['bedrock:invokeModel', { Body: { completion: 'x' }, ContentType: 'application/json' }],
    ['arn:aws:lambda:us-east-1:123456789012:function:f', 'free'],
    ['arn:aws:states:us-east-1:123456789012:activity:a', 'free'],
    ['${ChargeFunctionArn}', 'free'],
    ['', 'free'],
  ])('%s %j', (resource, result) => expect(messages(resource, result)).toEqual([]))
})

test('a result is walked at any depth, and names of members of objects are names', () => {
  let deep: Json = { S: 1 }
  for (let i = 0; i < 20_000; i++) deep = { L: [deep] }
  expect(messages('aws-sdk:dynamodb:getItem', { Item: { a: deep } })).toEqual(['"S" has to be a string.'])
  const hostile = JSON.parse('{"__proto__":1,"constructor":2,"\\ud800":3}') as Json
  expect(messages('sqs:sendMessage', hostile)).toHaveLength(3)
  expect(messages('sqs:sendMessage', Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`x${i}`, i])))).toHaveLength(20)
})

test('TestState wants what optimised integrations hand on as their API has it', () => {
  expect(isCheckedByApi(arn('aws-sdk:sqs:sendMessage'))).toBe(true)
  expect(isCheckedByApi(arn('lambda:invoke'))).toBe(false)
  expect(isCheckedByApi(arn('sqs:sendMessage.waitForTaskToken'))).toBe(false)
})
