import { kindOf } from '../../core/history/events'
import type { Role } from '../../core/history/kind'
import { stateKey } from '../../core/history/rows'
import type { Item } from './timeline'

/** An event that has to do with another one: how one gets there, and its id. */
export interface Related {
  readonly to: RelatedName
  readonly title: string
  /** Undefined: there is no such event. */
  readonly id: number | undefined
}

/** The ways from an event to another one, with their keys in the list. */
export const relatedKeys = {
  previous: 'p',
  partner: 'm',
  stateBefore: '[',
  stateAfter: ']',
  failureBefore: 'F',
  failureAfter: 'f',
} as const
export type RelatedName = keyof typeof relatedKeys

const partnerTitles: Readonly<Record<Role, string>> = {
  opens: 'The event that ends it',
  closes: 'The event that began it',
  point: 'The event that belongs to it',
}

/**
 * Where one can go from the event at an index. `previous` is the one that AWS names, which is that of the same branch or item; the others are found: the
 * partner, which begins or ends the same thing, the nearest events of the same state, and the nearest failures.
 */
export function relatedTo(items: readonly Item[], index: number): Related[] {
  const item = items[index]
  if (item === undefined) return []
  const { previousEventId } = item.row.event
  const { state } = item.row
  const key = state && stateKey(state.path)
  const ofState = ({ row }: Item) => row.state === state || (row.state !== undefined && stateKey(row.state.path) === key)
  const failed = ({ kind }: Item) => kind === 'failed'
  const near = (step: 1 | -1, fits: (item: Item) => boolean) => nearest(items, index, step, fits)
  return [
    { to: 'previous', title: 'The event before it', id: items[previousEventId - 1] && previousEventId },
    { to: 'partner', title: partnerTitles[kindOf(item.row.event.type)?.role ?? 'point'], id: item.partner?.row.event.id },
    { to: 'stateBefore', title: 'Previous event of the state', id: key === undefined ? undefined : near(-1, ofState) },
    { to: 'stateAfter', title: 'Next event of the state', id: key === undefined ? undefined : near(1, ofState) },
    { to: 'failureBefore', title: 'Previous failure', id: near(-1, failed) },
    { to: 'failureAfter', title: 'Next failure', id: near(1, failed) },
  ]
}

function nearest(items: readonly Item[], from: number, step: 1 | -1, fits: (item: Item) => boolean): number | undefined {
  for (let i = from + step; i >= 0 && i < items.length; i += step) if (fits(items[i]!)) return items[i]!.row.event.id
  return undefined
}
