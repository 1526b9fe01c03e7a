import { columnLayout } from './columns'
import { layoutPart } from './part'
import { boundsOf, type Point } from './paths'
import { asideOf, partsOf, ranksOf } from './ranks'
import { routesAside } from './sideRoutes'
import { extentOf, type Seam, wrapped } from './wrap'

/** What is placed: a state, or the dot at which a machine begins or ends. */
export interface Item {
  readonly width: number
  readonly height: number
}

/** What leads from one item to another, by their numbers. */
export interface Link {
  readonly from: number
  readonly to: number
  /** The size of its label. */
  readonly label?: Item | undefined
}

/** Where an item stands: its centre, and the upper and lower edge of the row that it is in. */
export interface Spot extends Point {
  readonly top: number
  readonly bottom: number
}

/** A link's way, and the centre of its label. */
export interface Way {
  readonly points: readonly Point[]
  readonly style: 'smooth' | 'corners'
  readonly label?: Point | undefined
}

/** One machine laid out: all coordinates are at least 0. */
export interface Arrangement {
  readonly width: number
  readonly height: number
  readonly spots: readonly Spot[]
  /** Of each link. */
  readonly ways: readonly Way[]
  /** There is too much of it for more than one column. */
  readonly isSimple: boolean
}

/** Above so many items or links of one part it is one column. Measured: 400 states with 600 transitions take half a second. */
const maxItems = 400
const maxLinks = 900
const componentGap = 48
/** What hangs together stands beside other such parts up to this width. */
const maxRow = 1600
const loopWidth = 26

/** Lays out the items of one machine, the first of them at the top. */
export function arrange(items: readonly Item[], links: readonly Link[]): Arrangement {
  if (links.length > 5 * maxLinks) return columnLayout(items, links)
  const ranks = ranksOf(
    items.length,
    links.filter(({ from, to }) => from !== to),
  )
  const proper = links.flatMap((link, index) => (link.from === link.to ? [] : [{ ...link, index }]))
  const isAside = asideOf(proper, ranks)
  const inside = proper.filter((_, index) => !isAside[index])
  const spots: Spot[] = []
  const ways: Way[] = []
  let [left, top, rowBottom, right] = [0, 0, 0, 0]
  for (const component of componentsOf(items.length, inside)) {
    const own = inside.filter(({ from }) => component.has(from))
    const parts = partsOf([...component], own, ranks.rank)
    if (parts.some((part) => part.length > maxItems) || own.length > maxLinks + parts.length) return columnLayout(items, links)
    const placed = stack(parts, items, own, ranks.rank, !isAside.includes(true))
    if (left > 0 && left + placed.width > Math.max(right, maxRow)) [left, top] = [0, rowBottom + componentGap]
    const [x, y] = [left - placed.left, top - placed.top]
    for (const [item, spot] of placed.spots) spots[item] = { x: spot.x + x, y: spot.y + y, top: spot.top + y, bottom: spot.bottom + y }
    for (const [link, way] of placed.ways) ways[link] = moved(way, x, y)
    rowBottom = Math.max(rowBottom, top + placed.height)
    right = Math.max(right, left + placed.width)
    left += placed.width + componentGap
  }
  for (const [index, way] of routesAside(
    proper.flatMap((link, index) => (isAside[index] ? [{ ...link, isBack: ranks.back[index]! }] : [])),
    items,
    spots,
    right,
  ))
    ways[index] = way
  links.forEach((link, index) => {
    if (link.from === link.to) ways[index] = loop(items[link.from]!, spots[link.from]!, link.label)
  })
  return framed(items, links, spots, ways)
}

/** The same from left to right. */
export function arrangeAcross(items: readonly Item[], links: readonly Link[]): Arrangement {
  const turned = ({ width, height }: Item): Item => ({ width: height, height: width })
  const { width, height, spots, ways, isSimple } = arrange(
    items.map(turned),
    links.map((link) => ({ ...link, label: link.label && turned(link.label) })),
  )
  const turn = ({ x, y }: Point): Point => ({ x: y, y: x })
  return {
    ...{ width: height, height: width, isSimple },
    spots: spots.map((spot) => ({ ...spot, ...turn(spot) })),
    ways: ways.map(({ points, style, label }) => ({ points: points.map(turn), style, label: label && turn(label) })),
  }
}

