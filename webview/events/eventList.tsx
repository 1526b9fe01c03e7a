import { formatDuration } from '../../core/base/duration'
import { formatTime, threadLabel } from '../shared/format'
import { Icon } from '../shared/icons'
import { type RowPlace, VirtualList } from '../shared/virtualList'
import type { Store } from '../store'
import type { Item } from './timeline'

/** The events as a table of which only what is in sight exists. It follows the latest event until one is chosen or it is scrolled up. */
export function EventList({ store }: { store: Store }) {
  const { fitting: shown, timeline, kept } = store
  const { items } = timeline
  const timed = timeline.length > 0 || kept.absolute
  const chosen = store.selected
  const following = kept.selected === undefined
  const position = chosen ? find(shown, chosen.row.event.id - 1) : -1
  const choose = (index: number, focus = false) => {
    const item = items[shown[index]!]
    if (item === undefined) return
    store.set({ selected: item.row.event.id })
    if (item.row.state) store.send({ type: 'reveal', place: item.row.state, focus })
  }
  const keys: Record<string, () => void> = {
    Enter: () => choose(position, true),
    Escape: () => store.set({ selected: undefined }),
  }
  const start = items[0]?.time ?? 0
  return (
    <div class={timed ? 'events' : 'events timeless'}>
      <VirtualList
        label="Execution history events"
        role="grid"
        count={shown.length}
        rowHeight={22}
        active={position}
        follow={following}
        list={kept.filter}
        idOf={(index) => `event-${items[shown[index]!]!.row.event.id}`}
        onActive={choose}
        onKey={({ key, ctrlKey, metaKey, altKey }) => {
          const action = ctrlKey || metaKey || altKey || !Object.hasOwn(keys, key) ? undefined : keys[key]
          action?.()
          return action !== undefined
        }}
        head={<Head absolute={kept.absolute} toggle={() => store.set({ absolute: !kept.absolute })} />}
        empty={<p class="quiet none">{items.length ? 'No event fits the filter.' : 'No events yet.'}</p>}
        row={(index, place) => (
          <Row
            key={place.key}
            place={place}
            item={items[shown[index]!]!}
            index={index}
            start={start}
            absolute={kept.absolute}
            selected={index === position}
            following={following}
            choose={choose}
          />
        )}
      />
    </div>
  )
}

/* biome-ignore-start lint/a11y/useSemanticElements: rows that are not in sight are not there: no table element has that */
/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active */
/* biome-ignore-start lint/a11y/useKeyWithClickEvents: the grid has the keys */
function Head({ absolute, toggle }: { absolute: boolean; toggle: () => void }) {
  return (
    <div class="head" role="row" aria-rowindex={1}>
      <span class="id" role="columnheader">
        ID
      </span>
      <span class="type" role="columnheader">
        Event
      </span>
      <span class="state" role="columnheader">
        State
      </span>
      <span class="time" role="columnheader">
        <button
          type="button"
          title={
            absolute ? 'Time of day (UTC). Select for the time since the start.' : 'Time since the start. Select for the time of day (UTC).'
          }
          onClick={toggle}
        >
          {absolute ? 'Time (UTC)' : 'Time'}
        </button>
      </span>
      <span class="duration" role="columnheader">
        Duration
      </span>
    </div>
  )
}

interface RowProps {
  readonly place: RowPlace
  readonly item: Item
  readonly index: number
  readonly start: number
  readonly absolute: boolean
  readonly selected: boolean
  /** The selection is the latest event's, not a choice of the user. */
  readonly following: boolean
  readonly choose: (index: number, focus?: boolean) => void
}

function Row({ place, item, index, start, absolute, selected, following, choose }: RowProps) {
  const { event, state, threadName, threadId } = item.row
  const nested = threadId !== 1 && threadName
  return (
    <div
      {...place}
      role="row"
      class={`list-row row ${item.kind}${selected ? (following ? ' latest' : ' selected') : ''}`}
      aria-selected={selected && !following}
      onClick={() => choose(index)}
      onDblClick={() => choose(index, true)}
    >
      <span class="id" role="gridcell">
        {event.id}
      </span>
      <span class="type" role="gridcell" title={event.type}>
        <Icon name={item.kind} />
        <span class="text">{event.type}</span>
      </span>
      <span class="state" role="gridcell" title={state ? `${state.name}${nested ? ` in ${threadName}` : ''}` : undefined}>
        <span class="text">{state?.name}</span>
        {nested && <ThreadBadge name={threadName} />}
      </span>
      <span class="time" role="gridcell" title={event.timestamp}>
        {absolute ? formatTime(item.time) : `+${formatDuration(item.time - start)}`}
      </span>
      <span class="duration" role="gridcell">
        {item.duration !== undefined && formatDuration(item.duration)}
      </span>
    </div>
  )
}

/* biome-ignore-end lint/a11y/useKeyWithClickEvents: see above */
/* biome-ignore-end lint/a11y/useFocusableInteractive: see above */
/* biome-ignore-end lint/a11y/useSemanticElements: see above */

/** "Orders[12]": where there is too little room the name is cut, never the index. */
function ThreadBadge({ name }: { name: string }) {
  const [owner, index] = threadLabel(name)
  return (
    <span class="thread" title={name}>
      <span class="text">{owner}</span>
      {index}
    </span>
  )
}

/** The place of a value in an ascending list, or -1. */
function find(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = ascending[middle]!
    if (at === value) return middle
    if (at < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
