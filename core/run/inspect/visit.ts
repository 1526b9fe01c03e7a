import type { Json } from '../../base/json'
import { languages } from '../../expressions/language'
import { stateEventsOf } from '../../history/events'
import { detailsOf, type History, payloadValue } from '../../history/types'
import type { Thread } from '../../interpreter/api'
import type { Hindsight, Visit } from '../../interpreter/hindsight'
import { variablesOf } from '../../interpreter/variablesOf'
import type { AslDocument } from '../../model/document'
import type { QueryLanguage } from '../../model/machine'
import { placeNames } from '../../model/places'
import { takenWay } from '../origin/from'
import { attemptsOf, attemptsTold, eventsOfTries, shownError } from './attempts'
import { fieldMember, textAt } from './definition'
import { type OwnEvents, ownEvents } from './events'
import { flownOf } from './flown'
import { notesOf } from './notes'
import { type Flown, pipelineOf } from './pipeline'
import { flownTold, toldOf } from './told'
import type { AttemptDetail, VisitDetail, WayDetail } from './types'
import type { Values } from './values'
import { variablesDetail } from './variables'

/** What a visit is looked at with. */
export interface Looking {
  readonly history: History
  readonly document: AslDocument | undefined
  readonly hindsight: () => Hindsight | undefined
  /** The thread that is in the state, in its first attempt. */
  readonly live: Thread | undefined
  /** The run has ended: what is open does not go on. */
  readonly over: boolean
}

/** Ids of events that are told, and iterations whose inputs are. */
const mostEvents = 1000
const mostItems = 100

/** What is known of a visit in an attempt; undefined: the last. `index`: that of its StateEntered. */
export function visitDetail(looking: Looking, index: number, values: Values, attempt?: number): VisitDetail {
  const { history } = looking
  const own = ownEvents(history, index)
  if (looking.live !== undefined) return liveDetail(looking, looking.live, own, values)
  const hindsight = looking.hindsight()
  const visit = hindsight?.visits.find((each) => each.told && each.firstEvent === index + 1)
  if (visit === undefined || hindsight === undefined) return eventsAlone(looking, own, values, attempt)
  const number = within(attempt, visit.tries.length)
  // what is asked of the end of the visit first, since the twin moves
  const end = hindsight.look(visit)
  const attempts = attemptsOf(history, visit, own, end)
  const goesTo = end?.goesTo
  const isLast = number === visit.tries.length - 1
  const thread = isLast ? end : hindsight.look(visit, visit.tries[number]!.last)
  const flown = thread && flownIn(looking, visit, thread, own, number, attempts[number])
  const last = attempts.findLast(({ is }) => is === 'failed')
  const status = statusOf(looking, own, visit, last)
  const times = { end: endOf(looking, own, attempts, status) }
  return {
    ...about(looking, own),
    queryLanguage: visit.state.queryLanguage,
    status,
    ...(times.end !== undefined && { end: times.end }),
    ...ends(flown, values, visit.state.queryLanguage),
    ...(status !== 'succeeded' && status !== 'running' && last !== undefined && { error: shownError(last) }),
    attempt: number,
    pipeline: flown === undefined ? [] : pipelineOf(flown, values, looking.document),
    attempts,
    variables: thread === undefined ? [] : variablesDetail(variablesOf(thread), isLast ? thread.assigned : undefined, values),
    ...(own.exit !== undefined && { way: wayDetail(looking, visit, goesTo) }),
  }
}

/** The index of an attempt among so many; the last where none is asked for. */
const within = (attempt: number | undefined, length: number): number => Math.max(0, Math.min(attempt ?? length - 1, length - 1))

/** Input and output, by the names that the pipeline shows them under. */
function ends(
  flown: Pick<Flown, 'input' | 'output'> | undefined,
  values: Values,
  language: QueryLanguage,
): Pick<VisitDetail, 'input' | 'output'> {
  const path = languages[language].ownNames.input
  return {
    ...(flown?.input !== undefined && { input: values.show('input', flown.input, path) }),
    ...(flown?.output !== undefined && { output: values.show('output', flown.output) }),
  }
}

function flownIn(
  { history, hindsight }: Looking,
  visit: Visit,
  thread: Thread,
  own: OwnEvents,
  attempt: number,
  detail: AttemptDetail | undefined,
): Flown | undefined {
  const events = eventsOfTries(visit, own)[attempt] ?? []
  const { tries } = visit
  const [from, to] = [tries[attempt]!.events, tries[attempt + 1]?.events ?? Number.POSITIVE_INFINITY]
  const items = () => itemsIn(history, hindsight(), visit, from, to)
  return flownOf(thread, notesOf(history, events, detail?.start ?? 0, detail?.end), items)
}

/** What the first iterations of a visit have begun with, of those that began behind an event and up to another. */
function itemsIn(history: History, hindsight: Hindsight | undefined, visit: Visit, from: number, to: number): Json | undefined {
  const first = hindsight?.visits.filter(
    ({ around, before, told, firstEvent }) => around === visit && before === undefined && told && firstEvent > from && firstEvent <= to,
  )
  if (first === undefined || first.length === 0) return undefined
  return first.slice(0, mostItems).map(({ firstEvent }) => payloadValue(detailsOf(history.event(firstEvent - 1)).input ?? 'null'))
}

