import { formatDuration } from '../../core/base/duration'
import { detailsOf } from '../../core/history/types'
import type { VisitDetail } from '../../core/run/inspect/types'
import { formatTime } from '../shared/format'
import { Icon, type IconName } from '../shared/icons'
import type { Store } from '../store'
import { type AttemptRow, attemptRows } from './attempts'
import { ValueView } from './valueView'

interface SectionProps {
  readonly store: Store
  readonly visit: VisitDetail
}

/** Input and output. */
export function Ends({ store, visit }: SectionProps) {
  const { input, output, queryLanguage } = visit
  return (
    <>
      {input && <ValueView store={store} title="Input" of={visit.name} value={input} language={queryLanguage} />}
      {output ? (
        <ValueView store={store} title="Output" of={visit.name} value={output} language={queryLanguage} />
      ) : (
        <p class="quiet none">{visit.status === 'running' ? 'No output yet.' : 'No output.'}</p>
      )}
    </>
  )
}

/** The variables in scope: those that the state has assigned first. */
export function Variables({ store, visit }: SectionProps) {
  const { variables, queryLanguage, name: of } = visit
  if (variables.length === 0)
    return <p class="quiet none">{visit.eventsAlone ? 'The events tell of no assigned variable.' : 'No variables are in scope.'}</p>
  return (
    <>
      {variables.map(({ name, before, after, differences }) => (
        <div key={name} class="variable">
          {before && (
            <ValueView
              store={store}
              title={after ? `$${name} before` : `$${name}`}
              of={of}
              value={before}
              language={queryLanguage}
              folded={after !== undefined}
            />
          )}
          {after && (
            <ValueView
              store={store}
              title={`$${name}`}
              of={of}
              value={after}
              language={queryLanguage}
              {...(differences?.list.every(({ steps }) => steps.length > 0) && { differences: differences.list })}
              beside={
                <span class="flow-change parts">
                  <Icon name={before ? 'changed' : 'added'} />
                  {before ? 'assigned' : 'new'}
                </span>
              }
            />
          )}
        </div>
      ))}
    </>
  )
}

const attemptIcons: { readonly [I in AttemptRow['is']]: IconName } = {
  succeeded: 'succeeded',
  failed: 'failed',
  'under way': 'scheduled',
  'waited for': 'scheduled',
  'to come': 'other',
}

/** The attempts with their times, what came of each and the waits between; one is chosen to look at its data. */
export function Retries({ store, visit, choose }: SectionProps & { choose: (attempt: number) => void }) {
  const rows = attemptRows(visit.attempts, store.visits.now)
  return (
    <ul class="attempts" aria-label={`Attempts of ${visit.name}`}>
      {rows.map((row) => {
        const made = row.is !== 'waited for' && row.is !== 'to come'
        return (
          <li key={row.attempt} class={`attempt ${row.is.replace(' ', '-')}`}>
            <button
              type="button"
              class="attempt-row"
              disabled={!made}
              aria-pressed={made ? row.attempt === visit.attempt : undefined}
              title={made ? 'Look at the data of this attempt' : undefined}
              onClick={() => choose(row.attempt)}
            >
              <Icon name={attemptIcons[row.is]} />
              <strong>{row.title}</strong>
              <span class="quiet">{row.text}</span>
            </button>
            <span class="bars" aria-hidden="true">
              <span class="attempt-bar" style={barStyle(row.bar)} />
              {row.backoff && <span class="attempt-bar backoff" style={barStyle(row.backoff)} />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const barStyle = ({ from, to }: { from: number; to: number }) => ({ left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` })

/** What the definition says of the state. */
export function DefinitionText({ visit, reveal }: { visit: VisitDetail; reveal: (() => void) | undefined }) {
  const { definition } = visit
  if (!definition) return <p class="quiet none">The definition of this run is not known.</p>
  return (
    <div class="field whole">
      {reveal && (
        <button type="button" class="link" onClick={reveal}>
          Go to the definition
        </button>
      )}
      <pre>{definition.text}</pre>
      {definition.cut && <p class="quiet">The rest is in the file.</p>}
    </div>
  )
}

/** Events that are listed; a Map of many items has its own few. */
const mostEvents = 200

/** The events of the visit, as links to them. */
export function VisitEvents({ store, visit }: SectionProps) {
  const items = visit.events.slice(0, mostEvents).flatMap((id) => store.timeline.items[id - 1] ?? [])
  return (
    <ul class="visit-events" aria-label={`Events of ${visit.name}`}>
      {items.map(({ row: { event }, kind, time }) => {
        const { error } = detailsOf(event)
        return (
          <li key={event.id} class={kind}>
            <button type="button" class="event-link" onClick={() => store.set({ view: 'events', selected: event.id, state: undefined })}>
              <span class="id">{event.id}</span>
              <Icon name={kind} />
              <span class="text">{event.type}</span>
              {error && <span class="text quiet">{error}</span>}
              <span class="time">{time === visit.start ? formatTime(time) : `+${formatDuration(time - visit.start)}`}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
