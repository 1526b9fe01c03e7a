import { results } from './data/aws-results'
import { sdkServiceOf } from './integrations'
import { parseResource } from './resource'
import { any, number, object, type ResultType, readType, string } from './resultTypes'

/** The types of the answers of one service's actions. Nothing is read before the first question. */
interface ServiceTypes {
  readonly texts: ReadonlyMap<string, string>
  readonly lines: readonly string[]
  readonly read: Map<string, ResultType>
}

/** An index of the constant table below, which is made as it is asked for. */
const services = new Map<string, ServiceTypes | undefined>()

function typesOf(service: string): ServiceTypes | undefined {
  if (!services.has(service)) services.set(service, readTypes(service))
  return services.get(service)
}

function readTypes(service: string): ServiceTypes | undefined {
  const first = results.startsWith(`>${service}\n`)
  const start = first ? 0 : results.indexOf(`\n>${service}\n`) + 1
  if (start === 0 && !first) return undefined
  const end = results.indexOf('\n>', start)
  const [head = '', tail = ''] = results.slice(start, end < 0 ? results.length : end).split('\n\n')
  const actions = head.split('\n').slice(1)
  return { texts: new Map(actions.map((line) => line.split(' ') as [string, string])), lines: tail.split('\n'), read: new Map() }
}

/** What an action of a service answers, by their names in a Resource of an AWS SDK integration; undefined where no table has it. */
export function answerOf(service: string, action: string): ResultType | undefined {
  const types = typesOf(service)
  const text = types?.texts.get(action)
  if (types === undefined || text === undefined) return undefined
  let type = types.read.get(action)
  if (type === undefined) types.read.set(action, (type = readType(text, types.lines)))
  return type
}

/**
 * Actions whose finished job (.sync, .sync:2) is described by another one, which the result is then checked against: what AWS accepts of a nested
 * execution is in the types of DescribeExecution, with Output as a text. Measured by users: github.com/boto/boto3/issues/4683.
 */
const described: Readonly<Record<string, string>> = { 'states:startExecution': 'describeExecution' }

/**
 * What the API of a task's resource answers, which AWS checks mocked results against; undefined where no table has it, and for
 * .waitForTaskToken, whose result is whatever the token brings.
 */
export function apiResult(resource: string): ResultType | undefined {
  const parsed = parseResource(resource)
  // What a token brings is not the API's result.
  if (!('service' in parsed) || parsed.pattern === 'waitForTaskToken') return undefined
  const { kind, service, action, suffix } = parsed
  if (kind === 'sdk') return answerOf(service, action + suffix)
  if (service === 'apigateway' || service === 'http') return undefined
  const named = sdkServiceOf(service)
  if (parsed.pattern !== 'sync') return answerOf(named, action + suffix)
  const job = `${service}:${action}`
  return Object.hasOwn(described, job) ? answerOf(named, described[job]!) : undefined
}

const execution = { ExecutionArn: string, Name: string, StartDate: number, StateMachineArn: string, Status: string, StopDate: number }
const response = object({ Headers: any, ResponseBody: any, StatusCode: number, StatusText: string })

/**
 * Optimised integrations that hand on something else than their API answers: a payload that is read, a job that has ended, a service that is none.
 * Source: Developer Guide, "Integrating optimized services" and the page of each.
 */
const own: Readonly<Record<string, ResultType>> = {
  'lambda:invoke': object({
    ExecutedVersion: string,
    Payload: any,
    SdkHttpMetadata: object({ HttpStatusCode: number, HttpHeaders: any }),
    SdkResponseMetadata: object({ RequestId: string }),
    StatusCode: number,
  }),
  'states:startExecution.sync': object({ ...execution, Input: string, Output: string }),
  'states:startExecution.sync:2': object({ ...execution, Input: any, Output: any }),
  'athena:startQueryExecution.sync': object({
    QueryExecution: object({
      QueryExecutionId: string,
      Query: string,
      Status: object({ State: string }),
      ResultConfiguration: object({ OutputLocation: string }),
    }),
  }),
  'bedrock:invokeModel': object({ Body: any, ContentType: string }),
  'http:invoke': response,
  'apigateway:invoke': response,
}

/**
 * What a task with this Resource hands on, its members in PascalCase; undefined where nobody knows. Source: the API references of the
 * services.
 */
export function resultOf(resource: string): ResultType | undefined {
  const parsed = parseResource(resource)
  const name = parsed.kind === 'optimised' ? `${parsed.service}:${parsed.action}${parsed.suffix}` : ''
  return Object.hasOwn(own, name) ? own[name] : apiResult(resource)
}
