import type { Json, JsonObject } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { isoTime } from '../time'
import type { StartForm } from './forms'
import type { Identity } from './identity'

/** What became of an execution. */
export interface Ending {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  readonly output?: Json | undefined
  readonly error?: string | undefined
  readonly cause?: string | undefined
}

/** An execution that has ended. Dates are in the form in which they are handed on. */
export interface Ended extends Ending {
  readonly arn: Json
  readonly name: Json
  readonly machineArn: Json
  readonly input: Json
  readonly startDate: Json
  readonly stopDate: Json
}

/**
 * It as DescribeExecution tells of it, the members in the order of their names. `payload`: how Input and Output are told, as JSON text unless
 * somebody wants the value. Sources: recordings of startExecution.sync; Developer Guide, "ResultWriter (Map)".
 */
export function described(ended: Ended, payload: (value: Json) => Json = jsonText): JsonObject {
  const { status, error, cause, output } = ended
  const succeeded = status === 'SUCCEEDED'
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: ended.arn,
    Input: payload(ended.input),
    InputDetails: { Included: true },
    Name: ended.name,
    ...(succeeded && { Output: payload(output ?? null), OutputDetails: { Included: true } }),
    RedriveCount: 0,
    RedriveStatus: succeeded ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(succeeded && { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: ended.startDate,
    StateMachineArn: ended.machineArn,
    Status: status,
    StopDate: ended.stopDate,
  }
}

const memory = 64

/** StartSyncExecution's response. Source: API reference, StartSyncExecution; its duration is billed in steps of 100 ms. */
function syncResponse(ended: Ended, milliseconds: number): JsonObject {
  const { RedriveCount, RedriveStatus, RedriveStatusReason, ...told } = described(ended)
  const billed = Math.ceil(milliseconds / 100) * 100
  return { BillingDetails: { BilledDurationInMilliseconds: billed, BilledMemoryUsedInMB: memory }, ...told }
}

/** What a task that waits for an execution comes to once that has ended. Dates are milliseconds, in SDK integrations texts. */
export function outcomeOf({ gives, service }: StartForm, { names, executionContext, began }: Identity, ending: Ending, now: number) {
  const date = service === 'sdk' ? isoTime : (time: number) => time
  const ended = {
    ...ending,
    arn: names.executionArn,
    name: names.executionName,
    machineArn: names.machineArn,
    input: executionContext.Input!,
    startDate: date(began),
    stopDate: date(now),
  }
  if (gives === 'response') return { kind: 'succeeded', output: syncResponse(ended, now - began) } as const
  const output = described(ended, gives === 'values' ? (value) => value : jsonText)
  if (ending.status === 'SUCCEEDED') return { kind: 'succeeded', output } as const
  return { kind: 'failed', error: 'States.TaskFailed', cause: jsonText(output) } as const
}

/** StartExecution's response, with what the optimised integration says of the call. */
export function startedResponse({ service }: StartForm, { names, began }: Identity, requestId: string): JsonObject {
  const { executionArn } = names
  if (service === 'sdk') return { ExecutionArn: executionArn, StartDate: isoTime(began) }
  const headers = {
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': String(jsonText({ executionArn, startDate: began / 1000 }).length),
    Date: new Date(began).toUTCString(),
    'Content-Type': 'application/x-amz-json-1.0',
  }
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  return {
    ExecutionArn: executionArn,
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StartDate: began,
  }
}