/** A visit that goes on, by its own thread: nothing has to be done again for it. */
function liveDetail(looking: Looking, thread: Thread, own: OwnEvents, values: Values): VisitDetail {
  const { history, hindsight } = looking
  const attempts = attemptsTold(history, own)
  const events = own.all.slice(1)
  const items = () => {
    const visit = hindsight()?.visits.find((each) => each.told && each.firstEvent === own.all[0]! + 1)
    return visit && itemsIn(history, hindsight(), visit, 0, Number.POSITIVE_INFINITY)
  }
  const flown = flownOf(thread, notesOf(history, events, attempts[0]?.start ?? 0, attempts[0]?.end), items)
  const failed = thread.stage === 'failed' ? thread.error : undefined
  return {
    ...about(looking, own),
    queryLanguage: thread.state!.queryLanguage,
    status: 'running',
    ...ends(flown, values, thread.state!.queryLanguage),
    ...(failed && { error: shownError(failed) }),
    attempt: 0,
    pipeline: flown === undefined ? [] : pipelineOf(flown, values, looking.document),
    attempts,
    variables: variablesDetail(variablesOf(thread), thread.assigned, values),
  }
}

/** A visit of which only the events are known. */
function eventsAlone(looking: Looking, own: OwnEvents, values: Values, attempt?: number): VisitDetail {
  const { history } = looking
  const attempts = attemptsTold(history, own)
  const number = within(attempt, attempts.length)
  const detail = attempts[number]
  const [from, to] = [detail?.event ?? 0, attempts[number + 1]?.event ?? Number.POSITIVE_INFINITY]
  const events = own.all.filter((index) => index + 1 >= from && index + 1 < to)
  const told = toldOf(history, own, events)
  const { state } = history.info(own.all[0]!)
  const failed = attempts.at(-1)
  const isLast = number === attempts.length - 1
  const flown =
    state &&
    flownTold(state, isLast ? told : { ...told, output: undefined }, detail, notesOf(history, events, detail?.start ?? 0, detail?.end))
  const status = statusOf(looking, own, undefined, failed?.is === 'failed' ? failed : undefined)
  const end = endOf(looking, own, attempts, status)
  return {
    ...about(looking, own),
    status,
    ...(end !== undefined && { end }),
    ...ends(told, values, state?.queryLanguage ?? 'JSONPath'),
    ...(status !== 'succeeded' && status !== 'running' && failed?.is === 'failed' && { error: shownError(failed) }),
    attempt: number,
    pipeline: flown === undefined ? [] : pipelineOf(flown, values, looking.document),
    attempts,
    variables: variablesDetail({}, told.assigned, values),
    eventsAlone: true,
  }
}

/** What the events say of any visit. */
function about(
  { history, document }: Looking,
  { all }: OwnEvents,
): Pick<VisitDetail, 'event' | 'name' | 'type' | 'queryLanguage' | 'start' | 'events' | 'definition'> {
  const first = all[0]!
  const { state, kind, timestamp } = history.info(first)
  return {
    event: first + 1,
    name: state?.name ?? detailsOf(history.event(first, () => '')).name ?? '',
    type: state?.type ?? kind.stateType,
    queryLanguage: state?.queryLanguage ?? 'JSONPath',
    start: timestamp,
    events: all.slice(0, mostEvents).map((index) => index + 1),
    ...(state !== undefined && document !== undefined && { definition: textAt(document, state.member) }),
  }
}

function statusOf(
  { history, over }: Looking,
  { all, exit }: OwnEvents,
  visit: Visit | undefined,
  failed: AttemptDetail | undefined,
): VisitDetail['status'] {
  if (exit !== undefined) {
    const { outcome, branch } = history.info(exit).kind
    // AWS's events do not name a Catcher, but who leaves a state with an error has been caught
    const caught = visit === undefined ? branch?.kind === 'Catch' || failed !== undefined : visit.way?.kind === 'Catch'
    return caught && outcome === 'succeeded' ? 'caught' : (outcome ?? 'succeeded')
  }
  const { stateType } = history.info(all[0]!).kind
  const isFail = stateType !== undefined && stateEventsOf[stateType].exited === undefined
  if (isFail || visit?.stage === 'failed' || (over && failed !== undefined)) {
    const last = all.findLast((index) => history.info(index).kind.outcome !== undefined)
    return last !== undefined && history.info(last).kind.outcome === 'timedOut' ? 'timedOut' : 'failed'
  }
  if (!over) return 'running'
  return endsOthers(history, all) ? 'failed' : 'aborted'
}

/** Whether what is around the state has failed by it: of a Pass or Wait state that fails nothing else tells. */
function endsOthers(history: History, own: readonly number[]): boolean {
  const ids = new Set(own.map((index) => index + 1))
  for (let i = own.at(-1)! + 1; i < history.length; i++) {
    const { outcome, role } = history.info(i).kind
    if (outcome === 'failed' && role === 'closes' && ids.has(history.event(i, () => '').previousEventId)) return true
  }
  return false
}

function endOf(
  { history, over }: Looking,
  { exit }: OwnEvents,
  attempts: readonly AttemptDetail[],
  status: VisitDetail['status'],
): number | undefined {
  if (exit !== undefined) return history.info(exit).timestamp
  if (status === 'running') return undefined
  return attempts.at(-1)?.end ?? (over ? history.info(history.length - 1).timestamp : undefined)
}

function wayDetail({ document }: Looking, { state, way }: Visit, next: string | undefined): WayDetail {
  const node = takenWay(state, way)?.node ?? (way?.kind === 'Default' ? fieldMember(state.node, 'Default', undefined) : undefined)
  const said = node && document && textAt(document, node)
  return {
    ...(way && { by: placeNames.way(way) }),
    ...(next !== undefined && { next }),
    ...(said && { text: said.text, range: said.range }),
  }
}
