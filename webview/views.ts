import type { ComponentType } from 'preact'
import { RunsView } from './compare/runsView'
import { EventsView } from './events/eventsView'
import { GraphView } from './graph/graphView'
import { LimitsView } from './limits/limitsView'
import type { IconName } from './shared/icons'
import type { Store } from './store'
import { TableView } from './table/tableView'

/** A way to look at a run. */
export interface View {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  readonly component: ComponentType<{ store: Store }>
  /** Absent: it is always there. */
  readonly isThere?: (store: Store) => boolean
}

/** The views in the order of their tabs. */
export const views: readonly View[] = [
  { id: 'compare', title: 'Comparison', icon: 'compare', component: RunsView, isThere: ({ beside }) => beside !== undefined },
  { id: 'graph', title: 'Graph', icon: 'graph', component: GraphView },
  { id: 'table', title: 'Table', icon: 'table', component: TableView },
  { id: 'events', title: 'Events', icon: 'list', component: EventsView },
  { id: 'limits', title: 'Limits and cost', icon: 'gauge', component: LimitsView },
]
