import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isLoopback } from '../../../../core/base/loopback'
import type { Endpoint } from '../../../../core/tasks/aws/endpoint'
import type { Service } from '../../../../core/tasks/aws/service'
import { localCredentials } from '../../../../core/tasks/localCredentials'
import type { TaskContext } from '../context'
import { agents } from '../lookup'

/** A client package of AWS SDK for JavaScript 3, by what it exports: `SQSClient`, `SendMessageCommand`, the schema `SendMessage$`. */
export type Package = Readonly<Record<string, unknown>>

/** A client, as far as it is used here. */
export interface Client {
  send(command: unknown, options: { readonly abortSignal: AbortSignal }): Promise<unknown>
  destroy(): void
}

/** Those that come with this program: each a chunk that is read when it is first needed. */
const bundled: Readonly<Record<string, () => Promise<unknown>>> = {
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  eventbridge: () => import('@aws-sdk/client-eventbridge'),
  lambda: () => import('@aws-sdk/client-lambda'),
  s3: () => import('@aws-sdk/client-s3'),
  sfn: () => import('@aws-sdk/client-sfn'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
}

/** The client package of a service: one that comes with this program, else the one that is installed where the tasks are. A text says which one is missing. */
export async function packageOf(service: Service, { folder }: Pick<TaskContext, 'folder'>): Promise<Package | string> {
  if (Object.hasOwn(bundled, service.name)) return (await bundled[service.name]!()) as Package
  try {
    return createRequire(join(folder, 'package.json'))(service.package) as Package
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    return `${service.id} is called by the package ${service.package}, which is not installed in ${folder}: install it there ("npm install --save-dev ${service.package}").`
  }
}

type ClientClass = new (options: object) => Client

/** The class of a package's client: `SQSClient`. */
function clientClass(sdk: Package): ClientClass {
  const name = Object.keys(sdk).find((each) => /^[A-Z].*Client$/.test(each) && typeof sdk[each] === 'function')
  if (name === undefined) throw new Error('The package has no client.')
  return sdk[name] as ClientClass
}

/** Milliseconds to connect. There is no limit for an answer but the state's own. */
const connectionTimeout = 5_000

/** A client for an endpoint. Whether it may be called has been asked before. */
export function clientOf(sdk: Package, { url, region, profile }: Endpoint, { environment }: Pick<TaskContext, 'environment'>): Client {
  const common = { region, useQueueUrlAsEndpoint: false, requestHandler: { connectionTimeout, ...agents() } }
  const local = url !== undefined && isLoopback(new URL(url).hostname)
  const credentials = local ? localCredentials : profile === undefined ? credentialsOf(environment) : undefined
  return new (clientClass(sdk))({
    ...common,
    ...(credentials !== undefined && { credentials }),
    ...(profile !== undefined && !local && { profile }),
    ...(url !== undefined && {
      endpoint: url,
      // servers that stand for AWS have one host, and may know no newer checksums
      forcePathStyle: true,
      disableHostPrefix: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
    // what does not answer on this computer will not answer a moment later
    maxAttempts: local ? 1 : 3,
  })
}

/** Absent: the SDK looks for them in its own places. */
function credentialsOf({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: TaskContext['environment']) {
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  }
}
