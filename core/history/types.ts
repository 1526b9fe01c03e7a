import type { State } from '../model/machine'
import type { Payload } from './archive'

/** The log of events. Events keep references; `event(i)` makes AWS's wire shape when asked. */
export interface History {
  readonly length: number
  /**
   * The event with id `i + 1`, in the shape of GetExecutionHistory (timestamps as ISO 8601 text). `text` makes the texts of payloads: their
   * whole JSON, unless the caller wants less.
   */
  event(index: number, text?: (payload: Payload) => string): HistoryEvent
  /** What belongs to it beyond AWS's shape: the state in the definition and the thread, without serialising. */
  info(index: number): { readonly type: string; readonly state: State | undefined; readonly thread: number; readonly timestamp: number }
}

/** GetExecutionHistory's HistoryEvent. Payloads are JSON texts. Source: Step Functions API reference, HistoryEvent. */
export interface HistoryEvent {
  readonly id: number
  readonly previousEventId: number
  readonly timestamp: string
  readonly type: string
  readonly [details: string]: unknown
}
