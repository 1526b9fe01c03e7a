import { type Limits, quotas } from '../../aws/quotas'
import type { Json, JsonObject } from '../../base/json'
import type { ExecutionOptions, NestedExecution } from '../api'
import type { CallCounts } from '../calls'
import { type Names, namesOf } from '../names'
import { isoTime } from '../time'

/** What the threads of one execution have in common: of the main one, or of one that a task has started. */
export interface Identity {
  readonly names: Names
  readonly limits: Limits
  /** `$$.Execution` and `$$.StateMachine`. */
  readonly executionContext: JsonObject
  readonly machineContext: JsonObject
  /** Milliseconds since the epoch: when it began, and when it times out. */
  readonly began: number
  readonly deadline: number
  /** That of the timer for its deadline. */
  readonly order: number
  /** Undefined for the main one. */
  readonly nested: NestedExecution | undefined
  /** The execution whose task has started it. */
  readonly starter: Identity | undefined
  readonly calls: CallCounts
}

/** When it begins, what it may take, and which timer ends it. */
export interface Term {
  readonly now: number
  /** Seconds: TimeoutSeconds of its definition. */
  readonly timeoutSeconds: number | undefined
  readonly order: number
}

/** That of the main execution. */
export const mainIdentity = (options: ExecutionOptions, term: Term): Identity =>
  identity(namesOf(options), options.type, options.input, options.limits, term)

/** Who an execution is, and what holds for it: its names, limits, context object and deadline. `changed`: limits that differ from those of its type. */
export function identity(
  names: Names,
  type: ExecutionOptions['type'],
  input: Json,
  changed: Partial<Limits> | undefined,
  { now, timeoutSeconds, order }: Term,
): Identity {
  const limits = { ...quotas[type ?? 'STANDARD'], ...changed }
  const { executionArn, executionName, machineArn, machineName, roleArn } = names
  return {
    names,
    limits,
    executionContext: { Id: executionArn, Input: input, Name: executionName, RoleArn: roleArn, StartTime: isoTime(now), RedriveCount: 0 },
    machineContext: { Id: machineArn, Name: machineName },
    began: now,
    deadline: deadlineOf(limits, { now, timeoutSeconds }),
    order,
    nested: undefined,
    starter: undefined,
    calls: [],
  }
}

const deadlineOf = ({ executionSeconds }: Limits, { now, timeoutSeconds }: Pick<Term, 'now' | 'timeoutSeconds'>): number =>
  now + Math.min(timeoutSeconds ?? Number.POSITIVE_INFINITY, executionSeconds) * 1000

/** The context object's members of a redriven execution. Source: Developer Guide, "Accessing execution data from the Context object". */
export const redrivenContext = (context: JsonObject, time: number): JsonObject => ({
  ...context,
  RedriveCount: (context.RedriveCount as number) + 1,
  RedriveTime: isoTime(time),
})

/** That of an execution that is redriven: it may take as long as at first. Source: Developer Guide, "Redriving executions", timeouts. */
export const redriven = (identity: Identity, term: Term): Identity => ({
  ...identity,
  executionContext: redrivenContext(identity.executionContext, term.now),
  deadline: deadlineOf(identity.limits, term),
  order: term.order,
})

/** The names of the state machines on the way from the main execution to this one. */
export function chainOf(from: Identity): string[] {
  const chain: string[] = []
  for (let at: Identity | undefined = from; at !== undefined; at = at.starter) chain.unshift(at.names.machineName)
  return chain
}
