import { detailsOf } from '../history/types'
import { backoffOf, isBackoff } from './handlers'
import type { ThreadImpl } from './thread'

/** An attempt of a state: one that was, that is, or that comes should each before it end with the error of the last one. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number
  /** When it began, or begins: ms since the epoch; of one to come at the earliest, as if those before took no time, and with jitter at the latest. */
  readonly at: number
  /** With jitter: when it begins should all backoffs to come be nothing. */
  readonly from?: number
  /** Its error, where it has failed and its own events tell it. */
  readonly error: string | undefined
  readonly is: 'failed' | 'under way' | 'waited for' | 'to come'
}

/** The attempts of a state, the latest that were and the first that come. */
export interface RetryTimeline {
  /** How many there are, should all fail so. */
  readonly of: number
  readonly attempts: readonly Attempt[]
}

/** Attempts that were, and attempts to come, that are told. */
const most = 10

/**
 * When the thread's state was tried, and when it is tried again, by the Retrier that names its last error. Undefined where no attempt has failed yet, or none that a
 * Retrier names. Source: ASL specification, Retrying after error.
 */
export function retryTimeline(thread: ThreadImpl): RetryTimeline | undefined {
  const { frame, execution, retries } = thread
  if (retries?.current === undefined || retries.of === undefined) return undefined
  const retrier = retries.retriers[retries.current]!
  const waits = isBackoff(frame.op)
  const isGivenUp = thread.stage === 'caught' || thread.stage === 'failed' || thread.wayOut?.kind === 'Catch'
  const isOver = isGivenUp || thread.stage === 'retry'
  const attempts: Attempt[] = past(thread, isOver)
  let number = retries.attempt
  let at = execution.now
  if (waits) {
    at = frame.waiting?.kind === 'time' ? frame.waiting.until : at
    attempts.push({ number: ++number, at, error: undefined, is: 'waited for' })
  }
  const last = isGivenUp ? number : retries.of
  const from = at
  for (let used = retrier.used; number < last && attempts.length < 2 * most; used++) {
    at += backoffOf(retrier, used) * 1000
    attempts.push({ number: ++number, at, ...(retrier.jitter && { from }), error: undefined, is: 'to come' })
  }
  return { of: retries.of, attempts }
}

/** Those that have begun, as the history tells; `isOver`: the last has failed too. */
function past({ frame, journal, id, retries, error, execution }: ThreadImpl, isOver: boolean): Attempt[] {
  const begun: { readonly at: number; error: string | undefined }[] = []
  for (let i = frame.entered; i < journal.length; i++) {
    const { kind, thread, timestamp } = journal.info(i)
    if (thread !== id || (kind.span !== 'task' && kind.span !== 'children')) continue
    if (kind.role === 'opens') begun.push({ at: timestamp, error: undefined })
    const last = begun.at(-1)
    if (kind.role === 'closes' && last !== undefined)
      last.error = kind.outcome === 'timedOut' ? 'States.Timeout' : detailsOf(journal.event(i, () => '')).error
  }
  // one that has logged nothing yet
  if (!isOver && begun.length < retries!.attempt) begun.push({ at: execution.now, error: undefined })
  const first = retries!.attempt - begun.length
  // branches and iterations fail without a word of the state's own
  const failed = begun.at(isOver ? -1 : -2)
  if (failed !== undefined) failed.error ??= error?.error
  return begun
    .map(({ at, error }, i): Attempt => {
      const is = i < begun.length - 1 || isOver ? 'failed' : 'under way'
      return { number: first + i + 1, at, error: is === 'failed' ? error : undefined, is }
    })
    .slice(-most)
}
