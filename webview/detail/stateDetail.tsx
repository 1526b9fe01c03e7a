import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { formatDuration } from '../../core/base/duration'
import { sourceNames } from '../../core/history/sources'
import type { PipelineRow, VisitDetail } from '../../core/run/inspect/types'
import { RelatedLinks } from '../events/relatedLinks'
import type { Item } from '../events/timeline'
import { Icon } from '../shared/icons'
import { TabList } from '../shared/tabList'
import type { Store } from '../store'
import type { Visit } from '../table/visit'
import { statusNames } from '../table/words'
import { EventSections } from './eventSections'
import { Pipeline } from './pipeline'
import { DefinitionText, Ends, Retries, Variables, VisitEvents } from './sections'
import { ToExecution } from './toExecution'

/** The sections of a visit, by their tabs. `event`: what the chosen event says itself. */
const sections = {
  event: 'Event',
  pipeline: 'Pipeline',
  ends: 'Input and output',
  variables: 'Variables',
  retries: 'Retries',
  definition: 'Definition',
  events: 'Events',
} as const
type SectionId = keyof typeof sections

const isSection = (id: string): id is SectionId => Object.hasOwn(sections, id)

interface StateDetailProps {
  readonly store: Store
  readonly visit: Visit
  /** The event that is looked at. */
  readonly item: Item
}

/** A visit of a state: what went in and came out, how, and what has happened meanwhile. */
export function StateDetail({ store, visit, item }: StateDetailProps) {
  const [attempt, setAttempt] = useState<{ readonly event: number; readonly attempt: number } | undefined>(undefined)
  const asked = { event: visit.event, ...(attempt?.event === visit.event && { attempt: attempt.attempt }) }
  const { answers, kept } = store
  const known = answers.get('visit', asked)
  const detail = known?.body
  const { isUnfinished, wasSeen } = standingOf(store, visit, detail)
  useEffect(() => answers.want('visit', asked, isUnfinished && !wasSeen ? store.moved : 0))
  // in the list of events it is the event that is looked at first
  const ofEvent = kept.view === 'events' || item.row.event.id !== visit.event
  const wanted = ofEvent ? kept.eventSection : kept.section
  const tabs = (Object.keys(sections) as SectionId[]).filter((id) => isThere(id, visit, ofEvent))
  const tab = isSection(wanted) && tabs.includes(wanted) ? wanted : tabs[0]!
  const place = placeOf(visit)
  const reveal =
    place && ((row: PipelineRow) => store.send({ type: 'reveal', place: { ...place, key: row.range ?? place.key }, focus: true }))
  return (
    <section class="detail" aria-label={`State ${visit.name}`}>
      <Heading store={store} visit={visit} item={item} detail={detail} />
      {detail?.error && tab !== 'event' && <ErrorBox detail={detail} />}
      <TabList
        class="section-tabs"
        label="Detail"
        controls="detail-section"
        prefix="section"
        tabs={tabs.map((id) => ({ id, title: sections[id] }))}
        chosen={tab}
        choose={(id) => store.set(ofEvent ? { eventSection: id } : { section: id })}
      />
      <div class="section-body" role="tabpanel" id="detail-section" aria-labelledby={`section-${tab}`}>
        {tab === 'event' ? (
          <EventSections store={store} item={item} />
        ) : (
          <Known known={known} missing={missingText(store, visit)}>
            {(body) => (
              <>
                {isUnfinished && wasSeen && (
                  <p class="note quiet">The debugger stands before the end of this visit: this is how it went.</p>
                )}
                {body.eventsAlone && <p class="note quiet">Only the events of this run are known: what they do not tell is missing.</p>}
                {body.attempts.length > 1 && (tab === 'pipeline' || tab === 'variables') && (
                  <AttemptPicker detail={body} choose={(number) => setAttempt({ event: visit.event, attempt: number })} />
                )}
                {tab === 'pipeline' && <Pipeline store={store} visit={body} reveal={reveal} />}
                {tab === 'ends' && <Ends store={store} visit={body} />}
                {tab === 'variables' && <Variables store={store} visit={body} />}
                {tab === 'retries' && (
                  <Retries
                    store={store}
                    visit={body}
                    choose={(number) => {
                      setAttempt({ event: visit.event, attempt: number })
                      store.set(ofEvent ? { eventSection: 'pipeline' } : { section: 'pipeline' })
                    }}
                  />
                )}
                {tab === 'definition' && (
                  <DefinitionText visit={body} reveal={place && (() => store.send({ type: 'reveal', place, focus: true }))} />
                )}
                {tab === 'events' && <VisitEvents store={store} visit={body} />}
              </>
            )}
          </Known>
        )}
      </div>
    </section>
  )
}

