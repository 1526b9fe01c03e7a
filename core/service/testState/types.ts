import type { HttpExchange } from '../../run/exchange'

/**
 * The request and response of the API action TestState, in wire shape: payloads are JSON texts. Source: Step Functions API reference,
 * TestState. Beyond the API nothing is needed but the ports through which an execution asks its host.
 */
export interface TestStateRequest {
  /** One state, or with `stateName` a whole state machine. */
  readonly definition: string
  /** Default `{}`. */
  readonly input?: string
  /** Default INFO, which has no inspectionData. TRACE has what DEBUG has, and the request and response of an HTTP task. */
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE'
  readonly roleArn?: string
  /** Whether that request has what the connection has added, too. Default false. */
  readonly revealSecrets?: boolean
  /** A JSON object by the names of variables. Default `{}`. */
  readonly variables?: string
  /** A state of `definition`, also one inside of a Map or Parallel. */
  readonly stateName?: string
  /** The whole context object; AWS takes it only beside a mock. */
  readonly context?: string
  readonly mock?: MockInput
  readonly stateConfiguration?: StateConfiguration
}

/**
 * What stands for a task's answer, or for what the children of a Map or Parallel come to: a result or an error, not both. `result` is a
 * JSON text. Source: API reference, MockInput.
 */
export interface MockInput {
  readonly result?: string
  readonly errorOutput?: { readonly error?: string; readonly cause?: string }
  /**
   * How a result is held against the API of the resource. Default STRICT: also members that are missing; PRESENT: those that are there;
   * NONE: not at all.
   */
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE'
}

/** Where the state stands in its run. Source: API reference, TestStateConfiguration. */
export interface StateConfiguration {
  /** How often each Retrier has retried before. Default 0. */
  readonly retrierRetryCount?: number
  /** The state inside of the Map or Parallel that raises the mocked error. */
  readonly errorCausedByState?: string
  /** How many of the Map's iterations have failed, to be held against its tolerance. Default 0. */
  readonly mapIterationFailureCount?: number
  /** The text that the ItemReader would read, in the format of its ReaderConfig. */
  readonly mapItemReaderData?: string
}

/** How the state ended, or would go on. Source: API reference, TestState, "Response Syntax". */
export interface TestStateResponse {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  /** A JSON text; absent where the state has failed or would retry. */
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  /** Absent where the state ends its machine, has failed or would retry. */
  readonly nextState?: string
  /** Absent at level INFO. */
  readonly inspectionData?: InspectionData
}

/** Stages of the data flow by name, as JSON texts; for a Map also its numbers; `request` and `response` of an HTTP task. */
export type InspectionData = Readonly<Record<string, string | number | ErrorDetails | HttpExchange[keyof HttpExchange]>>

/**
 * Which Retrier and which Catcher the error has found: indices in Retry and Catch, from 0, absent where there is none. Source: API
 * reference, InspectionErrorDetails.
 */
export interface ErrorDetails {
  readonly catchIndex?: number
  readonly retryIndex?: number
  /** Whole seconds until the retry; absent where nothing is retried. */
  readonly retryBackoffIntervalSeconds?: number
}
