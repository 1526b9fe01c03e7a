import { parseResource } from '../../aws/resource'
import { isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { TaskCall } from '../../interpreter/api'
import { type Action, serviceNamed } from '../aws/service'

const types = ['RequestResponse', 'Event', 'DryRun'] as const

/** By which Resource a function is called: its own ARN, `lambda:invoke` or `aws-sdk:lambda:invoke`. They differ in what they hand on. */
export type Door = 'function' | 'optimised' | 'sdk'

/** A call of Lambda's action Invoke. Source: Lambda API reference, Invoke; Developer Guide, "Invoke an AWS Lambda function with Step Functions". */
export interface InvokeRequest {
  readonly door: Door
  /** As it is called: a name, an ARN or a part of one, with a qualifier or without. */
  readonly functionName: string
  readonly qualifier: string | undefined
  readonly type: (typeof types)[number]
  /** The event, as JSON text. */
  readonly payload: string
  /** In Base64. */
  readonly clientContext: string | undefined
  /** LogType Tail: the last 4 KB of the log come with the response. */
  readonly tail: boolean
}

/** What a task asks of Lambda; why Step Functions would not begin it, in its sentences; undefined where it is none of Lambda's. */
export function readRequest({ resource, input }: TaskCall): InvokeRequest | { readonly problems: readonly string[] } | undefined {
  const read = parseResource(resource)
  const plain = { qualifier: undefined, type: 'RequestResponse', clientContext: undefined, tail: false } as const
  if (read.family === 'lambda') return { ...plain, door: 'function', functionName: resource, payload: jsonText(input) }
  if (!('service' in read) || read.service !== 'lambda' || read.action !== 'invoke') return undefined
  return readParameters(read.kind, input)
}

/** Members that are texts. Null stands for one that is not there. */
const texts = ['FunctionName', 'Qualifier', 'InvocationType', 'ClientContext', 'LogType'] as const

function readParameters(door: Door, parameters: Json): InvokeRequest | { readonly problems: readonly string[] } {
  if (!isObject(parameters)) return { problems: ['The Parameters have to be an object'] }
  const wrong = texts.filter((name) => (member(parameters, name) ?? null) !== null && textOf(parameters, name) === undefined)
  const functionName = textOf(parameters, 'FunctionName')
  const type = types.find((each) => each === (textOf(parameters, 'InvocationType') ?? 'RequestResponse'))
  const problems = wrong.map((name) => `The value for the field '${name}' must be a STRING`)
  if (functionName === undefined && !wrong.includes('FunctionName')) problems.push("The field 'FunctionName' is required but was missing")
  if (type === undefined) problems.push(`The value for the field 'InvocationType' must be one of ${types.join(', ')}`)
  if (problems.length > 0 || functionName === undefined || type === undefined) return { problems }
  return {
    door,
    functionName,
    qualifier: textOf(parameters, 'Qualifier'),
    type,
    payload: payloadText(member(parameters, 'Payload') ?? null),
    clientContext: textOf(parameters, 'ClientContext'),
    tail: textOf(parameters, 'LogType') === 'Tail',
  }
}

function textOf(parameters: JsonObject, name: (typeof texts)[number]): string | undefined {
  const value = member(parameters, name)
  return typeof value === 'string' ? value : undefined
}

/** A text is sent as it is, as JSON; null and nothing are an empty event. Recorded. */
const payloadText = (payload: Json): string => (payload === null ? '{}' : typeof payload === 'string' ? payload : jsonText(payload))

/** The action as AWS's SDKs have it: how its errors are told. */
export const invokeAction = (door: Door): Action => ({
  service: serviceNamed('lambda')!,
  action: 'invoke',
  optimised: door !== 'sdk',
  title: 'lambda:invoke',
  pattern: 'requestResponse',
  version2: false,
})

/** The parameters of the API's request. `functionName`: in the place of the request's. */
export const parametersOf = ({ qualifier, type, payload, clientContext, tail }: InvokeRequest, functionName: string): JsonObject => ({
  FunctionName: functionName,
  InvocationType: type,
  Payload: payload,
  ...(qualifier === undefined ? {} : { Qualifier: qualifier }),
  ...(clientContext === undefined ? {} : { ClientContext: clientContext }),
  ...(tail ? { LogType: 'Tail' } : {}),
})
