import { describe, expect, test } from 'vitest'
import { apiResult, resultOf } from '../../../core/aws/results'
import type { ResultType } from '../../../core/aws/resultTypes'

/** The type at a path: names of members, `0` for the item of a list or map. */
const at = (type: ResultType | undefined, ...path: readonly (string | 0)[]): ResultType | undefined =>
  path.reduce<ResultType | undefined>((found, step) => {
    if (step === 0) return found?.kind === 'array' || found?.kind === 'map' ? found.item() : undefined
    return found?.kind === 'object' ? found.members.find(({ name }) => name === step)?.type() : undefined
  }, type)

const arn = (rest: string) => `arn:aws:states:::${rest}`

describe('what a task hands on', () => {
  test.each<[string, readonly (string | 0)[], ResultType['kind'] | undefined]>([
    ['aws-sdk:sqs:getQueueUrl', ['QueueUrl'], 'string'],
    ['aws-sdk:dynamodb:query', ['Items', 0], 'map'],
    ['aws-sdk:dynamodb:query', ['Items', 0, 0, 'M', 0, 'S'], 'string'],
    ['sqs:sendMessage', ['MessageId'], 'string'],
    ['events:putEvents', ['Entries', 0, 'EventId'], 'string'],
    ['ecs:runTask', ['Tasks', 0, 'TaskArn'], 'string'],
    ['lambda:invoke', ['Payload'], 'any'],
    ['aws-sdk:lambda:invoke', ['Payload'], 'string'],
    ['states:startExecution.sync:2', ['Output'], 'any'],
    ['http:invoke', ['StatusCode'], 'number'],
    ['sqs:sendMessage.waitForTaskToken', [], undefined],
    ['aws-sdk:nobody:doNothing', [], undefined],
    ['aws-sdk:sqs:constructor', [], undefined],
  ])('%s at %j is %s', (resource, path, kind) => expect(at(resultOf(arn(resource)), ...path)?.kind).toBe(kind))
})

test('a mocked result is checked against the API, not against what Step Functions makes of it', () => {
  expect(at(apiResult(arn('lambda:invoke')), 'Payload')?.kind).toBe('string')
  expect(at(apiResult(arn('states:startExecution.sync')), 'Output')?.kind).toBe('string')
  expect(apiResult(arn('http:invoke'))).toBeUndefined()
  expect(apiResult('arn:aws:lambda:us-east-1:123456789012:function:f')).toBeUndefined()
})

test('one Resource has one type', () => {
  expect(resultOf(arn('aws-sdk:sqs:getQueueUrl'))).toBe(resultOf(arn('aws-sdk:sqs:getQueueUrl')))
})
