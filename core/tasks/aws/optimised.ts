import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Failed } from './failure'
import { readText } from './readText'
import type { Action } from './service'

/** Who runs the task. */
export interface Caller {
  readonly execution: string
  readonly stateMachine: string
}

/** What an optimised integration does besides the call. Source: Developer Guide, the page of each service; recorded where it says so. */
interface Rules {
  readonly request?: (parameters: JsonObject, caller: Caller) => JsonObject
  /** What is handed on of the answer. */
  readonly response?: (response: Json) => Json
  /** An answer that is an error: recorded. */
  readonly failed?: (response: Json) => Failed | undefined
  /** SdkHttpMetadata and SdkResponseMetadata are not added: recorded. */
  readonly bare?: true
}

/** A value that may be no text is sent as its JSON text. */
const asText = (value: Json): Json => (typeof value === 'string' || value === null ? value : jsonText(value))

const withText = (name: string) => (parameters: JsonObject) => {
  const value = member(parameters, name)
  return value === undefined ? parameters : { ...parameters, [name]: asText(value) }
}

const rules: Readonly<Record<string, Rules>> = {
  'sqs:sendMessage': { request: withText('MessageBody') },
  'sns:publish': { request: withText('Message') },
  'states:startExecution': { request: (parameters) => withText('Input')(withoutAssociation(parameters)) },
  'bedrock:invokeModel': { response: withReadBody, bare: true },
  'events:putEvents': { request: withEvents, failed: failedEntry, bare: true },
}

/** That the child belongs to its parent is known without the parent's id. */
function withoutAssociation(parameters: JsonObject): JsonObject {
  const { AssociateWithParent: _, ...rest } = parameters
  return rest
}

/** Detail may be an object, and the execution and its state machine are among the Resources. */
function withEvents(parameters: JsonObject, { execution, stateMachine }: Caller): JsonObject {
  const entries = member(parameters, 'Entries')
  if (!isArray(entries)) return parameters
  const told = (entry: Json): Json => {
    if (!isObject(entry)) return entry
    const own = member(entry, 'Resources')
    return { ...withText('Detail')(entry), Resources: [...(isArray(own) ? own : []), execution, stateMachine] }
  }
  return { ...parameters, Entries: entries.map(told) }
}

/** The model's answer is JSON, for the most part. */
function withReadBody(response: Json): Json {
  const body = isObject(response) ? member(response, 'Body') : undefined
  return typeof body === 'string' ? { ...(response as JsonObject), Body: readText(body) } : response
}

function failedEntry(response: Json): Failed | undefined {
  const count = isObject(response) ? member(response, 'FailedEntryCount') : undefined
  return typeof count === 'number' && count > 0 ? { error: 'EventBridge.FailedEntry', cause: jsonText(response) } : undefined
}

/** The rules of an action; those of an AWS SDK integration are none but that nothing is added. */
export const rulesOf = ({ title, optimised }: Action): Rules =>
  optimised ? (Object.hasOwn(rules, title) ? rules[title]! : {}) : { bare: true }
