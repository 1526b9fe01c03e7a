import { useEffect, useState } from 'preact/hooks'
import { formatDuration } from '../../core/base/duration'
import { sourceNames } from '../../core/history/sources'
import { RelatedLinks } from '../events/relatedLinks'
import { Icon } from '../shared/icons'
import { JsonTree } from '../shared/jsonTree'
import type { Store } from '../store'
import { type Section, sectionsOf } from './eventDetails'

/** Input, output and details of one event. Payloads that came cut are fetched. */
export function Detail({ store }: { store: Store }) {
  const { selected: chosen, whole, send } = store
  const select = (selected: number) => store.set({ selected })
  const missing = chosen ? whole.missing(chosen) : []
  useEffect(() => {
    for (const id of missing) void store.fetch(id)
  }, [missing.join()])
  if (!chosen) return <div class="detail" />
  const item = whole.complete(chosen)
  const { event, state, threadName } = item.row
  const cut = item.row.cut || item.partner?.row.cut
  return (
    <section class="detail" aria-label={`Event ${event.id}: ${event.type}`}>
      <div class={`heading ${item.kind}`}>
        <Icon name={item.kind} />
        {state ? (
          <button type="button" class="link" title="Go to the state" onClick={() => send({ type: 'reveal', place: state, focus: true })}>
            {state.name}
          </button>
        ) : (
          <strong>{event.type}</strong>
        )}
        <span class="quiet">
          {state && event.type}
          {item.row.threadId !== 1 && ` · ${threadName}`}
          {item.row.answeredBy && ` · answered by ${sourceNames[item.row.answeredBy]}`}
          {item.duration ? ` · ${formatDuration(item.duration)}` : undefined}
        </span>
        <RelatedLinks store={store} id={event.id} />
      </div>
      {cut && (
        <p class="quiet none">
          {missing.length
            ? 'Reading the payloads…'
            : 'Long payloads are cut: the debug session that has them is over. `stepthrough run --history` writes them whole.'}
        </p>
      )}
      {sectionsOf(item).map((section) => (
        <SectionView key={`${event.id} ${section.title} ${cut}`} section={section} select={select} send={send} />
      ))}
    </section>
  )
}

function SectionView({ section, select, send }: { section: Section; select: (id: number) => void; send: Store['send'] }) {
  const { title, value, from, tone } = section
  const [open, setOpen] = useState(true)
  const text = () => (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2))
  return (
    <div class={tone ? `section ${tone}` : 'section'}>
      <h3>
        <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span class={open ? 'twistie open' : 'twistie'}>
            <Icon name="chevron" />
          </span>
          {title}
        </button>
        {from && (
          <button type="button" class="link quiet" onClick={() => select(from.row.event.id)}>
            from event {from.row.event.id}
          </button>
        )}
        <span class="actions">
          <button
            type="button"
            class="action"
            title={`Copy ${title}`}
            aria-label={`Copy ${title}`}
            onClick={() => send({ type: 'copy', text: text() })}
          >
            <Icon name="copy" />
          </button>
          <button
            type="button"
            class="action"
            title={`Open ${title} in an editor`}
            aria-label={`Open ${title} in an editor`}
            onClick={() => send({ type: 'open', text: `${JSON.stringify(value, undefined, 2)}\n` })}
          >
            <Icon name="open" />
          </button>
        </span>
      </h3>
      {open && <JsonTree label={title} value={value} />}
    </div>
  )
}
