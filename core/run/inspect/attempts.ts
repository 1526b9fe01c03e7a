import { type AnyDetails, detailsOf, type History } from '../../history/types'
import type { Thread } from '../../interpreter/api'
import type { Try, Visit } from '../../interpreter/hindsight'
import type { RetryTimeline } from '../../interpreter/retryTimeline'
import type { OwnEvents } from './events'
import type { AttemptDetail, ShownError } from './types'

/** Error and cause, as far as there are some. */
export const shownError = ({ error, cause }: { readonly error?: string | undefined; readonly cause?: string | undefined }): ShownError => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
})

/** The details of an event without its payloads. */
export const bareDetails = (history: History, index: number): AnyDetails => detailsOf(history.event(index, () => ''))

/** The indices of the events of each attempt of a visit, the entry aside. */
export function eventsOfTries({ tries }: Visit, { all }: OwnEvents): number[][] {
  return tries.map(({ events }, i) => {
    const from = i === 0 ? 0 : events
    const to = tries[i + 1]?.events ?? Number.POSITIVE_INFINITY
    return all.slice(1).filter((index) => index >= from && index < to)
  })
}

/** The attempts of a visit that is remembered, and those that may come. `thread`: as it stands at the end of the visit. */
export function attemptsOf(history: History, visit: Visit, own: OwnEvents, thread: Thread | undefined): AttemptDetail[] {
  const { tries, stage } = visit
  const events = eventsOfTries(visit, own)
  const made = tries.map((each, i): AttemptDetail => {
    const answered = events[i]!.findLast((index) => history.answeredBy(index) !== undefined)
    const answeredBy = answered === undefined ? undefined : history.answeredBy(answered)
    const next = tries[i + 1]
    return {
      attempt: i,
      is: isOf(each),
      start: each.began,
      ...(each.ended !== undefined && { end: each.ended }),
      ...shownError(each.error ?? {}),
      ...(events[i]![0] !== undefined && { event: events[i]![0]! + 1 }),
      ...(answeredBy !== undefined && { answeredBy }),
      ...(each.retrier !== undefined && { retrier: each.retrier }),
      ...(each.ended !== undefined && each.retrier !== undefined && next !== undefined && { backoff: next.began - each.ended }),
    }
  })
  return stage === 'retry' && own.exit === undefined ? withAhead(made, thread?.retryTimeline) : made
}

const isOf = ({ error, ended }: Try): AttemptDetail['is'] =>
  error !== undefined ? 'failed' : ended === undefined ? 'under way' : 'succeeded'

function withAhead(made: readonly AttemptDetail[], timeline: RetryTimeline | undefined): AttemptDetail[] {
  const coming = timeline?.attempts.filter(({ is }) => is === 'waited for' || is === 'to come') ?? []
  const last = made.at(-1)
  const [next] = coming
  const backoff = last?.end === undefined || next === undefined ? {} : { backoff: next.at - last.end }
  return [
    ...made.slice(0, -1),
    ...(last === undefined ? [] : [{ ...last, ...backoff }]),
    ...coming.map(
      ({ is, at, from }, i): AttemptDetail => ({ attempt: made.length + i, is: is === 'waited for' ? is : 'to come', start: from ?? at }),
    ),
  ]
}

const withBackoff = (made: readonly AttemptDetail[]): AttemptDetail[] =>
  made.map((each, i) => {
    const next = made[i + 1]
    return next === undefined || each.end === undefined ? each : { ...each, backoff: next.start - each.end }
  })

/** The attempts of a visit of which there are the events alone. */
export function attemptsTold(history: History, { all, exit }: OwnEvents): AttemptDetail[] {
  const made: AttemptDetail[] = []
  for (const index of all) {
    const { kind, timestamp } = history.info(index)
    if (kind.span !== 'task' && kind.span !== 'children' && kind.outcome !== 'failed') continue
    if (kind.role === 'opens') made.push({ attempt: made.length, is: 'under way', start: timestamp, event: index + 1 })
    const last = made.at(-1)
    if (kind.role === 'opens' || kind.outcome === undefined) continue
    const end = { end: timestamp, is: kind.outcome === 'succeeded' ? ('succeeded' as const) : ('failed' as const) }
    const answeredBy = history.answeredBy(index)
    const about = { ...end, ...shownError(bareDetails(history, index)), ...(answeredBy !== undefined && { answeredBy }) }
    // an expression may fail before the work begins
    if (last === undefined || last.end !== undefined) made.push({ attempt: made.length, start: timestamp, event: index + 1, ...about })
    else made[made.length - 1] = { ...last, ...about }
  }
  const [first] = all
  if (made.length > 0 || first === undefined) return withBackoff(made)
  const end = exit === undefined ? {} : { end: history.info(exit).timestamp }
  return [{ attempt: 0, is: exit === undefined ? 'under way' : 'succeeded', start: history.info(first).timestamp, ...end }]
}
