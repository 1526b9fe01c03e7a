import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { type AwsService, awsService } from '../../../../hosts/node/tasks/aws'
import { awsAt, callOf, contextWith, noControl } from '../../../support/aws/calls'
import { type LocalServices, startLocalServices } from '../../../support/aws/index.mjs'

let local: LocalServices
let aws: AwsService
const heard: Json[] = []

beforeAll(async () => {
  local = await startLocalServices({ heard: (service, what) => heard.push({ service, ...what } as Json) })
  aws = awsService(contextWith(awsAt(local.endpoints)))
  await output('aws-sdk:dynamodb:createTable', {
    TableName: 'orders',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
  await output('aws-sdk:sqs:createQueue', { QueueName: 'queue' })
  await output('aws-sdk:sns:createTopic', { Name: 'topic' })
  await output('aws-sdk:s3:createBucket', { Bucket: 'bucket' })
})
afterAll(async () => {
  await aws.close()
  await local.close()
})

const outcome = (resource: string, input: Json) => aws.answer(callOf(resource, input), noControl)

/** What a task hands on; an outcome that is none is thrown. */
async function output(resource: string, input: Json): Promise<Json> {
  const came = await outcome(resource, input)
  if (came?.kind !== 'succeeded') throw new Error(JSON.stringify(came))
  return came.output
}

const text = expect.any(String)
const metadata = (type: string) => ({
  SdkHttpMetadata: {
    AllHttpHeaders: expect.objectContaining({ 'Content-Type': [type] }),
    HttpHeaders: expect.objectContaining({ 'Content-Type': type }),
    HttpStatusCode: 200,
  },
  SdkResponseMetadata: { RequestId: text },
})
const json = 'application/x-amz-json-1.0'
const queue = () => `${local.endpoints.sqs}/000000000000/queue`
const topic = 'arn:aws:sns:us-east-1:000000000000:topic'
const order = {
  id: { S: '1' },
  price: { N: '5.50' },
  tags: { SS: ['a', 'b'] },
  open: { BOOL: true },
  more: { M: { x: { L: [{ NULL: true }] } } },
}

describe('DynamoDB', () => {
  test('the optimised actions hand on the metadata, those of the SDK do not', async () => {
    expect(await output('dynamodb:putItem', { TableName: 'orders', Item: order })).toEqual(metadata(json))
    expect(await output('dynamodb:getItem', { TableName: 'orders', Key: { id: { S: '1' } } })).toEqual({
      Item: { ...order, price: { N: '5.5' } },
      ...metadata(json),
    })
    expect(await output('aws-sdk:dynamodb:getItem', { TableName: 'orders', Key: { id: { S: '2' } } })).toEqual({})
    const update = {
      TableName: 'orders',
      Key: { id: { S: '1' } },
      UpdateExpression: 'set price = :t',
      ExpressionAttributeValues: { ':t': { N: '7' } },
      ReturnValues: 'UPDATED_NEW',
    }
    expect(await output('dynamodb:updateItem', update)).toEqual({ Attributes: { price: { N: '7' } }, ...metadata(json) })
    const query = { TableName: 'orders', KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: '1' } } }
    expect(await output('aws-sdk:dynamodb:query', query)).toMatchObject({ Count: 1, ScannedCount: 1 })
    expect(await output('dynamodb:deleteItem', { TableName: 'orders', Key: { id: { S: '1' } } })).toEqual(metadata(json))
  })

  test.each<[string, Json, string, RegExp]>([
    [
      'dynamodb:putItem',
      { TableName: 'none', Item: order },
      'DynamoDB.ResourceNotFoundException',
      /^Requested resource not found \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: \w+; Proxy: null\)$/,
    ],
    [
      'aws-sdk:dynamodb:putItem',
      { TableName: 'none', Item: order },
      'DynamoDb.ResourceNotFoundException',
      /^Requested resource not found \(Service: DynamoDb, Status Code: 400, Request ID: \w+\)$/,
    ],
    [
      'aws-sdk:dynamodb:putItem',
      { TableName: 'orders', Item: null },
      'DynamoDb.DynamoDbException',
      /^1 validation error detected: Value null at 'item'/,
    ],
    [
      'dynamodb:deleteItem',
      { TableName: 'orders', Key: { id: { S: '9' } }, ConditionExpression: 'attribute_exists(id)' },
      'DynamoDB.ConditionalCheckFailedException',
      /^The conditional request failed/,
    ],
    [
      'aws-sdk:dynamodb:putItem',
      { TableName: 'orders', Itm: order },
      'States.Runtime',
      /\[The field 'Itm' is not supported by Step Functions, The field 'Item' is required but was missing\]$/,
    ],
  ])('an error of %s: %#', async (resource, input, error, cause) => {
    expect(await outcome(resource, input)).toEqual({ kind: 'failed', error, cause: expect.stringMatching(cause), source: 'endpoint' })
  })
})

