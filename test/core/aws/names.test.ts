import { expect, test } from 'vitest'
import { actionName, capitalised, errorPrefix, exceptionName, parameterName, serviceName } from '../../../core/aws/names'

test.each([
  [serviceName, 'Cognito Identity Provider', 'cognitoidentityprovider'],
  [serviceName, 'AWS Marketplace Metering Service', 'marketplacemetering'],
  [serviceName, 'SFN', 'sfn'],
  [actionName, 'ListSecrets', 'listSecrets'],
  [parameterName, 'name', 'Name'],
  [parameterName, 'DBClusterIdentifier', 'DbClusterIdentifier'],
  [parameterName, 'SSEKMSKeyId', 'SsekmsKeyId'],
  [parameterName, 'ETag', 'ETag'],
  [parameterName, 'stateMachineArn', 'StateMachineArn'],
  [capitalised, 'enableECSManagedTags', 'EnableECSManagedTags'],
  [errorPrefix, 'DynamoDB', 'DynamoDb'],
  [errorPrefix, 'Secrets Manager', 'SecretsManager'],
  [errorPrefix, 'S3', 'S3'],
  [errorPrefix, 'SFN', 'Sfn'],
  [exceptionName, 'NoSuchKey', 'NoSuchKeyException'],
  [exceptionName, 'ResourceNotFoundException', 'ResourceNotFoundException'],
  [exceptionName, 'DBClusterNotFoundFault', 'DBClusterNotFoundException'],
])('%o of %s is %s', (name, of, expected) => {
  expect(name(of)).toBe(expected)
})
