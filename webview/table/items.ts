import { allItems, type Pick } from './look'
import type { Children, VisitStatus, VisitThread } from './visit'

/** Items that are listed at once; with more there are pages. */
export const pageSize = 100
/** With more items than these there is a picker above them. */
const few = 10

/** The items of a Map that are shown. */
interface ItemPage {
  readonly items: readonly VisitThread[]
  /** Of the first of them among all that fit. */
  readonly from: number
  /** All that fit. */
  readonly total: number
  readonly page: number
  readonly pages: number
}

/** Whether there are so many items that somebody has to pick. */
export const needsPicker = ({ threads, length }: Children): boolean => threads[0]?.kind === 'item' && (length ?? threads.length) > few

/** The items that a pick shows; a page beyond the last is the last. */
export function pageOf({ threads }: Children, { status, page }: Pick = allItems): ItemPage {
  const fitting = status === undefined ? threads : threads.filter((each) => each.status === status)
  const pages = Math.max(1, Math.ceil(fitting.length / pageSize))
  const at = Math.min(Math.max(0, page), pages - 1)
  const from = at * pageSize
  return { items: fitting.slice(from, from + pageSize), from, total: fitting.length, page: at, pages }
}

/** The pick that shows an item: the present one where that has it, else all at its page. */
export function pickShowing(children: Children, thread: VisitThread, pick: Pick = allItems): Pick {
  const fits = pick.status === undefined || pick.status === thread.status
  const status = fits ? pick.status : undefined
  const among = status === undefined ? children.threads : children.threads.filter((each) => each.status === status)
  return { status, page: Math.floor(Math.max(0, among.indexOf(thread)) / pageSize) }
}

/** The item of an index; undefined where it has not begun. */
export const itemAt = ({ threads }: Children, index: number): VisitThread | undefined =>
  threads[index]?.index === index ? threads[index] : threads.find((each) => each.index === index)

/** The next item that has failed after one, or before it, and around the end; undefined where none has. */
export function nextFailed({ threads }: Children, from: VisitThread | undefined, by: 1 | -1): VisitThread | undefined {
  const { length } = threads
  const start = from === undefined ? (by === 1 ? -1 : length) : threads.indexOf(from)
  for (let i = 1; i <= length; i++) {
    const each = threads[(((start + by * i) % length) + length) % length]!
    if (hasFailed(each.status)) return each
  }
  return undefined
}

/** Whether it has ended with an error of its own. */
export const hasFailed = (status: VisitStatus): boolean => status === 'failed' || status === 'timedOut'

/** Items that have not begun; undefined where the history does not tell how many there are. */
export const toCome = ({ length, threads }: Children): number | undefined =>
  length === undefined ? undefined : Math.max(0, length - threads.length)
