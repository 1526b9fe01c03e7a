import { expect, test } from 'vitest'
import { awsActions, awsParameters, awsService, awsServices } from '../../../core/aws/apis'
import { integrations } from '../../../core/aws/integrations'
import { parametersOf } from '../../../core/language/features/completion/parameters'

test('services, actions and parameters have the names that Step Functions gives them', () => {
  expect(awsServices().length).toBeGreaterThan(350)
  for (const name of [
    'dynamodb',
    's3',
    'sfn',
    'cloudwatchlogs',
    'cognitoidentityprovider',
    'databasemigration',
    'elasticloadbalancingv2',
    'lexruntime',
    'acmpca',
  ])
    expect(awsService(name), name).toBeDefined()
  expect(awsService('databasemigration')?.id).toBe('Database Migration Service')
  expect(awsActions('ec2')).toContain('describeInstances')
  expect(awsParameters('sfn', 'startSyncExecution')?.map((p) => p.name)).toContain('StateMachineArn')
  expect(awsParameters('rds', 'modifyDBCluster')?.[0]).toEqual({ name: 'DbClusterIdentifier', required: true })
  expect(
    awsParameters('s3', 'putObject')
      ?.filter((p) => p.required)
      .map((p) => p.name),
  ).toEqual(['Bucket', 'Key'])
})

test('what is not there is not there', () => {
  expect(awsService('constructor')).toBeUndefined()
  expect(awsActions('nope')).toEqual([])
  expect(awsParameters('s3', 'constructor')).toBeUndefined()
})

test('every optimised integration has the parameters that it requires first', () => {
  for (const { service, action, required } of integrations) {
    const parameters = parametersOf(`arn:aws:states:::${service}:${action}`) ?? []
    expect(
      parameters.slice(0, required.length).map((p) => p.name),
      `${service}:${action}`,
    ).toEqual(required)
  }
  expect(parametersOf('arn:aws:states:::bedrock:invokeModel')?.map((p) => p.name)).toContain('Body')
})
