/**
 * How Step Functions names what AWS's API models name: as the AWS SDK for Java 2 does. Source: Developer Guide, "AWS SDK service
 * integrations".
 */

/** A service in a Resource: of the id `Cognito Identity Provider` it is `cognitoidentityprovider`. */
export const serviceName = (id: string): string => bare(id).toLowerCase()

/** An action in a Resource: of the operation `ListSecrets` it is `listSecrets`. */
export const actionName = (operation: string): string => operation.slice(0, 1).toLowerCase() + operation.slice(1)

/** A parameter, or a member of a result: of `DBClusterIdentifier` it is `DbClusterIdentifier`, of `SSEKMSKeyId` `SsekmsKeyId`, of `name` `Name`. */
export const parameterName = (member: string): string =>
  member
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .trim()
    .split(/\s+/)
    .map((word) => capitalised(word.toLowerCase()))
    .join('')

/** The name with a capital first letter: an action as the operation of the API, a member as optimised integrations name it. */
export const capitalised = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)

/** The service in the names of its errors: of the id `DynamoDB` it is `DynamoDb`, of `Secrets Manager` `SecretsManager`. */
export const errorPrefix = (id: string): string => parameterName(bare(id, ' '))

/** An error, of which the API model says `NoSuchKey` or `ResourceNotFoundException`: it always ends in `Exception`. */
export const exceptionName = (name: string): string => `${name.replace(/(Exception|Fault)$/, '')}Exception`

const bare = (id: string, between = '') =>
  id
    .replace(/^(Amazon|AWS)\s+/i, '')
    .replace(/\s+Service$/i, '')
    .replace(/[^A-Za-z0-9]+/g, between)
