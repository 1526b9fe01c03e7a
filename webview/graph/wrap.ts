import type { Item, Link, Spot, Way } from './machineLayout'
import { type Bounds, boundsOf, type Point } from './paths'

/** What is higher than this goes on in another column: on a screen one column of 500 states is a line. */
const highest = 5000
/** How much wider than high the columns together are to be. */
const shape = 1.3
const gap = 70
const clear = 16

/** A link between two items, one right below the other, at which a column may end. */
export interface Seam extends Link {
  readonly index: number
}

/** What has been laid out in one column. */
export interface Column {
  readonly spots: Map<number, Spot>
  readonly ways: Map<number, Way>
}

/**
 * Puts the parts of a long column beside each other. `rank`: the row of each item; a seam is the only link between the rows above it and those below.
 */
export function wrapped(column: Column, items: readonly Item[], links: ReadonlyMap<number, Link>, seams: readonly Seam[]): Column {
  const whole = extentOf(column, items)
  if (whole.height <= highest || seams.length === 0) return column
  const count = Math.max(2, Math.round(Math.sqrt((shape * whole.height) / (whole.width + gap))))
  const ends = chooseEnds(column, seams, whole, whole.height / count)
  const columnOf = (y: number) => ends.filter(({ y: end }) => y > end).length
  const parts = Array.from({ length: ends.length + 1 }, (): Column => ({ spots: new Map(), ways: new Map() }))
  for (const [item, spot] of column.spots) parts[columnOf(spot.y)]!.spots.set(item, spot)
  const between = new Map(ends.map(({ seam }) => [seam.index, seam]))
  for (const [index, way] of column.ways)
    if (!between.has(index)) parts[columnOf(column.spots.get(links.get(index)!.from)!.y)]!.ways.set(index, way)
  const made: Column = { spots: new Map(), ways: new Map() }
  let left = 0
  const lefts = parts.map((part) => {
    const own = extentOf(part, items)
    const [dx, dy] = [left - own.x, -own.y]
    for (const [item, spot] of part.spots)
      made.spots.set(item, { x: spot.x + dx, y: spot.y + dy, top: spot.top + dy, bottom: spot.bottom + dy })
    for (const [index, way] of part.ways)
      made.ways.set(index, { ...way, points: way.points.map(shifted(dx, dy)), label: way.label && shifted(dx, dy)(way.label) })
    const start = left
    left += own.width + gap
    return start
  })
  ends.forEach(({ seam }, at) => void made.ways.set(seam.index, around(seam, made.spots, items, lefts[at + 1]! - gap / 2)))
  return made
}

const shifted =
  (dx: number, dy: number) =>
  ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy })

/** The seams at which columns end: the first behind each share of the height. */
function chooseEnds({ spots }: Column, seams: readonly Seam[], { y, height }: Bounds, share: number) {
  const ends: { readonly seam: Seam; readonly y: number }[] = []
  let from = y
  for (const seam of seams) {
    const { bottom } = spots.get(seam.from)!
    if (bottom - from < share || y + height - bottom < share / 2) continue
    ends.push({ seam, y: bottom })
    from = bottom
  }
  return ends
}

/** The box around all items and links. */
export function extentOf({ spots, ways }: Column, items: readonly Item[]): Bounds {
  const corners = [...spots].flatMap(([item, { x, y }]) => {
    const { width, height } = items[item]!
    return [
      { x: x - width / 2, y: y - height / 2 },
      { x: x + width / 2, y: y + height / 2 },
    ]
  })
  return boundsOf([...corners, ...[...ways.values()].flatMap(({ points }) => points)])
}

/** From the lower end of one column up to the head of the next. */
function around({ from, to, label }: Seam, spots: ReadonlyMap<number, Spot>, items: readonly Item[], middle: number): Way {
  const [a, b] = [spots.get(from)!, spots.get(to)!]
  const [start, end] = [a.y + items[from]!.height / 2, b.y - items[to]!.height / 2]
  const points = [
    { x: a.x, y: start },
    { x: a.x, y: start + clear },
    { x: middle, y: start + clear },
    { x: middle, y: end - clear },
    { x: b.x, y: end - clear },
    { x: b.x, y: end },
  ]
  return { points, style: 'corners', label: label && { x: middle, y: start + clear } }
}
