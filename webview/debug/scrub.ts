import type { Item } from '../events/timeline'

/** A part of the run as the scrubber draws it. */
export interface Bucket {
  /** How many states are entered in it. */
  readonly entries: number
  readonly hasFailed: boolean
}

/** So many parts of equal numbers of events, from the first to the last. */
export function buckets(items: readonly Item[], count: number): Bucket[] {
  const found = Array.from({ length: Math.min(count, items.length) }, () => ({ entries: 0, hasFailed: false }))
  items.forEach(({ kind }, i) => {
    const bucket = found[Math.floor((i * found.length) / items.length)]!
    if (kind === 'entered') bucket.entries++
    else if (kind === 'failed') bucket.hasFailed = true
  })
  return found
}

/** The event at a part of the whole, 0 to 1. */
export const eventAt = (part: number, total: number): number => Math.min(total, Math.max(1, Math.round(part * (total - 1)) + 1))

/** Where an event is, 0 to 1. */
export const partOf = (id: number, total: number): number => (total < 2 ? 1 : (id - 1) / (total - 1))

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>

/** The event that a key leads to from one; undefined: it means nothing here. With Ctrl from one entry of a state to another. */
export function stepTo(items: readonly Item[], from: number, { key, ctrlKey, metaKey }: Key): number | undefined {
  const total = items.length
  const by = Object.hasOwn(steps, key) ? steps[key]!(total) : undefined
  if (by === undefined) return undefined
  if (!(ctrlKey || metaKey) || Math.abs(by) !== 1) return Math.min(total, Math.max(1, from + by))
  for (let id = from + by; id >= 1 && id <= total; id += by) if (items[id - 1]!.kind === 'entered') return id
  return by > 0 ? total : 1
}

const steps: { readonly [key: string]: (total: number) => number } = {
  ArrowRight: () => 1,
  ArrowUp: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: () => -1,
  PageUp: (total) => Math.ceil(total / 10),
  PageDown: (total) => -Math.ceil(total / 10),
  Home: (total) => -total,
  End: (total) => total,
}

/** What a screen reader says of an event's place. */
export function placeText({ row }: Item, total: number): string {
  const { event, state, threadId, threadName } = row
  const where = state === undefined ? '' : `, ${state.name}${threadId === 1 ? '' : ` in ${threadName}`}`
  return `Event ${event.id.toLocaleString('en')} of ${total.toLocaleString('en')}: ${event.type}${where}`
}
