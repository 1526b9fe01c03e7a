import { needsPicker, pickShowing } from './items'
import type { TableLook } from './look'
import { attemptRow, pickerRow, type TableRow, threadRow, visitRow } from './rows'
import type { Visit, VisitThread } from './visit'
import type { Visits } from './visits'

/** The row that stands for an event: its visit's, its item's where it begins or ends one, its attempt's where that is shown; else the nearest around it. -1: none. */
export function rowOfEvent(rows: readonly TableRow[], visits: Visits, event: number): number {
  const visit = visits.byEvent(event)
  const thread = visits.threadOf(event)
  if (visit === undefined) return -1
  const places = new Map(rows.map(({ id }, i) => [id, i]))
  const attempt = visit.attempts.find((each) => each.event === event)
  const own = [
    ...(attempt === undefined ? [] : [attemptRow(attempt)]),
    ...(thread === undefined || thread === visit.thread ? [] : [threadRow(thread)]),
  ]
  for (const id of [...own, ...around(visit)]) {
    const at = places.get(id)
    if (at !== undefined) return at
  }
  return -1
}

/** The rows that a visit's is in, from its own on upwards. */
function* around(visit: Visit): Generator<string> {
  for (let at: Visit | undefined = visit; at !== undefined; at = at.thread.owner) {
    yield visitRow(at)
    const { thread } = at
    if (thread.owner === undefined) return
    yield threadRow(thread)
    if (thread.attempt !== undefined) yield attemptRow(thread.attempt)
  }
}

/** What has to be open so that the row of an event is there: of an item's start and end the item's, else the visit's. Undefined: nothing has to change. */
export function showing(look: TableLook, rows: readonly TableRow[], visits: Visits, event: number): Partial<TableLook> | undefined {
  const visit = visits.byEvent(event)
  const thread = visits.threadOf(event)
  if (visit === undefined || thread === undefined) return undefined
  const isOwn = thread === visit.thread
  const id = isOwn ? visitRow(visit) : threadRow(thread)
  if (rows.some((row) => row.id === id)) return undefined
  const { open, picks } = opened(look, thread)
  if (isOwn) return { open, picks }
  const { [id]: _, ...around } = open
  return { open: around, picks }
}

function opened(look: TableLook, thread: VisitThread): Pick<TableLook, 'open' | 'picks'> {
  const open: Record<string, boolean> = { ...look.open }
  const picks = { ...look.picks }
  for (let at = thread; at.owner !== undefined; at = at.owner.thread) {
    open[threadRow(at)] = true
    const { attempt, owner } = at
    if (attempt?.children !== undefined) {
      if (owner.attempts.length > 1) open[attemptRow(attempt)] = true
      const id = pickerRow(attempt)
      if (needsPicker(attempt.children)) picks[id] = pickShowing(attempt.children, at, picks[id])
    }
    open[visitRow(owner)] = true
  }
  return { open, picks }
}

/** Where a tree's own keys lead; source: ARIA Authoring Practices Guide, Treegrid. `toggle`: the row opens or closes. */
export function treeKey(
  key: string,
  rows: readonly TableRow[],
  active: number,
): { readonly to?: number; readonly toggle?: boolean } | undefined {
  const row = rows[active]
  if (row === undefined) return undefined
  if (key === 'ArrowRight') return row.open === false ? { toggle: true } : row.open ? { to: active + 1 } : {}
  if (key === 'ArrowLeft') {
    if (row.open) return { toggle: true }
    return row.parent === undefined ? {} : { to: rows.indexOf(row.parent) }
  }
  return key === ' ' && row.open !== undefined ? { toggle: true } : undefined
}

/** The next row whose name begins so, from the active one on and around the end; while one goes on typing the active one may stay. -1: none. */
export function typeAhead(rows: readonly TableRow[], nameOf: (row: TableRow) => string, active: number, typed: string): number {
  const wanted = typed.toLowerCase()
  const from = typed.length > 1 ? active : active + 1
  for (let i = 0; i < rows.length; i++) {
    const at = (Math.max(0, from) + i) % rows.length
    if (nameOf(rows[at]!).toLowerCase().startsWith(wanted)) return at
  }
  return -1
}
