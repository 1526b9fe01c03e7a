import { type Sort, type StateUsage, sorts } from './usage'

/** A column of the table of states. */
export type Column = 'name' | 'visits' | 'transitions' | Sort | 'largest'

/** A state with the largest of all its payloads. */
export interface StateSize extends Pick<StateUsage, 'key' | 'name' | 'visits' | 'transitions' | 'largest'> {
  readonly bytes: number
  /** The event that has it; undefined where the state has had no payload. */
  readonly event: number | undefined
}

/** By which column the states are sorted, and which way. */
export interface Sorting {
  readonly by: Column
  readonly descending: boolean
}

export function stateSizes(states: readonly StateUsage[], { by, descending }: Sorting): StateSize[] {
  const rows = states.map((state): StateSize => {
    const most = sorts.map((sort) => state.largest[sort]).reduce((a, b) => ((b?.bytes ?? 0) > (a?.bytes ?? 0) ? b : a), undefined)
    return { ...state, bytes: most?.bytes ?? 0, event: most?.event }
  })
  const order = descending ? -1 : 1
  return rows.sort((a, b) => (by === 'name' ? a.name.localeCompare(b.name) : amount(a, by) - amount(b, by)) * order)
}

function amount(row: StateSize, by: Exclude<Column, 'name'>): number {
  if (by === 'visits' || by === 'transitions') return row[by]
  return by === 'largest' ? row.bytes : (row.largest[by]?.bytes ?? 0)
}

/** Another column is sorted its usual way: names from A, amounts from the greatest. The same one is turned round. */
export const sortedBy = (by: Column, before: Sorting): Sorting =>
  by === before.by ? { by, descending: !before.descending } : { by, descending: by !== 'name' }
