/**
 * The names of errors that Retry and Catch can name. Sources: ASL specification, "Appendix A: Predefined Error Codes"; Developer Guide,
 * "Handling errors in Step Functions workflows"; the services' pages for theirs.
 */
export interface ErrorName {
  readonly name: string
  readonly doc: string
  /** The service (as in a Resource) whose tasks raise it; absent: predefined. */
  readonly service?: string
  /** In which query language it can happen; absent: both. */
  readonly language?: 'JSONPath' | 'JSONata'
  /** The states whose Retriers and Catchers may meet it; absent: all. */
  readonly on?: readonly ('Task' | 'Map' | 'Parallel')[]
  /** It ends the execution from wherever it is raised, past all Retriers and Catchers. */
  readonly terminal?: true
  /** The names that stand for others, and do not for this one. */
  readonly unmatchedBy?: readonly Wildcard[]
  /** Those that stand for it all the same where it is the result of a task (recorded). */
  readonly resultMatchedBy?: readonly Wildcard[]
  /** No worker or service answers with it: it stands for others, or Step Functions itself raises it. */
  readonly unanswerable?: true
}

/** Names that stand for any other, but for those that say so. */
const wildcards = ['States.ALL', 'States.TaskFailed'] as const
type Wildcard = (typeof wildcards)[number]

/**
 * The predefined names, then those of services, as far as they are known. An error in no row is a user's own, or one of a service that is
 * not listed.
 */
export const errorNames: readonly ErrorName[] = [
  {
    name: 'States.ALL',
    doc: 'Any error name, but States.Runtime. Of States.DataLimitExceeded only that of a task’s result. Alone in its list, in the last Retrier or Catcher.',
    unanswerable: true,
  },
  { name: 'States.TaskFailed', doc: 'Any error of a task, but a timeout, States.DataLimitExceeded and States.Runtime.' },
  {
    name: 'States.Timeout',
    doc: 'The task ran longer than TimeoutSeconds, or sent no heartbeat for HeartbeatSeconds.',
    unmatchedBy: ['States.TaskFailed'],
  },
  {
    name: 'States.HeartbeatTimeout',
    doc: 'The task sent no heartbeat for HeartbeatSeconds.',
    on: ['Task'],
    unmatchedBy: ['States.TaskFailed'],
  },
  { name: 'States.Permissions', doc: 'The privileges of the execution did not suffice.' },
  { name: 'States.ReferencePathConflict', doc: 'ResultPath or ItemsPath cannot be applied to the input.', language: 'JSONPath' },
  { name: 'States.ResultPathMatchFailure', doc: 'The specified name of States.ReferencePathConflict.', language: 'JSONPath' },
  { name: 'States.ParameterPathFailure', doc: 'A path in a payload template leads nowhere.', language: 'JSONPath' },
  { name: 'States.QueryEvaluationError', doc: 'A JSONata expression failed, or gave a value of the wrong type.', language: 'JSONata' },
  { name: 'States.BranchFailed', doc: 'A branch of the Parallel failed.', on: ['Parallel'] },
  {
    name: 'States.NoChoiceMatched',
    doc: 'No Choice Rule matched and there is no Default. AWS raises States.Runtime instead, which nothing catches.',
    on: ['Map', 'Parallel'],
    unanswerable: true,
  },
  { name: 'States.IntrinsicFailure', doc: 'An intrinsic function could not be evaluated.', language: 'JSONPath' },
  { name: 'States.ExceedToleratedFailureThreshold', doc: 'More items of the Map failed than are tolerated.', on: ['Map'] },
  { name: 'States.ItemReaderFailed', doc: 'The Map could not read its items.', on: ['Map'] },
  { name: 'States.ResultWriterFailed', doc: 'The Map could not write its results.', on: ['Map'] },
  {
    name: 'States.DataLimitExceeded',
    doc: 'A payload is larger than 256 KiB. Only where it is the result of a task States.ALL matches it; States.TaskFailed never does.',
    unmatchedBy: wildcards,
    resultMatchedBy: ['States.ALL'],
    unanswerable: true,
  },
  {
    name: 'States.Runtime',
    doc: 'The execution could not process the data, for example for a path that finds nothing. Never retried, never caught.',
    terminal: true,
    unmatchedBy: wildcards,
    unanswerable: true,
  },
  { name: 'States.Http.StatusCode.429', doc: 'The HTTP endpoint answered with this status; likewise with any other.', service: 'http' },
  { name: 'States.Http.StatusCode.503', doc: 'The HTTP endpoint answered with this status; likewise with any other.', service: 'http' },
  { name: 'States.Http.Socket', doc: 'The HTTP endpoint could not be reached, or did not answer within 60 seconds.', service: 'http' },
  { name: 'Lambda.ServiceException', doc: 'An error within AWS Lambda; worth a retry.', service: 'lambda' },
  { name: 'Lambda.AWSLambdaException', doc: 'An error of the Lambda API; worth a retry.', service: 'lambda' },
  { name: 'Lambda.SdkClientException', doc: 'The call of Lambda failed on its way; worth a retry.', service: 'lambda' },
  { name: 'Lambda.TooManyRequestsException', doc: 'Lambda throttles; worth a retry with backoff.', service: 'lambda' },
  { name: 'Lambda.ClientExecutionTimeoutException', doc: 'The call of Lambda timed out in the client.', service: 'lambda' },
  { name: 'Lambda.ResourceNotFoundException', doc: 'There is no such function.', service: 'lambda' },
  {
    name: 'Lambda.Unknown',
    doc: 'The function ended without a usable answer, for example out of memory or at its timeout.',
    service: 'lambda',
  },
  { name: 'Sandbox.Timedout', doc: 'The function ran into its own timeout.', service: 'lambda' },
  { name: 'DynamoDB.ConditionalCheckFailedException', doc: 'The ConditionExpression was false.', service: 'dynamodb' },
  { name: 'DynamoDB.ProvisionedThroughputExceededException', doc: 'The table throttles; worth a retry with backoff.', service: 'dynamodb' },
  { name: 'DynamoDB.TransactionCanceledException', doc: 'The transaction was cancelled.', service: 'dynamodb' },
  { name: 'DynamoDB.ResourceNotFoundException', doc: 'There is no such table.', service: 'dynamodb' },
  { name: 'Sns.NotFoundException', doc: 'There is no such topic.', service: 'sns' },
  { name: 'Sqs.QueueDoesNotExistException', doc: 'There is no such queue.', service: 'sqs' },
  { name: 'S3.NoSuchKeyException', doc: 'There is no such object.', service: 's3' },
  { name: 'S3.NoSuchBucketException', doc: 'There is no such bucket.', service: 's3' },
  { name: 'StepFunctions.ExecutionAlreadyExistsException', doc: 'An execution with this name exists already.', service: 'states' },
  { name: 'StepFunctions.ExecutionLimitExceeded', doc: 'Too many executions run.', service: 'states' },
  { name: 'Glue.ConcurrentRunsExceededException', doc: 'Too many runs of the job at once.', service: 'glue' },
  { name: 'ECS.AmazonECSException', doc: 'An error of the ECS API.', service: 'ecs' },
  { name: 'Bedrock.ThrottlingException', doc: 'The model throttles; worth a retry with backoff.', service: 'bedrock' },
]

