import { expect, test } from 'vitest'
import { integrations } from '../../../../core/aws/integrations'
import { parseResource } from '../../../../core/aws/resource'
import type { Json } from '../../../../core/base/json'
import { clientFailure, failureOf } from '../../../../core/tasks/aws/failure'
import { jobIn, jobOf, jobResult } from '../../../../core/tasks/aws/jobs'
import { rulesOf } from '../../../../core/tasks/aws/optimised'
import { type Action, actionOf, serviceNamed } from '../../../../core/tasks/aws/service'

const action = (resource: string): Action => actionOf(parseResource(`arn:aws:states:::${resource}`))!

test.each([
  ['dynamodb:putItem', '@aws-sdk/client-dynamodb', 'DynamoDb'],
  ['aws-sdk:secretsmanager:getSecretValue', '@aws-sdk/client-secrets-manager', 'SecretsManager'],
  ['states:startExecution.sync:2', '@aws-sdk/client-sfn', 'Sfn'],
  ['events:putEvents', '@aws-sdk/client-eventbridge', 'EventBridge'],
  ['bedrock:invokeModel', '@aws-sdk/client-bedrock-runtime', 'BedrockRuntime'],
  ['emr-serverless:startJobRun.sync', '@aws-sdk/client-emr-serverless', 'EmrServerless'],
])('%s is called by %s', (resource, name, errorPrefix) => {
  expect(action(resource).service).toMatchObject({ package: name, errorPrefix })
})

test.each([
  'lambda:invoke',
  'http:invoke',
  'apigateway:invoke',
  'eks:runJob.sync',
  'elasticmapreduce:addStep',
  'aws-sdk:nosuchservice:doIt',
])('%s is no call of an AWS service by its SDK', (resource) => {
  expect(action(resource)).toBeUndefined()
})

test('a service has all its names', () => {
  expect(serviceNamed('sfn')?.names).toEqual(['states', 'sfn'])
})

test('how each job ends is known', () => {
  const unknown = integrations
    .filter(({ patterns }) => patterns.includes('.sync'))
    .map(({ service, action: name }) => action(`${service}:${name}.sync`))
    .filter((each) => each !== undefined && jobOf(each) === undefined)
    .map((each) => each!.title)
  // its invocation is its end; whether AWS waits for anything else is not said
  expect(unknown).toEqual(['bedrock:invokeModel'])
})

const error = {
  name: 'NoSuchThing',
  code: undefined,
  modelled: true,
  message: 'It is not there.',
  status: 404,
  requestId: 'r',
  extendedRequestId: undefined,
}

test.each([
  [
    'aws-sdk:dynamodb:putItem',
    error,
    'DynamoDb.NoSuchThingException',
    'It is not there. (Service: DynamoDb, Status Code: 404, Request ID: r)',
  ],
  [
    'aws-sdk:dynamodb:putItem',
    { ...error, modelled: false },
    'DynamoDb.DynamoDbException',
    'It is not there. (Service: DynamoDb, Status Code: 404, Request ID: r)',
  ],
  [
    'aws-sdk:s3:getObject',
    { ...error, extendedRequestId: 'x' },
    'S3.NoSuchThingException',
    'It is not there. (Service: S3, Status Code: 404, Request ID: r, Extended Request ID: x)',
  ],
  [
    'dynamodb:putItem',
    { ...error, modelled: false },
    'DynamoDB.AmazonDynamoDBException',
    'It is not there. (Service: AmazonDynamoDBv2; Status Code: 404; Error Code: NoSuchThing; Request ID: r; Proxy: null)',
  ],
  [
    'sqs:sendMessage',
    { ...error, code: 'AWS.Nothing' },
    'SQS.NoSuchThingException',
    'It is not there. (Service: AmazonSQS; Status Code: 404; Error Code: AWS.Nothing; Request ID: r; Proxy: null)',
  ],
  [
    'states:startExecution',
    { ...error, name: 'StateMachineDoesNotExist' },
    'StepFunctions.StateMachineDoesNotExistException',
    'It is not there. (Service: AWSStepFunctions; Status Code: 404; Error Code: StateMachineDoesNotExist; Request ID: r; Proxy: null)',
  ],
  [
    'emr-serverless:startJobRun',
    error,
    'EmrServerless.NoSuchThingException',
    'It is not there. (Service: EmrServerless, Status Code: 404, Request ID: r)',
  ],
])('an error of %s', (resource, told, name, cause) => {
  expect(failureOf(action(resource), told)).toEqual({ error: name, cause })
})

test('a connection that fails is an error of the client', () => {
  expect(clientFailure(action('aws-sdk:sqs:sendMessage'), 'no')).toEqual({ error: 'Sqs.SdkClientException', cause: 'no' })
  expect(clientFailure(action('sqs:sendMessage'), 'no').error).toBe('SQS.SdkClientException')
})

