import { describe, expect, test } from 'vitest'
import { integrations } from '../../../core/aws/integrations'
import { parseResource } from '../../../core/aws/resource'
import { nearest } from '../../../core/base/nearest'
import { isTimestamp } from '../../../core/base/timestamp'

describe('the nearest name', () => {
  test.each([
    ['Reslut', ['Result', 'ResultPath', 'Resource'], 'Result'],
    ['next', ['Next', 'Text'], 'Next'],
    ['Nxet', ['Next', 'End'], 'Next'],
    ['StringEqual', ['StringEquals', 'StringEqualsPath'], 'StringEquals'],
    ['Bogus', ['Next', 'End'], undefined],
    ['x', ['y'], undefined],
    ['', ['Next'], undefined],
  ])('of %j among %j is %j', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected)
  })
})

describe('a timestamp', () => {
  test.each([
    '2030-01-31T12:00:00Z',
    '2030-01-31T12:00:00.123456Z',
    '2024-02-29T23:59:60Z',
    '2030-01-31T12:00:00+05:30',
    '0000-01-01T00:00:00-00:00',
  ])('is %s', (text) => expect(isTimestamp(text)).toBe(true))

  test.each([
    '2030-01-31',
    '2030-01-31 12:00:00Z',
    '2030-01-31T12:00:00',
    '2030-01-31t12:00:00Z',
    '2030-01-31T12:00:00z',
    '2030-13-31T12:00:00Z',
    '2030-04-31T12:00:00Z',
    '1900-02-29T12:00:00Z',
    '2030-01-31T24:00:00Z',
    '2030-01-31T12:60:00Z',
    '2030-01-31T12:00:00.Z',
    '2030-01-31T12:00Z',
    '2030-01-31T12:00:00+5:30',
    ' 2030-01-31T12:00:00Z',
  ])('is not %j', (text) => expect(isTimestamp(text)).toBe(false))
})

describe('a Resource', () => {
  test.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:F:1', { kind: 'lambda' }],
    ['arn:aws-cn:states:cn-north-1:123456789012:activity:A', { kind: 'activity' }],
    ['arn:aws:swf:us-east-1:123456789012:task:X', { kind: 'other' }],
    [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      { kind: 'optimised', service: 'sqs', action: 'sendMessage', suffix: '.waitForTaskToken' },
    ],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      { kind: 'optimised', service: 'states', action: 'startExecution', suffix: '.sync:2' },
    ],
    ['arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject', { kind: 'sdk', service: 's3', action: 'getObject', suffix: '' }],
    ['HelloFunction', { kind: 'invalid' }],
    ['arn:aws:states:::', { kind: 'invalid' }],
    ['arn:::::', { kind: 'invalid' }],
  ])('%s', (text, expected) => expect(parseResource(text)).toMatchObject(expected))

  test('of each integration in the table is read as it is written', () => {
    for (const { service, action, patterns } of integrations) {
      for (const pattern of patterns) {
        expect(parseResource(`arn:aws:states:::${service}:${action}${pattern}`)).toMatchObject({
          kind: 'optimised',
          service,
          action,
          suffix: pattern,
        })
      }
    }
  })
})
