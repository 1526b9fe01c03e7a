import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { ending, machine, run } from './run'

const begun = async (action: string, Parameters: Json | undefined, input: Json = {}) =>
  ending(
    await run(
      machine({ A: { Type: 'Task', Resource: `arn:aws:states:::${action}`, ...(Parameters !== undefined && { Parameters }), End: true } }),
      {
        input,
        task: () => ({ kind: 'succeeded', output: 'begun' }),
      },
    ),
  )

const refused = (parameters: Json, problems: string) => ({
  status: 'FAILED',
  error: 'States.Runtime',
  cause: expect.stringContaining(`The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problems}]`),
})
const missing = (...fields: string[]) => fields.map((field) => `The field '${field}' is required but was missing`).join(', ')

describe('what an optimised integration asks of its parameters', () => {
  test.each<[string, readonly string[]]>([
    ['apigateway:invoke', ['ApiEndpoint', 'Method']],
    ['batch:submitJob.sync', ['JobName', 'JobQueue', 'JobDefinition']],
    ['dynamodb:deleteItem', ['TableName', 'Key']],
    ['dynamodb:getItem', ['TableName', 'Key']],
    ['dynamodb:putItem', ['TableName', 'Item']],
    ['dynamodb:updateItem', ['TableName', 'Key']],
    ['ecs:runTask.waitForTaskToken', ['TaskDefinition']],
    ['events:putEvents', ['Entries']],
    ['lambda:invoke', ['FunctionName']],
    ['sqs:sendMessage', ['QueueUrl', 'MessageBody']],
    ['states:startExecution.sync:2', ['StateMachineArn']],
  ])('%s needs %j', async (action, fields) => {
    expect(await begun(action, {})).toEqual(refused({}, missing(...fields)))
    const all = Object.fromEntries(fields.map((field) => [field, 'x']))
    expect(await begun(action, all)).toBe('begun')
    const { [fields[0]!]: _first, ...rest } = all
    expect(await begun(action, rest)).toEqual(refused(rest, missing(fields[0]!)))
  })

  test.each<[string, Json]>([
    ['aws-sdk:sqs:sendMessage', {}],
    ['sns:publish', {}],
    ['toString:valueOf', {}],
    ['sqs:sendMessage', { QueueUrl: null, MessageBody: false }],
    ['apigateway:invoke', { ApiEndpoint: 'e', Method: 'GET', Headers: {}, QueryParameters: { a: [], b: ['1', '2'] } }],
  ])('%s begins with %j', async (action, parameters) => {
    expect(await begun(action, parameters)).toBe('begun')
  })

  test.each<[string, Json]>([
    ['Headers', 'text'],
    ['Headers', { a: 'text' }],
    ['QueryParameters', { a: ['1'], b: [1] }],
    ['QueryParameters', { a: ['1', 2] }],
  ])('%s of API Gateway cannot be %j', async (field, value) => {
    const parameters = { ApiEndpoint: 'e', Method: 'GET', [field]: value }
    expect(await begun('apigateway:invoke', parameters)).toEqual(
      refused(parameters, `The value of the field '${field}' has an invalid format`),
    )
  })

  test('all that is wrong is said, and what is no object has no field', async () => {
    const parameters = { Method: 'GET', Headers: 1 }
    expect(await begun('apigateway:invoke', parameters)).toEqual(
      refused(parameters, `${missing('ApiEndpoint')}, The value of the field 'Headers' has an invalid format`),
    )
    expect(await begun('lambda:invoke', undefined, ['FunctionName'])).toEqual(refused(['FunctionName'], missing('FunctionName')))
  })
})
