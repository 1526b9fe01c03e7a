import { useRef } from 'preact/hooks'
import { VirtualList } from '../shared/virtualList'
import type { Store } from '../store'
import { EventHead, EventRow, eventContext } from './eventRow'
import { EventsBar } from './eventsBar'
import './events.css'
import { placeIn } from './eventsModel'
import { type RelatedName, relatedKeys, relatedTo } from './related'

const related = new Map(Object.entries(relatedKeys).map(([to, key]) => [key as string, to as RelatedName]))

/** The history, event for event, as a filter lets it through. It follows the latest event until one is chosen or it is scrolled up. */
export function EventsView({ store }: { store: Store }) {
  const { timeline, kept, events } = store
  const { items } = timeline
  const { fitting } = events
  const view = useRef<HTMLDivElement>(null)
  const timed = timeline.length > 0 || kept.absolute
  const chosen = store.selected
  const following = kept.selected === undefined
  const position = chosen ? placeIn(fitting, chosen.row.event.id - 1) : -1
  const choose = (id: number, focus = false) => {
    const item = items[id - 1]
    if (item === undefined) return
    store.set({ selected: id })
    if (item.row.state) store.send({ type: 'reveal', place: item.row.state, focus })
  }
  const idAt = (index: number) => items[fitting[index]!]!.row.event.id
  const inView = (selector: string) => view.current!.querySelector<HTMLElement>(selector)
  const keys: Record<string, () => void> = {
    Enter: () => chosen && choose(chosen.row.event.id, true),
    Escape: () => store.set({ selected: undefined }),
    '/': () => inView('.filter input')?.focus(),
  }
  const start = items[0]?.time ?? 0
  return (
    <div ref={view} class={timed ? 'events' : 'events timeless'}>
      <EventsBar store={store} onLeave={() => inView('.list')?.focus()} />
      <VirtualList
        label="Execution history events"
        role="grid"
        count={fitting.length}
        rowHeight={22}
        active={position}
        follow={following}
        list={events.version}
        idOf={(index) => `event-${idAt(index)}`}
        onActive={(index) => choose(idAt(index))}
        onKey={({ key, ctrlKey, metaKey, altKey }) => {
          if (ctrlKey || metaKey || altKey) return false
          const to = related.get(key)
          if (to !== undefined) {
            const id = chosen && relatedTo(items, chosen.row.event.id - 1).find((each) => each.to === to)?.id
            if (id !== undefined) choose(id)
            return true
          }
          const action = Object.hasOwn(keys, key) ? keys[key] : undefined
          action?.()
          return action !== undefined
        }}
        context={chosen && eventContext(chosen.row, store.debug)}
        head={<EventHead absolute={kept.absolute} toggle={() => store.set({ absolute: !kept.absolute })} />}
        empty={<p class="quiet none">{items.length ? 'No event fits the filter.' : 'No events yet.'}</p>}
        row={(index, place) => {
          const item = items[fitting[index]!]!
          return (
            <EventRow
              key={place.key}
              place={place}
              item={item}
              start={start}
              absolute={kept.absolute}
              debug={store.debug}
              selected={index === position}
              following={following}
              choose={(focus) => choose(item.row.event.id, focus)}
            />
          )
        }}
      />
    </div>
  )
}
