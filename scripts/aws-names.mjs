// How Step Functions names what AWS's API models name.

/** Step Functions names services, actions and parameters as the AWS SDK for Java 2 does. */
export const serviceName = (id) =>
  id
    .replace(/^(Amazon|AWS)\s+/i, '')
    .replace(/\s+Service$/i, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
export const actionName = (operation) => operation[0].toLowerCase() + operation.slice(1)
/** `DBClusterIdentifier` is DbClusterIdentifier, `SSEKMSKeyId` is SsekmsKeyId, `name` is Name. */
export const parameterName = (member) => {
  const words = member
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .trim()
    .split(/\s+/)
  return words.map((word) => word[0].toUpperCase() + word.slice(1).toLowerCase()).join('')
}
