import { Icon, type IconName } from '../shared/icons'
import type { Store } from '../store'
import { type RelatedName, relatedKeys, relatedTo } from './related'

const icons: Readonly<Record<RelatedName, IconName>> = {
  previous: 'back',
  partner: 'match',
  stateBefore: 'before',
  stateAfter: 'after',
  failureBefore: 'failureBefore',
  failureAfter: 'failureAfter',
}

/** Buttons that lead from an event to those that have to do with it. */
export function RelatedLinks({ store, id }: { store: Store; id: number }) {
  return (
    <nav class="related" aria-label="Related events">
      {relatedTo(store.timeline.items, id - 1).map(({ to, title, id }) => {
        const label = id === undefined ? `${title}: there is none` : `${title}: event ${id}`
        return (
          <button
            key={to}
            type="button"
            class="action"
            disabled={id === undefined}
            title={`${label} (${relatedKeys[to]} in the list)`}
            aria-label={label}
            onClick={() => store.set({ selected: id })}
          >
            <Icon name={icons[to]} />
          </button>
        )
      })}
    </nav>
  )
}
