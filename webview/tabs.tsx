import { Icon } from './shared/icons'
import type { Store } from './store'
import { type View, views } from './views'

/** The view that is looked at: the one that was chosen, where there is such a one. */
export function viewOf(store: Store): View {
  const there = viewsOf(store)
  return there.find(({ id }) => id === store.kept.view) ?? there[0]!
}

const viewsOf = (store: Store): readonly View[] => views.filter(({ isThere }) => isThere === undefined || isThere(store))

/** The tabs of the views; nothing where there is only one. Source of the keys: ARIA Authoring Practices Guide, Tabs. */
export function Tabs({ store }: { store: Store }) {
  const there = viewsOf(store)
  if (there.length < 2) return null
  const chosen = viewOf(store)
  const go = (event: KeyboardEvent & { currentTarget: HTMLElement }, to: number) => {
    event.preventDefault()
    const at = (to + there.length) % there.length
    store.set({ view: there[at]!.id })
    ;(event.currentTarget.children[at] as HTMLElement | undefined)?.focus()
  }
  const keys: Record<string, (at: number) => number> = {
    ArrowRight: (at) => at + 1,
    ArrowLeft: (at) => at - 1,
    Home: () => 0,
    End: () => there.length - 1,
  }
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label="Views of the execution"
      onKeyDown={(event) => {
        const key = keys[event.key]
        if (key) go(event, key(there.indexOf(chosen)))
      }}
    >
      {there.map(({ id, title, icon }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-controls="view"
          aria-selected={id === chosen.id}
          aria-label={title}
          title={title}
          tabIndex={id === chosen.id ? 0 : -1}
          onClick={() => store.set({ view: id })}
        >
          <Icon name={icon} />
          <span class="label">{title}</span>
        </button>
      ))}
    </div>
  )
}
