/** Where rows of one height stand in a list that is scrolled, also where it is higher than an element can be. In CSS pixels. */

/**
 * No element is made higher. Chromium draws elements of up to 33,554,428 px, Firefox of up to 17,895,698; what is higher is scrolled
 * in proportion.
 */
export const tallest = 16_000_000

/** A list, and how much of its rows is in sight at once. */
export interface Extent {
  readonly count: number
  readonly rowHeight: number
  /** Of the part in sight. */
  readonly height: number
}

/** Of all rows, one below the other. */
const total = ({ count, rowHeight }: Extent): number => count * rowHeight

/** Of the element that is scrolled. */
export const canvasHeight = (extent: Extent): number => Math.min(total(extent), tallest)

/** How far the element can be scrolled; 0 where all is in sight. */
const range = (extent: Extent): number => Math.max(0, canvasHeight(extent) - extent.height)

/** How far the rows can be. */
const span = (extent: Extent): number => Math.max(0, total(extent) - extent.height)

/** What of the rows is at the upper edge where the element is scrolled so far. */
export function topAt(extent: Extent, scrollTop: number): number {
  const most = range(extent)
  return most === 0 ? 0 : (between(0, scrollTop, most) * span(extent)) / most
}

/** How far the element is to be scrolled to have this at the upper edge. */
export function scrollTopFor(extent: Extent, top: number): number {
  const most = span(extent)
  return most === 0 ? 0 : (between(0, top, most) * range(extent)) / most
}

/** The rows that are to be there: those in sight and a few around them. `last` is the first that is not. */
export function rowsAt(extent: Extent, top: number, spare = 5): { readonly first: number; readonly last: number } {
  const { count, rowHeight, height } = extent
  return {
    first: between(0, Math.floor(top / rowHeight) - spare, count),
    last: between(0, Math.ceil((top + height) / rowHeight) + spare, count),
  }
}

/** The upper edge with which a row is in sight: the one of now, where it is. */
export function topShowing({ rowHeight, height }: Extent, top: number, index: number): number {
  const above = index * rowHeight
  if (above < top) return above
  // of a row that is higher than the part in sight, its beginning
  return above + rowHeight > top + height ? Math.min(above, above + rowHeight - height) : top
}

/** Where a key leads in a list: from the active row, -1 where there is none. Undefined: the key moves nothing. */
export function indexAfter(key: string, active: number, { count, rowHeight, height }: Extent): number | undefined {
  const page = Math.max(1, Math.floor(height / rowHeight) - 1)
  const to: Record<string, number | undefined> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  }
  const index = Object.hasOwn(to, key) ? to[key] : undefined
  return index === undefined || count === 0 ? undefined : between(0, index, count - 1)
}

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most))