/** Whether the visit is not over where the debugger stands, and whether it is known all the same how it went. */
function standingOf({ debug }: Store, { end, events }: Visit, detail: VisitDetail | undefined) {
  const isUnfinished = end === undefined || debug.isAhead(events.at(-1) ?? 0)
  return { isUnfinished, wasSeen: end !== undefined && detail !== undefined && detail.status !== 'running' }
}

const missingText = ({ debug }: Store, { event }: Visit): string =>
  debug.isAhead(event) ? 'This is ahead of where the debugger stands: going there shows it.' : 'Nothing is known of this any more.'

const isThere = (id: SectionId, { attempts }: Visit, ofEvent: boolean): boolean =>
  id === 'event' ? ofEvent : id === 'retries' ? attempts.length > 0 : true

function Known<T>(props: {
  known: { readonly body?: T | undefined; readonly problem?: string } | undefined
  /** What is said where there is nothing. */
  missing: string
  children: (body: T) => ComponentChildren
}) {
  const { known, missing, children } = props
  if (known?.problem !== undefined) return <p class="quiet none">{known.problem}</p>
  if (known === undefined) return <p class="quiet none">Reading…</p>
  if (known.body === undefined) return <p class="quiet none">{missing}</p>
  return <>{children(known.body)}</>
}

function Heading({ store, visit, item, detail }: StateDetailProps & { detail: VisitDetail | undefined }) {
  const [name, icon] = statusNames[visit.status]
  const { row } = item
  const place = placeOf(visit)
  const end = visit.end
  const way = detail?.way
  const answeredBy = row.answeredBy ?? visit.attempts.at(-1)?.answeredBy
  const ofEvent = row.event.id !== visit.event
  const duration = ofEvent ? item.duration : end !== undefined && end - visit.start
  const parts = [
    visit.type,
    row.threadId !== 1 && row.threadName,
    ofEvent && row.event.type,
    answeredBy && `answered by ${sourceNames[answeredBy]}`,
    duration && formatDuration(duration),
    way?.next !== undefined && `${way.by === undefined ? '' : `by ${way.by} `}→ ${way.next}`,
  ].filter(Boolean)
  return (
    <div class={`heading ${visit.status}`}>
      <ToExecution store={store} />
      <span class="status-icon" title={name}>
        <Icon name={icon} />
        <span class="unseen">{name}</span>
      </span>
      {place ? (
        <button type="button" class="link" title="Go to the state" onClick={() => store.send({ type: 'reveal', place, focus: true })}>
          {visit.name}
        </button>
      ) : (
        <strong>{visit.name}</strong>
      )}
      <span class="quiet">{parts.join(' · ')}</span>
      {store.kept.view === 'events' && <RelatedLinks store={store} id={row.event.id} />}
    </div>
  )
}

/** Where one can go: of a history without a definition, and in a page, a state is in no file. */
const placeOf = ({ state }: Visit) => (state?.file ? state : undefined)

function ErrorBox({ detail: { error, status } }: { detail: VisitDetail }) {
  return (
    <div class="error-box" role="note">
      <Icon name="failed" />
      <span>
        <strong>{error?.error ?? 'Error'}</strong>
        {status === 'caught' && <span class="quiet"> · caught</span>}
        {error?.cause && <span class="cause">{error.cause}</span>}
      </span>
    </div>
  )
}

function AttemptPicker({ detail, choose }: { detail: VisitDetail; choose: (attempt: number) => void }) {
  const made = detail.attempts.filter(({ is }) => is !== 'waited for' && is !== 'to come')
  return (
    <p class="flow-options">
      <label>
        Attempt{' '}
        <select value={detail.attempt} onChange={(e) => choose(Number(e.currentTarget.value))}>
          {made.map(({ attempt, is, error }) => (
            <option key={attempt} value={attempt}>
              {`${attempt + 1} of ${made.length}: ${error ?? is}`}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}