const byName = new Map(errorNames.map((error) => [error.name, error]))

/** An HTTP task fails with the status that the endpoint answered. Source: Developer Guide, "Call HTTPS APIs". */
const httpStatus = /^States\.Http\.StatusCode\.\d{3}$/

/** What is known of an error by its name, `States.Http.StatusCode.` with any three digits included; undefined for one of a user's own. */
export function errorNamed(name: string): ErrorName | undefined {
  const known = byName.get(name)
  if (known !== undefined || !httpStatus.test(name)) return known
  return { ...byName.get('States.Http.StatusCode.429')!, name }
}

const predefined = 'States.'

/** Whether a name is reserved for ASL and AWS, with a row here or not: it begins with `States.`. Source: ASL specification, Errors. */
export const isPredefined = (name: string): boolean => name.startsWith(predefined)
/** The reserved names that have a row here, two of the HTTP statuses among them. */
export const predefinedNames: readonly string[] = [...byName.keys()].filter(isPredefined)

/**
 * Whether some task, a worker or a service, can answer with it: errors of a query language come of expressions, those of a Map or a
 * Parallel of the state itself.
 */
export const isOfTask = ({ unanswerable, language, on }: ErrorName): boolean =>
  !unanswerable && language === undefined && (on === undefined || on.includes('Task'))

/**
 * Whether an error ends the execution, past all Retriers and Catchers. False for one without a name. Source: Developer Guide, "Handling
 * errors".
 */
export const isTerminal = (name: string | undefined): boolean => name !== undefined && byName.get(name)?.terminal === true

/**
 * Names under which a Retrier or Catcher finds an error of a task's result, besides its own and those that stand for it anywhere; undefined
 * for none.
 */
export const aliasesOfTask = (error: string | undefined): readonly Wildcard[] | undefined => byName.get(error ?? '')?.resultMatchedBy

/**
 * Whether `name` is a wildcard (States.ALL, States.TaskFailed) that stands for this error; both do for one without a name. That a name
 * stands for itself is not asked here. Source: Developer Guide, "Handling errors"; ASL specification, Errors.
 */
export const standsFor = (name: string, error: string | undefined): boolean =>
  wildcards.some((each) => each === name) && !byName.get(error ?? '')?.unmatchedBy?.some((each) => each === name)
