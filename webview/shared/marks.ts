import { pageSize } from '../../core/run/inspect/shown'
import type { Shown, ShownDifference } from '../../core/run/inspect/types'
import { pathOf } from './valueRows'

/** What has become of a member. `within`: something in it is different. */
export type Mark = 'added' | 'removed' | 'changed' | 'within'

/** The differences of a value to the one before, by the paths of its rows. */
export interface Marks {
  readonly at: ReadonlyMap<string, Mark>
  /** What was there before, where it has changed. */
  readonly before: ReadonlyMap<string, Shown>
  /** What is no more, by the path of what it was in. */
  readonly removed: ReadonlyMap<string, readonly (readonly [key: string | number, value: Shown])[]>
}

/** Finds what is to be marked. What is around a difference is marked too, so that it is seen where it is folded. */
export function marksOf(list: readonly ShownDifference[]): Marks {
  const at = new Map<string, Mark>()
  const before = new Map<string, Shown>()
  const removed = new Map<string, (readonly [string | number, Shown])[]>()
  for (const difference of list) {
    const { steps } = difference
    const path = pathOf(steps)
    const last = steps.at(-1)
    if (difference.after === undefined && difference.before !== undefined && last !== undefined) {
      const around = pathOf(steps.slice(0, -1))
      const gone = removed.get(around) ?? []
      removed.set(around, [...gone, [last, difference.before]])
    } else {
      at.set(path, difference.before === undefined ? 'added' : 'changed')
      if (difference.before !== undefined) before.set(path, difference.before)
    }
    for (let i = steps.length - 1; i >= 0; i--) {
      const around = pathOf(steps.slice(0, i))
      const key = steps[i]
      if (!at.has(around)) at.set(around, 'within')
      // of a long list the part that it is in
      if (typeof key === 'number' && key >= 0) at.set(`${around}/${Math.floor(key / pageSize) * pageSize}…`, 'within')
    }
  }
  return { at, before, removed }
}

/** How many are of each kind. */
export function countsOf(list: readonly ShownDifference[]): Readonly<Record<Exclude<Mark, 'within'>, number>> {
  const counts = { added: 0, removed: 0, changed: 0 }
  for (const { before, after } of list) counts[before === undefined ? 'added' : after === undefined ? 'removed' : 'changed']++
  return counts
}
