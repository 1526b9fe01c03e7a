import { sdkServiceOf } from '../../aws/integrations'
import type { AwsEntry, FunctionEntry } from '../../config/types'
import { isIgnored, variableOf } from '../aws/endpoint'
import { serviceNamed } from '../aws/service'
import { localCredentials } from '../localCredentials'

type Variables = Readonly<Record<string, string>>

/** What a function's process is told besides what its entry says. */
export interface Surroundings {
  readonly name: string
  /** `$LATEST`, or the number that was called. */
  readonly version: string
  readonly region: string
  /** Of this process alone. */
  readonly logStream: string
  /** `HOST:PORT` of the Lambda Runtime API. */
  readonly runtimeApi: string
  /** Where SendTaskSuccess and its like are answered. */
  readonly stepFunctionsEndpoint: string
  /** Where the runtimes look for modules of its layers. */
  readonly modules: Variables
  /** The folder of the bootstrap. */
  readonly runtimeFolder: string
}

type Parent = Readonly<Record<string, string | undefined>>

/** What of the parent's environment every process needs to run at all: on Windows more than elsewhere. */
const ofPlatform = ['PATH', 'HOME', 'TMPDIR', 'Path', 'TEMP', 'TMP', 'USERPROFILE', 'SystemRoot', 'SystemDrive', 'PATHEXT', 'ComSpec']

/** The SDK's own names of real credentials, and where it looks for them. */
const ofCredentials = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_CONFIG_FILE']
const ofCredentialFile = 'AWS_SHARED_CREDENTIALS_FILE'

const dummyCredentials: Variables = {
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  AWS_SESSION_TOKEN: localCredentials.sessionToken,
}

/**
 * The whole environment of a function: what the platform needs, Lambda's own variables, endpoints, credentials, and what its entry says, which
 * replaces all but what makes it this function. Source: Lambda Developer Guide, "Defined runtime environment variables".
 */
export function functionEnvironment(
  entry: FunctionEntry,
  parent: Parent,
  aws: AwsEntry | undefined,
  real: boolean,
  s: Surroundings,
): Variables {
  const { memorySize = 128, runtime, handler = '' } = entry
  const endpoints = endpointVariables(parent, aws)
  return {
    ...pick(parent, ofPlatform),
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    AWS_REGION: s.region,
    AWS_DEFAULT_REGION: s.region,
    ...endpoints,
    ...s.modules,
    AWS_ENDPOINT_URL_SFN: s.stepFunctionsEndpoint,
    ...credentials(parent, aws, real),
    ...withQueues(entry.environment, endpoints),
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: entry.folder,
    LAMBDA_RUNTIME_DIR: s.runtimeFolder,
    ...(runtime === undefined ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` }),
    AWS_LAMBDA_RUNTIME_API: s.runtimeApi,
    AWS_LAMBDA_FUNCTION_NAME: s.name,
    AWS_LAMBDA_FUNCTION_VERSION: s.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${s.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: s.logStream,
  }
}

/**
 * The SDK sends a message to the host of the queue's URL, wherever its endpoint is: a URL that a template gives has the host of the endpoint of SQS here.
 */
function withQueues(environment: Variables, { AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL }: Variables): Variables {
  const endpoint = AWS_ENDPOINT_URL_SQS ?? AWS_ENDPOINT_URL
  if (endpoint === undefined) return environment
  const here = (value: string) =>
    value.replace(/^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?(?=\/\d{12}\/[\w-]+(\.fifo)?$)/, endpoint.replace(/\/$/, ''))
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, here(value)]))
}

function pick(parent: Parent, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (parent[name] === undefined ? [] : [[name, parent[name]]])))
}

function credentials(parent: Parent, aws: AwsEntry | undefined, real: boolean): Variables {
  if (!real) return dummyCredentials
  const own = pick(parent, [...ofCredentials, ofCredentialFile])
  return aws?.profile === undefined ? own : { ...own, AWS_PROFILE: aws.profile }
}

/** The endpoints that are in force for the tasks, for a function's own SDK: those of `aws`, over the parent's. */
function endpointVariables(parent: Parent, aws: AwsEntry | undefined): Variables {
  // as for the tasks: an endpoint of all services counts before the parent's of a single one
  const counts = aws?.endpoint === undefined && !isIgnored(parent)
  const names = Object.keys(parent).filter((name) => counts && /^AWS_ENDPOINT_URL(_|$)/.test(name))
  const found = pick(parent, names)
  if (aws?.endpoint !== undefined) found.AWS_ENDPOINT_URL = aws.endpoint
  for (const [service, { endpoint }] of aws?.services ?? []) {
    const known = serviceNamed(sdkServiceOf(service))
    if (endpoint !== undefined && known !== undefined) found[variableOf(known)] = endpoint
  }
  return found
}
