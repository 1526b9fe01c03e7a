import type { ComponentChildren } from 'preact'
import type { DebugModel } from '../debug/debugModel'
import { Icon } from '../shared/icons'
import type { RowPlace } from '../shared/virtualList'
import { Bar } from './bar'
import { stretchOf } from './bars'
import type { Column, ColumnId } from './columns'
import { eventOf, type TableRow, visitOf } from './rows'
import type { Scale } from './scale'
import type { Children } from './visit'
import { asideOf, badges, barText, countsText, durationText, nameOf, statusNames, statusOf, type TableClock, whenText } from './words'

interface RowProps {
  readonly row: TableRow
  readonly place: RowPlace
  readonly chosen: boolean
  readonly latest: boolean
  readonly debug: DebugModel
  readonly columns: readonly Column[]
  readonly scale: Scale
  readonly clock: TableClock
  readonly absolute: boolean
  readonly choose: (focus: boolean) => void
  readonly toggle: () => void
  /** Where somebody points at the bar; undefined: nowhere any more. */
  readonly point: (x: number | undefined) => void
}

/* biome-ignore-start lint/a11y/useSemanticElements: rows that are not in sight are not there: no table element has that */
/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active */
/* biome-ignore-start lint/a11y/useKeyWithClickEvents: the grid has the keys */

/** What the elements of all rows of the tree have. */
export function treeProps({ level, size, place, open }: TableRow, chosen: boolean) {
  return {
    'aria-level': level,
    'aria-setsize': size,
    'aria-posinset': place,
    'aria-expanded': open,
    'aria-selected': chosen,
  } as const
}

/** What VS Code's context menu is to know of a row. */
export const visitContext = (row: TableRow, debug: DebugModel): string => {
  const visit = visitOf(row)
  const inner = row.about.kind === 'thread' || (visit !== undefined && visit.thread.kind !== 'machine')
  return JSON.stringify({
    inner,
    ...{ webviewSection: 'visit', event: eventOf(row), state: visit?.key, preventDefaultContextMenuItems: true },
    ...(visit?.state && { breakpoint: debug.breaksOn(visit.state) }),
  })
}

/** A visit, an attempt, a branch or an item. */
export function Row(props: RowProps) {
  const { row, place, chosen, latest, debug, columns, choose } = props
  const ahead = debug.isAhead(eventOf(row) ?? 0)
  return (
    <div
      {...place}
      {...treeProps(row, chosen)}
      role="row"
      class={`list-row visit-row ${statusOf(row.about)}${ahead ? ' ahead-row' : ''}${chosen ? ' selected' : latest ? ' latest' : ''}`}
      title={ahead ? 'Not happened yet' : undefined}
      data-vscode-context={visitContext(row, debug)}
      onClick={() => choose(false)}
      onDblClick={() => choose(true)}
    >
      {columns.map(({ id }) => cells[id](props))}
    </div>
  )
}

const cells: { readonly [C in ColumnId]: (props: RowProps) => ComponentChildren } = {
  state: ({ row, toggle }) => {
    const aside = asideOf(row)
    const children = foldedIn(row)
    return (
      <span
        key="state"
        class="col-state"
        role="gridcell"
        title={[nameOf(row), aside].filter(Boolean).join(' · ')}
        style={{ paddingLeft: `${(row.level - 1) * 12}px` }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the row says whether it is open, and keys open it */}
        <span
          class={row.open ? 'twistie open' : 'twistie'}
          onClick={(e) => {
            if (row.open === undefined) return
            e.stopPropagation()
            toggle()
          }}
          onDblClick={(e) => e.stopPropagation()}
        >
          {row.open !== undefined && <Icon name="chevron" />}
        </span>
        <span class={row.about.kind === 'visit' ? 'text' : 'text part-name'}>{nameOf(row)}</span>
        {aside !== '' && <span class="text quiet aside">{aside}</span>}
        {children && <Badges of={children} />}
      </span>
    )
  },
  type: ({ row }) => (
    <span key="type" class="col-type quiet text" role="gridcell">
      {row.about.kind === 'visit' ? row.about.visit.type : ''}
    </span>
  ),
  status: ({ row, columns }) => {
    const [name, icon] = statusNames[statusOf(row.about)]
    const isNarrow = columns.some(({ id, narrow }) => id === 'status' && narrow)
    return (
      <span key="status" class="col-status" role="gridcell" title={name} aria-label={name}>
        <Icon name={icon} />
        {!isNarrow && <span class="text">{name}</span>}
      </span>
    )
  },
  start: ({ row, clock, absolute }) => (
    <span key="start" class="col-start quiet" role="gridcell">
      {whenText(stretchOf(row.about).start, clock.origin, absolute)}
    </span>
  ),
  duration: ({ row, clock }) => (
    <span key="duration" class="col-duration" role="gridcell">
      {durationText(stretchOf(row.about), clock.now)}
    </span>
  ),
  timeline: ({ row, scale, clock, point }) => (
    <span
      key="timeline"
      class="col-timeline"
      role="gridcell"
      aria-label={barText(row, clock)}
      onPointerMove={(e) => point(e.clientX)}
      onPointerLeave={() => point(undefined)}
    >
      <Bar row={row} scale={scale} now={clock.now} />
    </span>
  ),
}

/* biome-ignore-end lint/a11y/useKeyWithClickEvents: see above */
/* biome-ignore-end lint/a11y/useFocusableInteractive: see above */
/* biome-ignore-end lint/a11y/useSemanticElements: see above */

/** The branches or items that are counted beside a name: those of the latest attempt, where they are many. */
function foldedIn({ about }: TableRow): Children | undefined {
  const children =
    about.kind === 'visit' ? about.visit.attempts.at(-1)?.children : about.kind === 'attempt' ? about.attempt.children : undefined
  return children !== undefined && (children.length ?? children.threads.length) > 1 ? children : undefined
}

/** How many of a Map's items have succeeded, failed, run. */
function Badges({ of }: { of: Children }) {
  return (
    <span class="badges" role="img" aria-label={countsText(of)} title={countsText(of)}>
      {badges(of.counts).map(([status, count]) => (
        <span key={status} class={`badge ${status}`}>
          <Icon name={statusNames[status][1]} />
          {count.toLocaleString('en')}
        </span>
      ))}
    </span>
  )
}
