import type { Visits } from './visits'

export type ColumnId = 'state' | 'type' | 'status' | 'start' | 'duration' | 'timeline'

export interface Column {
  readonly id: ColumnId
  /** A track of CSS grid. */
  readonly size: string
  /** There is room for icons alone. */
  readonly narrow?: true
}

/** What there is to tell in a column. */
export interface Told {
  /** Whether the states are of different types. */
  readonly types: boolean
  /** Whether any time has passed. */
  readonly times: boolean
}

/** Types are those of all states that were visited. */
export function toldBy(visits: Visits): Told {
  const types = new Set<string | undefined>()
  for (const key of visits.keys) types.add(visits.ofState(key)[0]?.type)
  return { types: types.size > 1, times: visits.now > visits.execution.start }
}

/** Columns from which width of the table on. CSS pixels. */
const wide = 720
const middle = 520
/** What times and their columns need of it. */
const forTimes = 240

/** The columns that have something to tell, and for which there is room. `share`: what the timeline has of what others leave to it and to the names, 0 to 1. */
export function columnsOf(width: number, { types, times }: Told, share: number): Column[] {
  const columns: Column[] = [{ id: 'state', size: `minmax(110px, ${times ? round(1 - share) : 1}fr)` }]
  const room = times ? width : width + forTimes
  if (types && room >= wide) columns.push({ id: 'type', size: '64px' })
  columns.push(room >= middle ? { id: 'status', size: '100px' } : { id: 'status', size: '18px', narrow: true })
  if (!times) return columns
  if (width >= wide) columns.push({ id: 'start', size: '84px' })
  if (width >= middle) columns.push({ id: 'duration', size: '76px' })
  columns.push({ id: 'timeline', size: `minmax(70px, ${round(share)}fr)` })
  return columns
}

/** Between columns, and at both edges: as table.css has it. */
const gap = 8
const edges = 14

/** How wide the timeline is then; 0 where there is none. */
export function timelineWidth(width: number, columns: readonly Column[], share: number): number {
  if (!columns.some(({ id }) => id === 'timeline')) return 0
  const fixed = columns.reduce((sum, { size }) => sum + (/^\d+px$/.test(size) ? Number.parseInt(size, 10) : 0), 0)
  return Math.max(70, (width - fixed - gap * (columns.length - 1) - edges) * share)
}

const round = (share: number): number => Math.round(share * 100) / 100
