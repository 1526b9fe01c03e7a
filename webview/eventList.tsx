import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { formatDuration } from '../core/base/duration'
import type { Send } from './app'
import { formatTime, threadLabel } from './format'
import { Icon } from './icons'
import type { Store } from './store'
import type { Item } from './timeline'

const rowHeight = 22
const headHeight = 24

/** The events as a table of which only what is in sight exists. It follows the latest event until one is chosen or it is scrolled up. */
export function EventList({ store, send }: { store: Store; send: Send }) {
  const { shown, timeline, kept } = store
  const { items } = timeline
  const timed = timeline.length > 0 || kept.absolute
  const body = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState({ top: 0, height: 400 })
  const atEnd = useRef(true)
  const shownBefore = useRef(false)
  const chosen = store.selected
  const position = chosen ? find(shown, chosen.row.event.id - 1) : -1

  useEffect(() => {
    const element = body.current!
    const measure = () => setScroll({ top: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  // New events keep the end in sight where it was; a choice by keyboard comes into sight.
  useLayoutEffect(() => {
    if (kept.selected === undefined && atEnd.current) body.current!.scrollTop = shown.length * rowHeight
  }, [shown.length, scroll.height, kept.selected])

  const inSight = () => body.current!.clientHeight - headHeight
  const show = (index: number) => {
    const element = body.current!
    const top = index * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + inSight()) element.scrollTop = top + rowHeight - inSight()
  }
  // A panel that comes back from being hidden shows the event that was chosen.
  useLayoutEffect(() => {
    if (shownBefore.current || shown.length === 0) return
    shownBefore.current = true
    if (kept.selected !== undefined) show(position)
  })
  // Another filter is another list: it begins at the chosen event where that fits, else at its top.
  useLayoutEffect(() => {
    if (position >= 0) show(position)
    else body.current!.scrollTop = 0
  }, [kept.filter])
  const choose = (index: number, focus = false) => {
    const at = shown[Math.min(Math.max(index, 0), shown.length - 1)]
    if (at === undefined) return
    const item = items[at]!
    store.set({ selected: item.row.event.id })
    show(find(shown, at))
    if (item.row.state) send({ type: 'reveal', row: item.row, focus })
  }
  const page = Math.max(1, Math.floor(scroll.height / rowHeight) - 1)
  const keys: Record<string, () => void> = {
    ArrowDown: () => choose(position + 1),
    ArrowUp: () => choose(position - 1),
    PageDown: () => choose(position + page),
    PageUp: () => choose(position - page),
    Home: () => choose(0),
    End: () => choose(shown.length - 1),
    Enter: () => choose(position, true),
    Escape: () => {
      atEnd.current = true
      store.set({ selected: undefined })
    },
  }

  const first = Math.max(0, Math.floor(scroll.top / rowHeight) - 5)
  const last = Math.min(shown.length, Math.ceil((scroll.top + scroll.height) / rowHeight) + 5)
  const start = items[0]?.time ?? 0
  return (
    <div class={timed ? 'events' : 'events timeless'}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are not in sight are not there: no table element has that */}
      <div
        ref={body}
        class="body"
        role="grid"
        tabIndex={0}
        aria-label="Execution history events"
        aria-rowcount={shown.length}
        aria-activedescendant={chosen && position >= first && position < last ? `event-${chosen.row.event.id}` : undefined}
        onScroll={(e) => {
          const { scrollTop, clientHeight, scrollHeight } = e.currentTarget
          // Only who scrolls up leaves the end: it moves away by itself where the list grows, or the bar of pending tasks comes.
          if (scrollTop + clientHeight >= scrollHeight - rowHeight / 2) atEnd.current = true
          else if (scrollTop < scroll.top) atEnd.current = false
          setScroll({ top: scrollTop, height: clientHeight })
        }}
        onKeyDown={(e) => {
          const action = keys[e.key]
          if (!action || e.ctrlKey || e.metaKey || e.altKey) return
          e.preventDefault()
          action()
        }}
      >
        <div class="head" aria-hidden="true">
          <span class="id">ID</span>
          <span class="type">Event</span>
          <span class="state">State</span>
          <button
            type="button"
            class="time"
            tabIndex={-1}
            title={
              kept.absolute
                ? 'Time of day (UTC). Select for the time since the start.'
                : 'Time since the start. Select for the time of day (UTC).'
            }
            onClick={() => store.set({ absolute: !kept.absolute })}
          >
            {kept.absolute ? 'Time (UTC)' : 'Time'}
          </button>
          <span class="duration">Duration</span>
        </div>
        {shown.length === 0 && <p class="quiet none">{items.length ? 'No event fits the filter.' : 'No events yet.'}</p>}
        <div class="canvas" role="presentation" style={{ height: `${shown.length * rowHeight}px` }}>
          {shown.slice(first, last).map((at, i) => (
            <Row
              key={at}
              item={items[at]!}
              index={first + i}
              start={start}
              absolute={kept.absolute}
              selected={first + i === position}
              following={kept.selected === undefined}
              choose={choose}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  readonly item: Item
  readonly index: number
  readonly start: number
  readonly absolute: boolean
  readonly selected: boolean
  /** The selection is the latest event's, not a choice of the user. */
  readonly following: boolean
  readonly choose: (index: number, focus?: boolean) => void
}

function Row({ item, index, start, absolute, selected, following, choose }: RowProps) {
  const { event, state, threadName, threadId } = item.row
  const nested = threadId !== 1 && threadName
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active
    <div
      id={`event-${event.id}`}
      class={`row ${item.kind}${selected ? (following ? ' latest' : ' selected') : ''}`}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected && !following}
      style={{ top: `${index * rowHeight}px` }}
      onClick={() => choose(index)}
      onDblClick={() => choose(index, true)}
    >
      {/* biome-ignore-start lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: see the row */}
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
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: see the row */}
      {/* biome-ignore-end lint/a11y/useSemanticElements: see the grid */}
    </div>
  )
}

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
