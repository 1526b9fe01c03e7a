import { detailsOf, type HistoryEvent } from '../../core/history/types'
import type { StatePlace } from '../../debugger/protocol'
import { termsOf, withTerm, written } from '../events/terms'
import type { Item } from '../events/timeline'
import type { MenuContext, PanelAction } from '../messages'
import type { Store } from '../store'
import type { Visit } from '../table/visit'

/** What something is done with. */
interface Target {
  /** The event that was clicked; of a visit or a state that of its entry. */
  readonly item: Item | undefined
  /** That of a visit's row and of a state of the graph. */
  readonly visit: Visit | undefined
  readonly place: StatePlace | undefined
}

function targetOf(store: Store, on: MenuContext | undefined): Target {
  const { timeline, visits, kept } = store
  const event = on === undefined ? (kept.selected ?? (kept.state === undefined ? store.selected?.row.event.id : undefined)) : on.event
  const state = on === undefined ? kept.state : on.state
  const item = event === undefined ? undefined : timeline.items[event - 1]
  const isVisit = on?.webviewSection !== 'event' && (on !== undefined || kept.view !== 'events')
  const visit = isVisit && event !== undefined ? visits.byEvent(event) : undefined
  const place =
    (visit?.state ??
      item?.row.state ??
      (state === undefined ? undefined : (visits.ofState(state).at(-1)?.state ?? store.graph.place(state)))) ||
    undefined
  return { item, visit, place }
}

/** The event with all of its payloads. */
async function whole(store: Store, { row }: Item): Promise<HistoryEvent> {
  return (row.cut ? await store.ask('whole', { id: row.event.id }) : undefined) ?? row.event
}

/** Copies a payload of an event; of a visit that of its own events, the input of the first and the output of the last that has one. */
async function copyPayload(store: Store, { item, visit }: Target, name: 'input' | 'output'): Promise<void> {
  const ids = visit === undefined ? [item?.row.event.id] : name === 'input' ? [visit.event] : visit.events.toReversed()
  for (const id of ids) {
    const found = id === undefined ? undefined : store.timeline.items[id - 1]
    const text = found && detailsOf(found.row.event)[name] !== undefined ? detailsOf(await whole(store, found))[name] : undefined
    if (text !== undefined) return store.send({ type: 'copy', text })
  }
  store.say(`There is no ${name} here.`)
}

function filterBy(store: Store, field: 'state' | 'thread', value: string | undefined): void {
  if (value === undefined) {
    store.say(field === 'state' ? 'This event is of no state.' : 'This event is of no branch or item.')
    return
  }
  const term = `${field}:${written(field, value)}`
  const { filter } = store.kept
  const has = termsOf(filter).some(({ from, to }) => filter.slice(from, to) === term)
  store.set({ view: 'events', filter: has ? filter : withTerm(filter, term) })
}

/** "States.Both.Branches[0].States.Left" */
export const pathText = ({ path }: Pick<StatePlace, 'path'>): string =>
  path
    .map((step, i) =>
      typeof step === 'number' ? `[${step}]` : /^[\w$-]+$/.test(step) ? `${i === 0 ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`,
    )
    .join('')

const actions: { readonly [A in PanelAction]: (store: Store, target: Target) => unknown } = {
  goToState: (store, { place }) => place && store.send({ type: 'reveal', place, focus: true }),
  goHere: (store, { item }) => item && store.goTo(item.row.event.id),
  filterByState: (store, { place, item }) => filterBy(store, 'state', place?.name ?? item?.row.state?.name),
  filterByThread: (store, { item }) => filterBy(store, 'thread', item && item.row.threadId !== 1 ? item.row.threadName : undefined),
  copyName: (store, { place, item }) => {
    const text = place?.name ?? item?.row.event.type
    if (text !== undefined) store.send({ type: 'copy', text })
  },
  copyInput: (store, target) => copyPayload(store, target, 'input'),
  copyOutput: (store, target) => copyPayload(store, target, 'output'),
  copyEvent: async (store, { item }) => item && store.send({ type: 'copy', text: JSON.stringify(await whole(store, item), undefined, 2) }),
  copyPath: (store, { place }) => place && store.send({ type: 'copy', text: pathText(place) }),
  toggleBreakpoint: (store, { place }) => place && store.toggleBreakpoint(place),
}

/** Does what a command asks for. `on`: what was clicked; undefined: what is chosen. */
export function act(store: Store, action: PanelAction, on: MenuContext | undefined): void {
  void actions[action](store, targetOf(store, on))
}
