import { ArchivedText, type Payload, payloadText } from './archive'

/**
 * A type of history event: AWS's name for it, and the member that holds its details (none: the event has no details).
 * Source: Step Functions API reference, HistoryEvent.
 */
export interface EventKind {
  readonly type: string
  readonly member: string | undefined
}

const kind = (type: string, details = `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`): EventKind => ({ type, member: details })
const bare = (type: string): EventKind => ({ type, member: undefined })

export const stateEntered = (type: string): EventKind => kind(`${type}StateEntered`, 'stateEnteredEventDetails')
export const stateExited = (type: string): EventKind => kind(`${type}StateExited`, 'stateExitedEventDetails')

export const events = {
  executionStarted: kind('ExecutionStarted'),
  executionSucceeded: kind('ExecutionSucceeded'),
  executionFailed: kind('ExecutionFailed'),
  executionTimedOut: kind('ExecutionTimedOut'),
  executionAborted: kind('ExecutionAborted'),
  evaluationFailed: kind('EvaluationFailed'),
  taskStateAborted: bare('TaskStateAborted'),
  waitStateAborted: bare('WaitStateAborted'),
  parallelStateStarted: bare('ParallelStateStarted'),
  parallelStateSucceeded: bare('ParallelStateSucceeded'),
  parallelStateFailed: bare('ParallelStateFailed'),
  parallelStateAborted: bare('ParallelStateAborted'),
  mapStateStarted: kind('MapStateStarted'),
  mapStateSucceeded: bare('MapStateSucceeded'),
  mapStateFailed: bare('MapStateFailed'),
  mapStateAborted: bare('MapStateAborted'),
  mapIterationStarted: kind('MapIterationStarted'),
  mapIterationSucceeded: kind('MapIterationSucceeded'),
  mapIterationFailed: kind('MapIterationFailed'),
  mapIterationAborted: kind('MapIterationAborted'),
  mapRunStarted: kind('MapRunStarted'),
  mapRunSucceeded: bare('MapRunSucceeded'),
  mapRunFailed: kind('MapRunFailed'),
} as const

/** The events of one attempt of a task. A Lambda function's ARN and an activity have their own; all other integrations are Task*. */
export interface TaskEvents {
  readonly scheduled: EventKind
  readonly started: EventKind
  readonly submitted: EventKind
  readonly succeeded: EventKind
  readonly failed: EventKind
  readonly timedOut: EventKind
}

const taskEvents = (family: string, started: EventKind): TaskEvents => ({
  scheduled: kind(`${family}Scheduled`),
  started,
  submitted: kind(`${family}Submitted`),
  succeeded: kind(`${family}Succeeded`),
  failed: kind(`${family}Failed`),
  timedOut: kind(`${family}TimedOut`),
})

export const taskEventsOf = {
  lambda: taskEvents('LambdaFunction', bare('LambdaFunctionStarted')),
  activity: taskEvents('Activity', kind('ActivityStarted')),
  task: taskEvents('Task', kind('TaskStarted')),
} as const

/** What StateExited keeps where the state assigned variables; without, the event keeps the output alone. */
export class Exit {
  constructor(
    readonly output: Payload,
    readonly assigned: { readonly [variable: string]: Payload },
  ) {}
}

/** How a payload becomes a text. */
export type TextOf = (payload: Payload) => string

/** The value of an event with each of its payloads replaced. */
export function mapPayloads(value: unknown, replace: (payload: Payload) => Payload): unknown {
  if (value instanceof Exit) return new Exit(replace(value.output), mapMembers(value.assigned, replace))
  return mapMembers(value as { readonly [name: string]: Payload }, (payload, name) =>
    texts.has(name) && payload !== undefined ? replace(payload) : payload,
  )
}

function mapMembers(
  members: { readonly [name: string]: Payload },
  replace: (payload: Payload, name: string) => Payload,
): { readonly [name: string]: Payload } {
  const mapped: { [name: string]: Payload } = Object.create(null)
  for (const [name, payload] of Object.entries(members)) mapped[name] = replace(payload, name)
  return mapped
}

/** Payloads are JSON texts in AWS's shape, with `<name>Details` beside those that AWS may truncate. */
const texts = new Set(['input', 'output', 'parameters'])
const whole = { truncated: false }
const cut = { truncated: true }
const about = (payload: unknown) => (payload instanceof ArchivedText && !payload.whole ? cut : whole)

/** The details of an event in AWS's shape. `details` has references to payloads where AWS has texts. */
export function wireDetails(details: Readonly<Record<string, unknown>>, text: TextOf = payloadText): Record<string, unknown> {
  const wire: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(details)) {
    if (value === undefined) continue
    if (!texts.has(name)) wire[name] = value
    else {
      wire[name] = text(value as Payload)
      if (name !== 'parameters') wire[`${name}Details`] = about(value)
    }
  }
  return wire
}

export function wireExit(name: string, value: unknown, text: TextOf = payloadText): Record<string, unknown> {
  if (!(value instanceof Exit)) return wireDetails({ name, output: value }, text)
  const assignedVariables: Record<string, string> = Object.create(null)
  for (const [variable, assigned] of Object.entries(value.assigned)) assignedVariables[variable] = text(assigned)
  return { ...wireDetails({ name, output: value.output }, text), assignedVariables, assignedVariablesDetails: whole }
}
