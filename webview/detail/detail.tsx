import { formatDuration } from '../../core/base/duration'
import { DiffView } from '../compare/diffView'
import { PairDetail } from '../compare/pairDetail'
import { RelatedLinks } from '../events/relatedLinks'
import { Icon } from '../shared/icons'
import type { Store } from '../store'
import { EventSections } from './eventSections'
import { Overview } from './overview'
import { StateDetail } from './stateDetail'
import { ToExecution } from './toExecution'
import './detail.css'

/** What is chosen: a visit of a state, an event of the execution; the execution as a whole where nothing is. Over it what is compared. */
export function Detail({ store }: { store: Store }) {
  const { comparing, kept } = store
  if (comparing.pair) return <DiffView store={store} {...comparing.pair} close={() => comparing.close()} />
  if (store.beside && kept.view === 'compare') return <PairDetail store={store} />
  const item = kept.selected === undefined ? undefined : store.timeline.items[kept.selected - 1]
  if (item === undefined) return kept.state === undefined ? <Overview store={store} /> : <Unvisited store={store} state={kept.state} />
  const visit = store.visits.byEvent(item.row.event.id)
  if (visit !== undefined) return <StateDetail store={store} visit={visit} item={item} />
  const { event } = item.row
  return (
    <section class="detail" aria-label={`Event ${event.id}: ${event.type}`}>
      <div class={`heading ${item.kind}`}>
        <ToExecution store={store} />
        <Icon name={item.kind} />
        <strong>{event.type}</strong>
        {item.duration ? <span class="quiet">{formatDuration(item.duration)}</span> : undefined}
        <RelatedLinks store={store} id={event.id} />
      </div>
      <EventSections store={store} item={item} />
    </section>
  )
}

/** A state is chosen that has not been entered. */
function Unvisited({ store, state }: { store: Store; state: string }) {
  const node = store.graph.node(state)
  const place = node && store.graph.placeOf(node)
  return (
    <section class="detail" aria-label={`State ${node?.name ?? ''}`}>
      <div class="heading">
        <ToExecution store={store} />
        {place ? (
          <button type="button" class="link" title="Go to the state" onClick={() => store.send({ type: 'reveal', place, focus: true })}>
            {place.name}
          </button>
        ) : (
          <strong>{node?.name}</strong>
        )}
        <span class="quiet">{[node?.type, node?.detail].filter(Boolean).join(' · ')}</span>
      </div>
      <p class="quiet none">This state has not been entered{store.isOver ? '' : ' yet'}.</p>
    </section>
  )
}
