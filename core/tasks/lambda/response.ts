import { isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText, utf8Bytes } from '../../base/jsonText'
import type { TaskOutcome } from '../../interpreter/api'
import { type Exchange, metadataOf } from '../aws/response'
import { type Fault, notJson } from './faults'
import type { Door } from './request'

/** What Lambda's action Invoke responds. */
export interface InvokeResponse {
  /** 200; 202 of an Event, 204 of a DryRun. */
  readonly status: number
  /** Undefined where the function has not run. */
  readonly executedVersion: string | undefined
  /** `Unhandled` where the payload is an error. */
  readonly functionError: string | undefined
  /** The function's answer or error as JSON text; empty where it was not waited for. */
  readonly payload: string
  /** The end of its log, in Base64. */
  readonly logResult: string | undefined
}

/** What a task comes to whose function has responded. */
export function outcomeOf(door: Door, response: InvokeResponse, exchange: Exchange): TaskOutcome {
  if (door === 'sdk') return { kind: 'succeeded', output: bare(response, response.payload) }
  const payload = parse(response.payload)
  if (response.functionError !== undefined) return failed(door, response.payload, payload)
  if (payload === undefined) return ofFault(notJson)
  return { kind: 'succeeded', output: door === 'function' ? payload : { ...bare(response, payload), ...metadataOf(exchange) } }
}

/** A task that fails as a function does that Lambda has ended. */
const ofFault = (fault: Fault): TaskOutcome => ({ kind: 'failed', error: fault.errorType, cause: JSON.stringify(fault) })

/** Undefined where it is no JSON. Nothing at all, which an asynchronous call gives, is an empty text. */
function parse(text: string): Json | undefined {
  if (text === '') return ''
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The cause is the payload: as the function wrote it, and compact where lambda:invoke has read it (recorded). */
function failed(door: Door, text: string, payload: Json | undefined): TaskOutcome {
  const type = isObject(payload) ? member(payload, 'errorType') : undefined
  if (typeof type !== 'string')
    return {
      kind: 'failed',
      error: 'Lambda.Unknown',
      cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${text}`,
    }
  return { kind: 'failed', error: type, cause: door === 'function' || payload === undefined ? text : jsonText(payload) }
}

/** The response of the API. An aws-sdk integration hands it on as it is: a function's error is no error of the task then. */
const bare = ({ executedVersion, functionError, logResult, status }: InvokeResponse, payload: Json): JsonObject => ({
  ...(executedVersion === undefined ? {} : { ExecutedVersion: executedVersion }),
  ...(functionError === undefined ? {} : { FunctionError: functionError }),
  ...(logResult === undefined ? {} : { LogResult: logResult }),
  Payload: payload,
  StatusCode: status,
})

/** The response as `bare` has it, of the API itself. */
export function readResponse(response: JsonObject): InvokeResponse {
  const text = (name: string): string | undefined => {
    const value = member(response, name)
    return typeof value === 'string' ? value : undefined
  }
  return {
    status: Number(member(response, 'StatusCode') ?? 200),
    executedVersion: text('ExecutedVersion'),
    functionError: text('FunctionError'),
    payload: text('Payload') ?? '',
    logResult: text('LogResult'),
  }
}

/** The HTTP exchange of a function that runs here, in Lambda's form (recorded). `date`: as HTTP writes it. */
export function exchangeOf(response: InvokeResponse, requestId: string, traceId: string, date: string): Exchange {
  const rows: (readonly [string, string | undefined])[] = [
    ['X-Amz-Log-Result', response.logResult],
    ['X-Amz-Function-Error', response.functionError],
    ['X-Amz-Executed-Version', response.executedVersion],
    ['x-amzn-Remapped-Content-Length', '0'],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', requestId],
    ['Content-Length', String(utf8Bytes(response.payload))],
    ['Date', date],
    ['X-Amzn-Trace-Id', traceId],
    ['Content-Type', 'application/json'],
  ]
  const rawHeaders = rows.flatMap(([name, value]) => (value === undefined ? [] : [name, value]))
  return { status: response.status, rawHeaders, requestId }
}
