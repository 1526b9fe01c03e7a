import type { RefObject } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import type { Store } from '../store'
import { kindsIn, stretchOf } from './bars'
import { columnsOf, timelineWidth, toldBy } from './columns'
import { idleOf } from './idle'
import { initialLook, type TableLook } from './look'
import { isRealKnown, RealVisits } from './realVisits'
import { rowsOf, type TableRow } from './rows'
import { Scale, ticksOf } from './scale'
import { useWidth } from './useWidth'
import type { TableClock } from './words'
import { middleOf, shownRange, zoomed } from './zoom'

/** What a time on the axis needs, in CSS pixels. */
const tickWidth = 66

/** What the table shows of a run, as it is looked at. What is long to make is remembered until it changes. */
export function useTable(store: Store, box: RefObject<HTMLElement | null>) {
  const { kept } = store
  const look: TableLook = { ...initialLook, ...kept.table }
  const real = useRef(new RealVisits())
  const history = useMemo(() => store.timeline.items.map(({ row }) => row), [store.visits, store.visits.version])
  const isReal = look.real && isRealKnown(history)
  // a run that is over is there as it was at the event that is looked at
  const visits = isReal ? real.current.of(history) : store.debug.isPast ? store.visitsNow : store.visits
  const rows = useMemo(() => rowsOf(visits.roots, look), [visits, visits.version, look.open, look.picks])
  const told = useMemo(() => toldBy(visits), [visits, visits.version])
  const idle = useMemo(() => (look.compress && told.times ? idleOf(visits) : []), [visits, visits.version, look.compress])
  const full = { from: visits.execution.start, to: Math.max(visits.now, visits.execution.end ?? 0) }
  const scale = useMemo(() => new Scale(shownRange(full, look.zoom), idle), [idle, full.from, full.to, look.zoom])
  const kinds = useMemo(() => kindsIn(rows, visits.now), [rows])
  const width = useWidth(box)
  const columns = columnsOf(width, told, look.share)
  const apart = Math.min(1, tickWidth / Math.max(1, timelineWidth(width, columns, look.share)))
  const ticks = useMemo(() => ticksOf(scale, full.from, apart), [scale, apart])
  const clock: TableClock = { origin: full.from, now: visits.now, isReal }
  /** What is known of the real time of events. */
  const known = store.shown?.kind === 'history' ? ('recorded' as const) : isRealKnown(history) ? ('known' as const) : ('unknown' as const)
  const change = (part: Partial<TableLook>) => store.set({ table: { ...look, ...part } })
  return {
    look,
    change,
    visits,
    rows,
    isTimed: told.times,
    full,
    scale,
    ticks,
    kinds,
    columns,
    clock,
    known,
    absolute: kept.absolute && !isReal,
  }
}

/** Closer or farther around the bar of a row; of a picker, and of none, around the middle. */
export function zoomAround({ scale, full, change, clock }: Table, by: number, row: TableRow | undefined): void {
  const stretch = row && row.about.kind !== 'picker' ? stretchOf(row.about) : undefined
  change({ zoom: zoomed(scale, full, by, stretch && middleOf(scale, stretch.start, stretch.end ?? clock.now)) })
}

/** What the parts of the table draw. */
export type Table = ReturnType<typeof useTable>
