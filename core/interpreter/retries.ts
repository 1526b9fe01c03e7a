import type { Frame } from './frame'
import { backoffOf, type Retrier, retrierOf } from './handlers'

/** A Retrier of a state, and how many of its MaxAttempts the state has used up. */
interface RetrierUse extends Retrier {
  readonly used: number
}

/** What the Retriers of a state have done, and what they may do still. */
export interface Retries {
  /** The attempt that is under way, or was the last: 1 for the first. */
  readonly attempt: number
  /** How many attempts there are, should all end with the error of the last one; undefined where none has failed yet. */
  readonly of: number | undefined
  /** In the order of Retry. */
  readonly retriers: readonly RetrierUse[]
  /** Index of the one that names the last error; undefined where there is no error, or none names it. */
  readonly current: number | undefined
  /** Seconds from the next failure of the same name to the attempt behind it, before jitter; undefined where none would follow. */
  readonly backoff: number | undefined
}

/** Undefined where the state has no Retriers. */
export function retriesOf({ plan, failure, retried, attempt }: Frame): Retries | undefined {
  if (plan === undefined || plan.retriers.length === 0) return undefined
  const retriers = plan.retriers.map((retrier, i) => ({ ...retrier, used: retried?.[i] ?? 0 }))
  const found = failure === undefined ? -1 : retrierOf(plan, failure)
  const current = retriers[found]
  // one that has been counted and waits for its turn is an attempt too
  const begun = retriers.reduce((sum, { used }) => sum + used, 0)
  return {
    attempt: attempt + 1,
    of: current && 1 + begun + Math.max(0, current.maxAttempts - current.used),
    retriers,
    current: current && found,
    backoff: current === undefined || current.used >= current.maxAttempts ? undefined : backoffOf(current, current.used),
  }
}
