import { useEffect } from 'preact/hooks'
import type { Item } from '../events/timeline'
import type { Store } from '../store'
import { sectionsOf } from './eventDetails'
import { ValueView } from './valueView'

/** Input, output and details of one event. Payloads that came cut are fetched. */
export function EventSections({ store, item: chosen }: { store: Store; item: Item }) {
  const { whole } = store
  const missing = whole.missing(chosen)
  useEffect(() => {
    for (const id of missing) void store.fetch(id)
  }, [missing.join()])
  const item = whole.complete(chosen)
  const cut = item.row.cut || item.partner?.row.cut
  return (
    <>
      {cut && (
        <p class="quiet none">
          {missing.length
            ? 'Reading the payloads…'
            : 'Long payloads are cut: the debug session that has them is over. `stepthrough run --history` writes them whole.'}
        </p>
      )}
      {sectionsOf(item).map(({ title, value, from, tone }) => (
        <ValueView
          key={`${item.row.event.id} ${title} ${cut}`}
          store={store}
          title={title}
          of={`event ${(from ?? item).row.event.id}`}
          value={{ shown: { whole: value } }}
          {...(tone && { tone })}
          {...(from && {
            beside: (
              <button type="button" class="link quiet" onClick={() => store.set({ selected: from.row.event.id })}>
                from event {from.row.event.id}
              </button>
            ),
          })}
        />
      ))}
    </>
  )
}
