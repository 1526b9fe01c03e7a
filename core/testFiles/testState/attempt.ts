import type { Json, JsonObject } from '../../base/json'
import type { State } from '../../model/machine'

/** One attempt of one visit of a state, as TestState would see it. */
export interface Attempt {
  readonly state: State
  /** 1 for the first visit. */
  readonly visit: number
  /** 0 for the first attempt. */
  readonly attempt: number
  /** The iteration of the innermost Map, from 0. */
  readonly iteration: number | undefined
  /** The id of the event of its entry; undefined where the history of the execution has none. */
  readonly event: number | undefined
  /** Milliseconds since the epoch, on the execution's clock. */
  readonly entered: number
  readonly input: Json
  readonly context: JsonObject
  /** Those that it sees. */
  readonly variables: JsonObject
  /** What its work came to; undefined where it has not come to it, or has none. */
  work: Work | undefined
  /** How often the Retrier that names its error has retried before. */
  retried: number
  /** Handlers find its error by more names than it has, which a mocked error does not tell: a missed heartbeat, a result within that is too large. */
  aliased: boolean
  /** How many items a Map has, or batches. */
  items: number | undefined
  /** How it ended; undefined where it was cut short. */
  end: End | undefined
}

/** The result of a task, or of a state's children; or the error that came from there, of the state `by`. */
export type Work =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'error'; readonly error: string | undefined; readonly cause: string | undefined; readonly by: State }

/** What TestState tells of an end, by its names. */
export interface End {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  readonly output?: Json
  readonly error?: string | undefined
  readonly cause?: string | undefined
  readonly nextState?: string | undefined
  /** Those that the state has seen, and what it has assigned. */
  readonly variables: JsonObject
  /** On the execution's clock. */
  readonly time: number
}
