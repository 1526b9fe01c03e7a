import { quotas } from '../../core/aws/quotas'
import { meterOf, shareText } from '../limits/meter'
import { Icon } from '../shared/icons'
import type { Store } from '../store'
import { Chips } from './chips'
import { FilterBox } from './filterBox'
import { FilterMenu } from './filterMenu'
import { KeysHelp } from './keysHelp'

/** Above the events: the filter, how many it lets through, how near they are to the limit, and how far a search has come. */
export function EventsBar({ store, onLeave }: { store: Store; onLeave: () => void }) {
  const { kept, events, timeline } = store
  const onFilter = (filter: string) => store.set({ filter })
  const selected = kept.selected
  const hidden = selected !== undefined && events.fitting.length < timeline.items.length && !events.shows(selected - 1)
  return (
    <div class="events-bar">
      <div class="bar-row">
        <FilterBox filter={kept.filter} counts={events.counts} onFilter={onFilter} onLeave={onLeave} />
        <FilterMenu filter={kept.filter} counts={events.counts} onFilter={onFilter} />
        <KeysHelp />
        <Count fitting={events.fitting.length} total={timeline.items.length} />
        <Chips filter={kept.filter} terms={events.filter.terms} onFilter={onFilter} />
      </div>
      <Searching store={store} />
      {hidden && (
        <p class="bar-row notice">
          <span>Event {selected} does not fit the filter.</span>
          <button type="button" class="link" onClick={() => onFilter('')}>
            Show all events
          </button>
        </p>
      )}
    </div>
  )
}

const limit = quotas.STANDARD.historyEvents

/** How many events there are, and what share that is of the most that a Standard execution can have. */
function Count({ fitting, total }: { fitting: number; total: number }) {
  const { share, level } = meterOf(total, limit)
  const text = fitting === total ? plural(total) : `${fitting.toLocaleString('en')} of ${plural(total)}`
  const most = `${limit.toLocaleString('en')} events of a Standard execution, which fails when it reaches them`
  return (
    <span class={`event-count ${level}${level === 'fine' ? ' quiet' : ''}`} title={`${shareText(share)} of the ${most}.`}>
      {level !== 'fine' && <Icon name="warning" />}
      <span role="status">{text}</span>
      <span class="share"> · {level === 'reached' ? 'the limit is reached' : `${shareText(share)} of ${limit.toLocaleString('en')}`}</span>
    </span>
  )
}

const plural = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`

/** A search in payloads that the panel does not have. */
function Searching({ store }: { store: Store }) {
  const { search } = store.events
  const { state } = search
  if (state.kind === 'idle') return null
  if (state.kind === 'stopped') {
    return (
      <p class="bar-row notice" role="status">
        <Icon name="warning" />
        <span>{state.message}</span>
      </p>
    )
  }
  const { done, total } = state
  return (
    <p class="bar-row notice">
      <span>Looking through long payloads…</span>
      <progress value={done} max={total} aria-label="Payloads that have been looked through" />
      <button
        type="button"
        class="link"
        onClick={() => search.stop('The search was stopped: long payloads have not all been looked through.')}
      >
        Stop
      </button>
    </p>
  )
}
