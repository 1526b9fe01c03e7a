import { awsService } from '../../aws/apis'
import { namesOfService, sdkServiceOf } from '../../aws/integrations'
import { errorPrefix } from '../../aws/names'
import type { Resource } from '../../aws/resource'

/** A service of AWS as its SDKs know it. */
export interface Service {
  /** As `aws-sdk:SERVICE` names it: `sfn`. */
  readonly name: string
  /** As a Resource may name it, the optimised integration's name first: `states`, `sfn`. */
  readonly names: readonly string[]
  /** The service's id: `SFN`, `Secrets Manager`. */
  readonly id: string
  /** The npm package of its client. */
  readonly package: string
  /** What the names of its errors begin with: `Sfn`. */
  readonly errorPrefix: string
}

/** The services whose clients are in the package of this extension: nothing of the large table has to be read for them. */
const ids: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  eventbridge: 'EventBridge',
  lambda: 'Lambda',
  s3: 'S3',
  sfn: 'SFN',
  sns: 'SNS',
  sqs: 'SQS',
}

/** The service by the name that `aws-sdk:SERVICE` has; undefined where AWS has none. */
export function serviceNamed(name: string): Service | undefined {
  const id = Object.hasOwn(ids, name) ? ids[name]! : awsService(name)?.id
  if (id === undefined) return undefined
  return {
    name,
    id,
    names: namesOfService(name),
    package: `@aws-sdk/client-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    errorPrefix: errorPrefix(id),
  }
}

/** Actions of optimised integrations that are another service's in AWS's SDKs. */
const elsewhere: Readonly<Record<string, string>> = { 'bedrock:invokeModel': 'bedrockruntime' }

/**
 * Optimised integrations that are no call of an AWS SDK: HTTP requests, those of Kubernetes, those of EMR that have names and parameters of their own,
 * and a function's, which may run here.
 */
const noSdk = /^(apigateway:|http:|elasticmapreduce:|eks:(call|runJob)$|lambda:invoke$)/

/** A call of an AWS service. */
export interface Action {
  readonly service: Service
  /** In camelCase. */
  readonly action: string
  readonly optimised: boolean
  /** `SERVICE:ACTION` as the Resource has it. */
  readonly title: string
  readonly pattern: Resource['pattern']
  /** `.sync:2`: what a nested execution gets and gives is JSON. */
  readonly version2: boolean
}

/** What a task's Resource calls; undefined where it is no call of an AWS service by its SDK. */
export function actionOf(resource: Resource): Action | undefined {
  if (resource.kind !== 'optimised' && resource.kind !== 'sdk') return undefined
  const { kind, action, pattern, suffix } = resource
  const title = `${resource.service}:${action}`
  const optimised = kind === 'optimised'
  if (optimised && noSdk.test(title)) return undefined
  const name = optimised ? (elsewhere[title] ?? sdkServiceOf(resource.service)) : resource.service
  const service = serviceNamed(name)
  return service && { service, action, optimised, title, pattern, version2: suffix === '.sync:2' }
}
