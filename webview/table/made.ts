import type { Outcome } from '../../core/history/kind'
import { type HistoryRow, stateKey } from '../../core/history/rows'
import type { AnyDetails } from '../../core/history/types'
import type { StateType } from '../../core/model/machine'
import type { Attempt, Children, Counts, MapRun, Trouble, Visit, VisitThread } from './visit'

/** Visits, threads and attempts as they begin. */

export const noCounts = (): Counts => ({ running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, caught: 0 })

export const unknown = { error: undefined, cause: undefined }

export const troubleOf = (event: number, outcome: Outcome, { error, cause }: AnyDetails): Trouble => ({ event, outcome, error, cause })

export const childrenOf = (length: number | undefined): Children => ({ length, threads: [], counts: noCounts() })

export const newAttempt = (event: number, start: number, children: Children | undefined, redrives: number): Attempt => ({
  event,
  start,
  end: undefined,
  status: 'running',
  trouble: undefined,
  answeredBy: undefined,
  redrives,
  started: undefined,
  submitted: undefined,
  children,
})

export const mapRunOf = (event: number, start: number, { mapRunArn, redriveCount }: AnyDetails, before: MapRun | undefined): MapRun => ({
  ...{ event: before?.event ?? event, start: before?.start ?? start, end: undefined, status: 'running', trouble: undefined },
  ...{ arn: mapRunArn ?? before?.arn ?? '', redrives: redriveCount ?? 0 },
})

export function newThread(
  id: number,
  name: string,
  kind: VisitThread['kind'],
  index: number,
  owner: Visit | undefined,
  attempt: Attempt | undefined,
  event: number,
  start: number,
): VisitThread {
  return { id, name, kind, index, owner, attempt, event, start, end: undefined, status: 'running', visits: [] }
}

export const newVisit = (
  { event, state }: HistoryRow,
  type: StateType | undefined,
  name: string | undefined,
  thread: VisitThread,
  before: ReadonlyMap<string, number>,
  start: number,
): Visit => {
  const key = state === undefined ? (name ?? '') : stateKey(state.path)
  return {
    event: event.id,
    name: state?.name ?? name ?? '',
    key,
    state,
    type,
    thread,
    nth: (before.get(visitKey(thread, key)) ?? 0) + 1,
    start,
    end: undefined,
    status: 'running',
    trouble: undefined,
    way: undefined,
    attempts: [],
    mapRun: undefined,
    redrives: 0,
    events: [],
  }
}

/** A state in a thread. */
export const visitKey = ({ id }: VisitThread, key: string): string => `${id} ${key}`
