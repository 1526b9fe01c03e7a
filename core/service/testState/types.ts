/**
 * The request and response of the API action TestState, in wire shape: payloads are JSON texts. Source: Step Functions API reference,
 * TestState. Beyond the API nothing is needed but the ports through which an execution asks its host.
 */
export interface TestStateRequest {
  readonly definition: string
  readonly input?: string
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE'
  readonly roleArn?: string
  readonly revealSecrets?: boolean
  readonly variables?: string
  /** With it, `definition` is a whole state machine. */
  readonly stateName?: string
  readonly context?: string
  readonly mock?: MockInput
  readonly stateConfiguration?: StateConfiguration
}

export interface MockInput {
  readonly result?: string
  readonly errorOutput?: { readonly error?: string; readonly cause?: string }
  /** Default STRICT. */
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE'
}

export interface StateConfiguration {
  /** How often the Retrier has retried before. */
  readonly retrierRetryCount?: number
  /** The state inside of the Map or Parallel that raises the mocked error. */
  readonly errorCausedByState?: string
  readonly mapIterationFailureCount?: number
  /** What the ItemReader would read. */
  readonly mapItemReaderData?: string
}

export interface TestStateResponse {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  readonly nextState?: string
  readonly inspectionData?: InspectionData
}

/** Stages of the data flow by name, as JSON texts; for a Map also its numbers. */
export type InspectionData = Readonly<Record<string, string | number | ErrorDetails>>

export interface ErrorDetails {
  readonly catchIndex?: number
  readonly retryIndex?: number
  readonly retryBackoffIntervalSeconds?: number
}
