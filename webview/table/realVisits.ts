import type { HistoryRow } from '../../core/history/rows'
import { Visits } from './visits'

/** The visits on the clock of this computer: made when somebody asks for them, and kept as the history is. */
export class RealVisits {
  private rows: HistoryRow[] = []
  private visits = new Visits(({ realTime = 0 }) => realTime)

  /** Of all rows of the history. */
  of(rows: readonly HistoryRow[]): Visits {
    let same = 0
    while (same < this.rows.length && this.rows[same] === rows[same]) same++
    if (same === this.rows.length && same === rows.length) return this.visits
    this.visits.apply({ from: same, events: rows.slice(same), status: 'RUNNING' })
    this.rows = [...rows]
    return this.visits
  }
}

/** Whether the real time of each event is known: of a saved run and of a history that others have recorded it is not. */
export const isRealKnown = (rows: readonly HistoryRow[]): boolean =>
  rows.length > 0 && rows[0]!.realTime !== undefined && rows.at(-1)!.realTime !== undefined
