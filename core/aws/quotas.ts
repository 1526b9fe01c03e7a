/** Quotas of Step Functions; each can be raised. Bytes are UTF-8 bytes of the JSON text. */
export interface Limits {
  /** Of an input, output or result: 262144. States.DataLimitExceeded above. */
  readonly payloadBytes: number
  /** 25000 for STANDARD. EXPRESS has no such quota; there the number bounds a local run that would never end. */
  readonly historyEvents: number
  /** How long an execution may run: a year, or 300 for EXPRESS. TIMED_OUT after. */
  readonly executionSeconds: number
  /** Milliseconds that one JSONata evaluation may take: 2000. */
  readonly jsonataTime: number
  /** How deep JSONata evaluations may nest: 100, as seen on AWS. */
  readonly jsonataDepth: number
}

/**
 * The limits by the type of the state machine. Source: Developer Guide, "Step Functions service quotas"; for JSONata see
 * expressions/jsonata/budget.ts.
 */
export const quotas: Record<'STANDARD' | 'EXPRESS', Limits> = {
  STANDARD: { payloadBytes: 262_144, historyEvents: 25_000, executionSeconds: 31_536_000, jsonataTime: 2000, jsonataDepth: 100 },
  EXPRESS: { payloadBytes: 262_144, historyEvents: 1_000_000, executionSeconds: 300, jsonataTime: 2000, jsonataDepth: 100 },
}
