import { describe, expect, test } from 'vitest'
import { parseResource } from '../../../core/aws/resource'
import { machine, run } from '../interpreter/run'

describe('what a Resource says', () => {
  test.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:f:7', 'lambda', 'requestResponse', false],
    ['arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f', 'lambda', 'requestResponse', false],
    ['arn:aws:states:us-east-1:123456789012:activity:work', 'activity', 'requestResponse', false],
    ['arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:activity:work', 'activity', 'requestResponse', false],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'task', 'waitForTaskToken', false],
    ['arn:${AWS::Partition}:states:::sqs:sendMessage.waitForTaskToken', 'task', 'waitForTaskToken', false],
    ['arn:${AWS::Partition}:states:::aws-sdk:sqs:sendMessage', 'task', 'requestResponse', false],
    ['arn:aws:states:::sqs:${Action}', 'task', 'requestResponse', true],
    ['arn:aws:${Rest}', 'task', 'requestResponse', true],
    ['${Function}', 'lambda', 'requestResponse', true],
    ['${Integration}.sync', 'task', 'sync', true],
    ['${Integration}.waitForTaskToken', 'task', 'waitForTaskToken', true],
  ])('%s', (arn, family, pattern, unknown) => {
    expect(parseResource(arn)).toMatchObject({ family, pattern, unknown })
  })

  test.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:f:7', 'lambda', undefined, 'arn:aws:lambda:us-east-1:123456789012:function:f:7'],
    ['${Function}', 'lambda', undefined, '${Function}'],
    ['arn:aws:states:us-east-1:123456789012:activity:work', 'activity', undefined, 'work'],
    ['arn:aws:states:us-east-1:123456789012:activity:a:b', 'activity', undefined, 'a:b'],
    ['arn:aws:states:::activity:work', 'task', 'activity', 'work'],
    ['arn:aws:states:us-east-1:123456789012:other:work', 'task', 'other', 'work'],
    ['arn:aws:sns:us-east-1:123456789012:activity:work', 'task', 'activity', 'work'],
    ['arn:aws:states:::states:startExecution.sync:2', 'task', 'states', 'startExecution.sync:2'],
    ['arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken', 'task', 'aws-sdk:sqs', 'sendMessage.waitForTaskToken'],
    ['arn:aws:states:::sqs', 'task', 'sqs', ''],
    ['arn:aws:states:::', 'task', '', ''],
    ['', 'task', '', ''],
  ])('its service and action: %s', (arn, family, resourceType, resource) => {
    expect(parseResource(arn)).toMatchObject({ family, resource })
    expect(parseResource(arn).resourceType).toBe(resourceType)
  })

  test('the service is the one of the ARN, also behind a substitution with colons', () => {
    expect(parseResource('arn:${AWS::Partition}:states:::aws-sdk:sqs:sendMessage')).toMatchObject({
      resourceType: 'aws-sdk:sqs',
      resource: 'sendMessage',
    })
  })
})

describe('$$.Task.Token', () => {
  const asks = (Resource: string) =>
    run(machine({ A: { Type: 'Task', Resource, Parameters: { 'token.$': '$$.Task.Token' }, End: true } })).then(({ output }) => output)

  test.each(['${AskAndWait}', 'arn:aws:states:::sqs:${Action}', 'arn:aws:states:::sns:publish.waitForTaskToken'])(
    '%s has one',
    async (resource) => {
      expect(await asks(resource)).toEqual({ token: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    },
  )

  test.each(['arn:aws:states:::sns:publish', 'arn:aws:lambda:us-east-1:123456789012:function:f'])('%s has none', async (resource) => {
    expect(await asks(resource)).toBeUndefined()
  })
})
