import { formatDuration } from '../../core/base/duration'
import { stateKey } from '../../core/history/rows'
import type { HistoryRow } from '../../debugger/protocol'
import type { DebugModel } from '../debug/debugModel'
import { formatTime, threadLabel } from '../shared/format'
import { Icon } from '../shared/icons'
import type { RowPlace } from '../shared/virtualList'
import type { Item } from './timeline'

/* biome-ignore-start lint/a11y/useSemanticElements: rows that are not in sight are not there: no table element has that */
/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active */
/* biome-ignore-start lint/a11y/useKeyWithClickEvents: the grid has the keys */

/** The headings; that of the time tells it the other way. */
export function EventHead({ absolute, toggle }: { absolute: boolean; toggle: () => void }) {
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
  readonly debug: DebugModel
  readonly place: RowPlace
  readonly item: Item
  /** When the execution began. */
  readonly start: number
  readonly absolute: boolean
  readonly selected: boolean
  /** The selection is the latest event's, not a choice of the user. */
  readonly following: boolean
  /** `focus`: the keyboard goes to the state's file. */
  readonly choose: (focus: boolean) => void
}

/** What VS Code's context menu is to know of an event. */
export const eventContext = ({ event, state, threadId }: HistoryRow, debug: DebugModel): string =>
  JSON.stringify({
    ...{ webviewSection: 'event', event: event.id, inner: threadId !== 1, preventDefaultContextMenuItems: true },
    ...(state && { state: stateKey(state.path), breakpoint: debug.breaksOn(state) }),
  })

export function EventRow({ place, item, start, absolute, selected, following, debug, choose }: RowProps) {
  const { event, state, threadName, threadId } = item.row
  const nested = threadId !== 1 && threadName
  const ahead = debug.isAhead(event.id)
  return (
    <div
      {...place}
      role="row"
      class={`list-row row ${item.kind}${ahead ? ' ahead-row' : ''}${selected ? (following ? ' latest' : ' selected') : ''}`}
      aria-selected={selected && !following}
      title={ahead ? 'Not happened yet' : undefined}
      data-vscode-context={eventContext(item.row, debug)}
      onClick={() => choose(false)}
      onDblClick={() => choose(true)}
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
