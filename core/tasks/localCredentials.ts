/** What functions and clients get in the place of credentials wherever real ones may not be: the same, as DynamoDB Local has tables of its own for each key. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' } as const
