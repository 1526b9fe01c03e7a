import { TabList } from './shared/tabList'
import type { Store } from './store'
import { type View, views } from './views'

/** The view that is looked at: the one that was chosen, where there is such a one. */
export function viewOf(store: Store): View {
  const there = viewsOf(store)
  return there.find(({ id }) => id === store.kept.view) ?? there[0]!
}

const viewsOf = (store: Store): readonly View[] => views.filter(({ isThere }) => isThere === undefined || isThere(store))

/** The tabs of the views; nothing where there is only one. */
export function Tabs({ store }: { store: Store }) {
  const there = viewsOf(store)
  if (there.length < 2) return null
  return (
    <TabList
      class="tabs"
      label="Views of the execution"
      controls="view"
      prefix="tab"
      tabs={there}
      chosen={viewOf(store).id}
      choose={(view) => store.set({ view })}
    />
  )
}