/** Moves all to where no coordinate is below 0. */
function framed(items: readonly Item[], links: readonly Link[], spots: readonly Spot[], ways: readonly Way[]): Arrangement {
  const corners = items.flatMap(({ width, height }, index) => {
    const { x, y } = spots[index]!
    return [
      { x: x - width / 2, y: y - height / 2 },
      { x: x + width / 2, y: y + height / 2 },
    ]
  })
  const labels = ways.flatMap(({ label }, index) => {
    const { width = 0, height = 0 } = links[index]!.label ?? {}
    return label === undefined
      ? []
      : [
          { x: label.x - width / 2, y: label.y - height / 2 },
          { x: label.x + width / 2, y: label.y + height / 2 },
        ]
  })
  const { x, y, width, height } = boundsOf([...corners, ...labels, ...ways.flatMap(({ points }) => points)])
  return {
    width,
    height,
    spots: spots.map((spot) => ({ x: spot.x - x, y: spot.y - y, top: spot.top - y, bottom: spot.bottom - y })),
    ways: ways.map((way) => moved(way, -x, -y)),
    isSimple: false,
  }
}

const moved = ({ points, label, style }: Way, x: number, y: number): Way => ({
  points: points.map((point) => ({ x: point.x + x, y: point.y + y })),
  style,
  label: label && { x: label.x + x, y: label.y + y },
})

/** The parts of what hangs together, one below the other; the item that two of them share stands where the upper one has it. */
function stack(
  parts: readonly number[][],
  items: readonly Item[],
  links: readonly (Link & { index: number })[],
  rank: readonly number[],
  mayWrap: boolean,
) {
  const spots = new Map<number, Spot>()
  const ways = new Map<number, Way>()
  const partOf = new Map<number, number>()
  parts.forEach((part, index) => {
    for (const item of part) partOf.set(item, index)
  })
  const linksOf: (Link & { index: number })[][] = parts.map(() => [])
  // A shared item is the last of its upper part and the first of the one below, which it is counted to: a link that ends there comes from above.
  const owner = ({ from, to }: Link) => partOf.get(rank[from]! < rank[to]! ? from : to)!
  for (const link of links) linksOf[owner(link)]!.push(link)
  parts.forEach((part, index) => {
    const placed = layoutPart(part, items, linksOf[index]!, rank)
    const shared = index > 0 ? part[0]! : undefined
    const above = shared === undefined ? undefined : spots.get(shared)
    const own = placed.spots.get(part[0]!)!
    const [dx, dy] = above ? [above.x - own.x, above.y - own.y] : [0, 0]
    for (const [item, spot] of placed.spots)
      if (item !== shared) spots.set(item, { x: spot.x + dx, y: spot.y + dy, top: spot.top + dy, bottom: spot.bottom + dy })
    for (const [link, way] of placed.ways) ways.set(link, moved(way, dx, dy))
  })
  const seams = parts.flatMap((part, index): Seam[] => {
    const [only] = linksOf[index]!
    return part.length === 2 && linksOf[index]!.length === 1 && only!.from === part[0] ? [only!] : []
  })
  const column = { spots, ways }
  const placed = mayWrap ? wrapped(column, items, new Map(links.map((link) => [link.index, link])), seams) : column
  const { x: left, y: top, width, height } = extentOf(placed, items)
  return { ...placed, left, top, width, height }
}

/** What hangs together by links, in the order of its first item. */
function componentsOf(count: number, links: readonly Link[]): Set<number>[] {
  const root = Array.from({ length: count }, (_, index) => index)
  const find = (item: number): number => {
    let at = item
    while (root[at] !== at) at = root[at] = root[root[at]!]!
    return at
  }
  for (const { from, to } of links) {
    const [a, b] = [find(from), find(to)]
    root[Math.max(a, b)] = Math.min(a, b)
  }
  const found = new Map<number, Set<number>>()
  for (let item = 0; item < count; item++) {
    const own = find(item)
    const known = found.get(own)
    if (known) known.add(item)
    else found.set(own, new Set([item]))
  }
  return [...found.values()]
}

/** From the right side of an item back to it. */
function loop({ width, height }: Item, { x, y }: Point, label: Item | undefined): Way {
  const right = x + width / 2
  const [above, below] = [y - height / 4, y + height / 4]
  const points = [
    { x: right, y: above },
    { x: right + loopWidth, y: above },
    { x: right + loopWidth, y: below },
    { x: right, y: below },
  ]
  return { points, style: 'corners', label: label && { x: right + loopWidth + 4 + label.width / 2, y } }
}
