import type { Json } from '../../base/json'
import type { Range } from '../../base/range'
import type { Outcome } from '../../history/kind'
import type { TaskSource } from '../../history/sources'
import type { Execution } from '../../interpreter/api'
import type { FlowKind } from '../../model/dataflow'
import type { QueryLanguage, StateType } from '../../model/machine'

/**
 * What is told of a run when somebody looks at it: plain data, so that a debugger sends it, a worker posts it and a report holds it. Of a payload only as
 * much as one sees at first; the rest is asked for by `ValueAt`.
 */

/** Names of members and indices from 0, from the root of a value. */
export type Steps = readonly (string | number)[]

/** Names a value of a run. `event`: the StateEntered event of the visit that it is of; 0: the execution's own. */
export interface ValueRef {
  readonly event: number
  /** Of a visit also which attempt, from 0: as the detail that named the value was asked for. */
  readonly attempt?: number
  readonly name: string
}

/** A part of a value. `from`: the first member, item or character that is wanted; default 0. */
export interface ValueAt {
  readonly ref: ValueRef
  readonly steps: Steps
  readonly from?: number
}

/** A value as far as it is sent: whole, or a part of one that is larger. */
export type Shown = { readonly whole: Json } | Part

/** `size`: members, items or characters in all; `bytes`: of its JSON in UTF-8; `from`: the first that is here. What has no members here is folded: they are asked for. */
export type Part = { readonly size: number; readonly bytes: number; readonly from: number } & (
  | { readonly of: 'object'; readonly members: readonly (readonly [key: string, value: Shown])[] }
  | { readonly of: 'array'; readonly items: readonly Shown[] }
  | { readonly of: 'string'; readonly text: string }
)

/** A value of a run as far as it is sent, and what to ask for more of it by. */
export interface ShownValue {
  readonly ref: ValueRef
  readonly shown: Shown
  /** UTF-8 bytes of its JSON. */
  readonly bytes: number
  /** What a field that sees it calls it, in the query language of its state: `$`, `$states.result`. Absent: it has no name there. */
  readonly path?: string
}

/** A place at which two values differ: without `before` it was added, without `after` removed. */
export interface ShownDifference {
  readonly steps: Steps
  readonly before?: Shown
  readonly after?: Shown
}

/** The places at which a value differs from the one before. */
export interface ShownDifferences {
  /** The title of the row that it is held against. */
  readonly against: string
  readonly list: readonly ShownDifference[]
  /** There may be others. */
  readonly more: boolean
}

/**
 * What became of a row. `gave`: it gave its value; `passed`: the field is not there, what is before it passes through; `beside`: it is for the work
 * alone, or sets variables; `failed`: it has raised the error; `skipped`: an error came before; `ahead`: it has not come to it; `unknown`: nothing is remembered.
 */
export type Did = 'gave' | 'passed' | 'beside' | 'failed' | 'skipped' | 'ahead' | 'unknown'

/** A step of the way from a state's input to its output. */
export interface PipelineRow {
  /** `Input`, `ResultSelector`, `Catch[0] ResultPath`, `Task result`. */
  readonly title: string
  readonly kind: FlowKind | 'input' | 'output' | 'error'
  readonly did: Did
  /** The field's value as the definition has it, and where, in UTF-16 units of its file. */
  readonly text?: string
  readonly range?: Range
  readonly value?: ShownValue
  /** Absent where there is nothing to hold it against. */
  readonly differences?: ShownDifferences
  /** A sentence without its full stop: what else is to be known. */
  readonly note?: string
}

/** An error as the events have it. */
export interface ShownError {
  readonly error?: string
  readonly cause?: string
}

/** An attempt of a state. Times are milliseconds since the epoch. */
export interface AttemptDetail extends ShownError {
  /** From 0. */
  readonly attempt: number
  readonly is: 'succeeded' | 'failed' | 'under way' | 'waited for' | 'to come'
  /** When it began; of one to come the earliest time. */
  readonly start: number
  readonly end?: number
  /** The first event of it. */
  readonly event?: number
  readonly answeredBy?: TaskSource
  /** The index of the Retrier that has taken its error, and the time from its end to the next attempt. */
  readonly retrier?: number
  readonly backoff?: number
}

/** How a state was left: its own Next, a Choice Rule, a Catcher. */
export interface WayDetail {
  /** `Choices[1]`, `Default`, `Catch[0]`; absent: it has one way out. */
  readonly by?: string
  /** The state that comes next; absent: it ends there. */
  readonly next?: string
  /** The rule or Catcher in the definition. */
  readonly text?: string
  readonly range?: Range
}

/** A variable that a state sees; without `before` the state has made it. */
export interface VariableDetail {
  readonly name: string
  readonly before?: ShownValue
  /** Present where it was assigned. */
  readonly after?: ShownValue
  readonly differences?: ShownDifferences
}

/** All there is to know of a visit: from the entry of a state to its exit. */
export interface VisitDetail {
  /** The id of its StateEntered event. */
  readonly event: number
  readonly name: string
  readonly type: StateType | undefined
  readonly queryLanguage: QueryLanguage
  /** `caught`: it was left by a Catcher. */
  readonly status: 'running' | 'caught' | Outcome
  readonly start: number
  readonly end?: number
  readonly input?: ShownValue
  readonly output?: ShownValue
  readonly error?: ShownError
  /** The attempt that the pipeline is of, from 0. */
  readonly attempt: number
  readonly pipeline: readonly PipelineRow[]
  readonly attempts: readonly AttemptDetail[]
  readonly variables: readonly VariableDetail[]
  readonly way?: WayDetail
  /** What the definition says of the state, and where. */
  readonly definition?: Definition
  /** The ids of its own events, the first of many. */
  readonly events: readonly number[]
  /** Nothing of the run is remembered but its events: what they do not tell is missing. */
  readonly eventsAlone?: true
}

/** A text of a definition, and where it is in its file. `cut`: it goes on. */
export interface Definition {
  readonly text: string
  readonly range: Range
  readonly cut?: true
}

/** All there is to know of a run as a whole. */
export interface ExecutionDetail extends ShownError {
  readonly status: Execution['status']
  readonly name?: string
  readonly arn?: string
  readonly stateMachineName?: string
  readonly stateMachineArn?: string
  readonly roleArn?: string
  readonly type?: 'STANDARD' | 'EXPRESS'
  readonly start: number
  readonly end?: number
  readonly input?: ShownValue
  readonly output?: ShownValue
  /** What of the definition raised the error. */
  readonly raisedAt?: Range
  readonly definition?: Definition
  readonly events: number
  /** Entries of states. */
  readonly transitions: number
  readonly redrives: number
  readonly eventsAlone?: true
}
