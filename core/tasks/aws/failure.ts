import { exceptionName } from '../../aws/names'
import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Action } from './service'

/** An error that a service has answered with. */
interface ServiceError {
  /** As the API model or the service names it. */
  readonly name: string
  /** The service's own code, where that is another: `AWS.SimpleQueueService.NonExistentQueue`. */
  readonly code: string | undefined
  /** Whether the API model has it: all others are the service's general error. */
  readonly modelled: boolean
  readonly message: string
  readonly status: number
  readonly requestId: string | undefined
  /** Of S3. */
  readonly extendedRequestId: string | undefined
}

/** An error as a Catcher meets it. */
export interface Failed {
  readonly error: string
  readonly cause: string
}

/**
 * Optimised integrations call their services by the AWS SDK for Java 1: what the names of their errors begin with, the class of an error without
 * one of its own, and the service as the cause names it. Those of DynamoDB, SQS, SNS, Lambda and Step Functions are recorded.
 */
const first: Readonly<Record<string, readonly [prefix: string, general: string, service: string]>> = {
  athena: ['Athena', 'AmazonAthenaException', 'AmazonAthena'],
  batch: ['Batch', 'AWSBatchException', 'AWSBatch'],
  codebuild: ['CodeBuild', 'AWSCodeBuildException', 'AWSCodeBuild'],
  databrew: ['DataBrew', 'AWSGlueDataBrewException', 'AWSGlueDataBrew'],
  dynamodb: ['DynamoDB', 'AmazonDynamoDBException', 'AmazonDynamoDBv2'],
  ecs: ['ECS', 'AmazonECSException', 'AmazonECS'],
  eks: ['EKS', 'AmazonEKSException', 'AmazonEKS'],
  emrcontainers: ['EmrContainers', 'AmazonEMRContainersException', 'AmazonEMRContainers'],
  eventbridge: ['EventBridge', 'AmazonEventBridgeException', 'AmazonEventBridge'],
  glue: ['Glue', 'AWSGlueException', 'AWSGlue'],
  lambda: ['Lambda', 'AWSLambdaException', 'AWSLambda'],
  mediaconvert: ['MediaConvert', 'AWSMediaConvertException', 'AWSMediaConvert'],
  sagemaker: ['SageMaker', 'AmazonSageMakerException', 'AmazonSageMaker'],
  sfn: ['StepFunctions', 'AWSStepFunctionsException', 'AWSStepFunctions'],
  sns: ['SNS', 'AmazonSNSException', 'AmazonSNS'],
  sqs: ['SQS', 'AmazonSQSException', 'AmazonSQS'],
}

const firstOf = ({ service, optimised }: Action) => (optimised && Object.hasOwn(first, service.name) ? first[service.name] : undefined)

/** The error and its cause as Step Functions gives them. */
export function failureOf(action: Action, error: ServiceError): Failed {
  const { name, code = name, modelled, message, status, requestId = '', extendedRequestId } = error
  const old = firstOf(action)
  if (old !== undefined) {
    const [prefix, general, service] = old
    const told = `Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`
    return { error: `${prefix}.${modelled ? exceptionName(name) : general}`, cause: `${message} (${told})` }
  }
  const { errorPrefix } = action.service
  const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`
  return {
    error: `${errorPrefix}.${modelled ? exceptionName(name) : `${errorPrefix}Exception`}`,
    cause: `${message} (Service: ${errorPrefix}, Status Code: ${status}, Request ID: ${requestId}${extended})`,
  }
}

/** No answer came: of a connection that cannot be made, of credentials that are not there. */
export const clientFailure = (action: Action, cause: string): Failed => ({
  error: `${firstOf(action)?.[0] ?? action.service.errorPrefix}.SdkClientException`,
  cause,
})

/** Step Functions would not begin the task: `problems` says of which fields. */
export const notBegun = (parameters: Json, problems: readonly string[]): Failed => ({
  error: 'States.Runtime',
  cause: `The Parameters '${jsonText(parameters)}' could not be used to start the Task: [${problems.join(', ')}]`,
})

/** The call would leave this computer, and may not. */
export const notPermitted = (cause: string): Failed => ({ error: 'States.Permissions', cause })

/** A job has failed: the cause is its description. */
export const jobFailed = (description: Json): Failed => ({ error: 'States.TaskFailed', cause: jsonText(description) })

/** How a sentence ends that says why nobody can answer a task. */
export const orMock = (sentence: string): string => `${sentence} Or give the task a response in a mock file.`