const caller = { execution: 'arn:e', stateMachine: 'arn:m' }

test.each<[string, Record<string, Json>, Json]>([
  ['sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 } }, { QueueUrl: 'q', MessageBody: '{"a":1}' }],
  ['sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'text' }, { QueueUrl: 'q', MessageBody: 'text' }],
  ['sqs:sendMessage', { QueueUrl: 'q', MessageBody: null }, { QueueUrl: 'q', MessageBody: null }],
  ['sns:publish', { Message: [1] }, { Message: '[1]' }],
  ['states:startExecution', { Input: { a: 1 }, AssociateWithParent: true }, { Input: '{"a":1}' }],
  [
    'events:putEvents',
    { Entries: [{ Detail: { a: 1 }, Resources: ['r'] }, { Detail: '{}' }] },
    {
      Entries: [
        { Detail: '{"a":1}', Resources: ['r', 'arn:e', 'arn:m'] },
        { Detail: '{}', Resources: ['arn:e', 'arn:m'] },
      ],
    },
  ],
])('what %s sends of %j', (resource, parameters, sent) => {
  expect(rulesOf(action(resource)).request!(parameters, caller)).toEqual(sent)
})

test('a model’s answer is read', () => {
  const { response } = rulesOf(action('bedrock:invokeModel'))
  expect(response!({ Body: '{"a":1}', ContentType: 'application/json' })).toEqual({ Body: { a: 1 }, ContentType: 'application/json' })
  expect(response!({ Body: 'text' })).toEqual({ Body: 'text' })
})

test('AWS SDK integrations send what they are given', () => {
  expect(rulesOf(action('aws-sdk:sqs:sendMessage'))).toEqual({ bare: true })
})

const run = { ExecutionArn: 'arn', Input: '{"a":1}', Output: 'not json', Status: 'SUCCEEDED' }

test.each<[string, Json, Json]>([
  ['states:startExecution.sync', run, run],
  ['states:startExecution.sync:2', run, { ...run, Input: { a: 1 } }],
])('the result of %s', (resource, found, result) => {
  expect(jobResult(action(resource), found)).toEqual(result)
})

test.each<[string, Json, Json, Json, Json, string]>([
  ['states:startExecution', { ExecutionArn: 'arn' }, {}, { ExecutionArn: 'arn' }, { Status: 'RUNNING' }, 'running'],
  ['states:startExecution', { ExecutionArn: 'arn' }, {}, { ExecutionArn: 'arn' }, { Status: 'ABORTED' }, 'failed'],
  [
    'ecs:runTask',
    { Tasks: [{ TaskArn: 't' }] },
    { Cluster: 'c' },
    { Cluster: 'c', Tasks: ['t'] },
    { Tasks: [{ LastStatus: 'STOPPED', Containers: [{ ExitCode: 0 }] }] },
    'succeeded',
  ],
  [
    'ecs:runTask',
    { Tasks: [{ TaskArn: 't' }] },
    {},
    { Cluster: null, Tasks: ['t'] },
    { Tasks: [{ LastStatus: 'STOPPED', Containers: [{ ExitCode: 1 }] }] },
    'failed',
  ],
  ['ecs:runTask', { Tasks: [{ TaskArn: 't' }] }, {}, { Cluster: null, Tasks: ['t'] }, { Tasks: [{ LastStatus: 'PENDING' }] }, 'running'],
  ['batch:submitJob', { JobId: 'j' }, {}, { Jobs: ['j'] }, { Jobs: [{ Status: 'FAILED' }] }, 'failed'],
  [
    'glue:startJobRun',
    { JobRunId: 'r' },
    { JobName: 'n' },
    { JobName: 'n', RunId: 'r' },
    { JobRun: { JobRunState: 'SUCCEEDED' } },
    'succeeded',
  ],
  ['codebuild:startBuild', { Build: { Id: 'b' } }, {}, { Ids: ['b'] }, { Builds: [{ BuildStatus: 'SUCCEEDED' }] }, 'succeeded'],
  ['sagemaker:createTrainingJob', {}, { TrainingJobName: 'n' }, { TrainingJobName: 'n' }, { TrainingJobStatus: 'InProgress' }, 'running'],
  [
    'athena:startQueryExecution',
    { QueryExecutionId: 'q' },
    {},
    { QueryExecutionId: 'q' },
    { QueryExecution: { Status: { State: 'CANCELLED' } } },
    'failed',
  ],
])('a job of %s: asked with %#', (resource, started, parameters, asked, description, state) => {
  const job = jobOf(action(`${resource}.sync`))!
  expect(job.ask(started, parameters)).toEqual(asked)
  expect(job.state(jobIn(job, description))).toBe(state)
})
