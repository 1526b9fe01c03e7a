/**
 * An HTTP request and its response, as TestState shows them at level TRACE: all are texts, headers as `[name: value, name: value]`. Source:
 * API reference, InspectionDataRequest, InspectionDataResponse; Developer Guide, "Using TestState API to test a state".
 */
export interface HttpExchange {
  readonly request: {
    readonly protocol: string
    readonly method: string
    readonly url: string
    readonly headers: string
    /** Absent where none was sent. */
    readonly body?: string
  }
  /** Absent where none came. */
  readonly response?: {
    readonly protocol: string
    readonly statusCode: string
    readonly statusMessage: string
    readonly headers: string
    readonly body?: string
  }
}

/** `shown`: without what the connection has added. `revealed`: all of it. */
export interface Exchanged {
  readonly shown: HttpExchange
  readonly revealed: HttpExchange
}