describe('SQS', () => {
  test('a message that is an object is sent as its JSON text', async () => {
    const sent = await output('sqs:sendMessage', {
      QueueUrl: queue(),
      MessageBody: { order: 1 },
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'new' } },
    })
    expect(sent).toEqual({ MD5OfMessageBody: text, MD5OfMessageAttributes: text, MessageId: text, ...metadata(json) })
    const received = await output('aws-sdk:sqs:receiveMessage', { QueueUrl: queue(), MessageAttributeNames: ['All'] })
    expect(received).toMatchObject({
      Messages: [{ Body: '{"order":1}', Md5OfBody: text, MessageAttributes: { kind: { StringValue: 'new' } } }],
    })
  })

  test.each<[string, Json, string, RegExp]>([
    [
      'sqs:sendMessage',
      null,
      'SQS.AmazonSQSException',
      /^The request must contain the parameter MessageBody\. \(Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter;/,
    ],
    ['aws-sdk:sqs:sendMessage', null, 'Sqs.SqsException', /\(Service: Sqs, Status Code: 400, Request ID: /],
    ['aws-sdk:sqs:sendMessage', {}, 'States.Runtime', /\[The value for the field 'MessageBody' must be a STRING\]$/],
  ])('an error of %s: %#', async (resource, MessageBody, error, cause) => {
    expect(await outcome(resource, { QueueUrl: queue(), MessageBody })).toMatchObject({
      kind: 'failed',
      error,
      cause: expect.stringMatching(cause),
    })
  })

  test('the endpoint counts, not the host of the queue', async () => {
    const elsewhere = 'https://sqs.us-east-1.amazonaws.com/000000000000/queue'
    expect(await output('sqs:sendMessage', { QueueUrl: elsewhere, MessageBody: 'here' })).toMatchObject({ MessageId: text })
  })

  test('a queue that is not there', async () => {
    expect(await outcome('sqs:sendMessage', { QueueUrl: `${queue()}s`, MessageBody: 'x' })).toMatchObject({
      error: 'SQS.QueueDoesNotExistException',
      cause: expect.stringContaining('Error Code: AWS.SimpleQueueService.NonExistentQueue;'),
    })
  })
})

describe('SNS', () => {
  test('a message that is an object is sent as its JSON text', async () => {
    expect(await output('sns:publish', { TopicArn: topic, Message: { order: 1 }, Subject: 'new' })).toEqual({
      MessageId: text,
      ...metadata('text/xml'),
    })
    expect(heard.at(-1)).toEqual({ service: 'sns', topic, message: '{"order":1}', subject: 'new', attributes: {} })
  })

  test('a topic that is not there', async () => {
    expect(await outcome('sns:publish', { TopicArn: `${topic}s`, Message: 'x' })).toMatchObject({
      error: 'SNS.NotFoundException',
      cause: expect.stringMatching(
        /^Topic does not exist \(Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: \S+; Proxy: null\)$/,
      ),
    })
  })
})

describe('EventBridge', () => {
  const event = { Source: 'shop', DetailType: 'order', Detail: { order: 1 } }

  test('the execution and its state machine are among the resources', async () => {
    expect(await output('events:putEvents', { Entries: [event] })).toEqual({ Entries: [{ EventId: text }], FailedEntryCount: 0 })
    expect(heard.at(-1)).toMatchObject({ service: 'events', detail: { order: 1 }, resources: ['arn:execution', 'arn:machine'] })
  })

  test('an entry that fails is an error of the task', async () => {
    const { Source: _, ...without } = event
    const came = await outcome('events:putEvents', { Entries: [event, without] })
    expect(came).toMatchObject({ kind: 'failed', error: 'EventBridge.FailedEntry' })
    expect(JSON.parse((came as { cause: string }).cause)).toEqual({
      Entries: [
        { EventId: text },
        { ErrorCode: 'InvalidArgument', ErrorMessage: 'Parameter Source is not valid. Reason: Source is a required argument.' },
      ],
      FailedEntryCount: 1,
    })
  })
})

describe('S3', () => {
  test('an object is put and read as text', async () => {
    expect(await output('aws-sdk:s3:putObject', { Bucket: 'bucket', Key: 'a b/ü.json', Body: { Dict: 'Value' } })).toEqual({
      ETag: '"49e31cee5aec8faf3345893addb14346"',
    })
    expect(await output('aws-sdk:s3:getObject', { Bucket: 'bucket', Key: 'a b/ü.json' })).toMatchObject({
      Body: '{"Dict":"Value"}',
      ContentLength: 16,
    })
    expect(await output('aws-sdk:s3:listObjectsV2', { Bucket: 'bucket', Prefix: 'a' })).toMatchObject({
      KeyCount: 1,
      Contents: [{ Key: 'a b/ü.json', Size: 16 }],
    })
  })

  test.each<[string, Json, string, string]>([
    ['aws-sdk:s3:getObject', { Bucket: 'bucket', Key: 'none' }, 'S3.NoSuchKeyException', 'The specified key does not exist.'],
    ['aws-sdk:s3:listObjects', { Bucket: 'nobucket' }, 'S3.NoSuchBucketException', 'The specified bucket does not exist'],
  ])('an error of %s', async (resource, input, error, message) => {
    expect(await outcome(resource, input)).toMatchObject({
      error,
      cause: expect.stringMatching(
        new RegExp(`^${message} \\(Service: S3, Status Code: 404, Request ID: \\S+, Extended Request ID: local\\)$`),
      ),
    })
  })
})
