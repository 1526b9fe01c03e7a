import type { Json } from '../core/base/json'
import type { HistoryEvent } from '../core/history/types'

/** A line of the console that tells what a history event means to the person who watches. */
export interface Line {
  readonly text: string
  readonly category: 'stdout' | 'stderr'
  /** A JSON text that the line expands to. */
  readonly payload?: string
}

type Details = { readonly [name: string]: unknown }
type Teller = (details: Details, name: string) => Line

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** "lambda:invoke", or the ARN of a function or activity. */
const resourceName = (details: Details): string => {
  const { resource, resourceType } = details
  const name = resourceType ? `${text(resourceType)}:${text(resource)}` : text(resource)
  return name || 'a resource that only the deployment knows'
}

const calls: Teller = (details, name) => ({
  text: `${name} calls ${resourceName(details)}`,
  category: 'stdout',
  payload: text(details.parameters ?? details.input),
})
const succeeds: Teller = (details, name) => ({ text: `${name} got its result`, category: 'stdout', payload: text(details.output) })
const fails: Teller = ({ error, cause }, name) => ({
  text: `${name} failed: ${[error, cause].filter((part) => part).join(': ') || 'no error name'}`,
  category: 'stderr',
})
const timesOut: Teller = ({ error }, name) => ({ text: `${name} timed out (${text(error) || 'States.Timeout'})`, category: 'stderr' })

/** Which events are told, and how. Source of the types and members: Step Functions API reference, HistoryEvent. */
const tellers: { readonly [type: string]: Teller } = {
  LambdaFunctionScheduled: calls,
  LambdaFunctionSucceeded: succeeds,
  LambdaFunctionFailed: fails,
  LambdaFunctionTimedOut: timesOut,
  TaskScheduled: calls,
  TaskSucceeded: succeeds,
  TaskFailed: fails,
  TaskTimedOut: timesOut,
  ActivityScheduled: calls,
  ActivitySucceeded: succeeds,
  ActivityFailed: fails,
  ActivityTimedOut: timesOut,
  EvaluationFailed: fails,
  ExecutionSucceeded: ({ output }) => ({ text: 'Execution succeeded', category: 'stdout', payload: text(output) }),
  ExecutionFailed: ({ error, cause }) => ({
    text: `Execution failed: ${[error, cause].filter((part) => part).join(': ') || 'no error name'}`,
    category: 'stderr',
  }),
  ExecutionTimedOut: () => ({ text: 'Execution timed out (States.Timeout)', category: 'stderr' }),
  ExecutionAborted: () => ({ text: 'Execution aborted', category: 'stderr' }),
}

/** Whether an event is told at all: known before it is put into AWS's shape. */
export const isTold = (type: string): boolean => Object.hasOwn(tellers, type)

export function tell(event: HistoryEvent, stateName: string | undefined): Line | undefined {
  const teller = isTold(event.type) ? tellers[event.type] : undefined
  // AWS puts an event's details under one member, whose name differs by type.
  const details = Object.values(event).find((value) => typeof value === 'object' && value !== null) as Details | undefined
  return teller?.(details ?? {}, stateName ?? 'The execution')
}

/** A payload's text as a value; the text itself where it is cut and so no JSON. */
export function payloadOf(json: string): Json {
  try {
    return JSON.parse(json) as Json
  } catch {
    return json
  }
}
