import { graphlib, layout } from '@dagrejs/dagre'
import type { Item, Link, Spot, Way } from './machineLayout'
import type { Point } from './paths'

const gap = 40
const labelGap = 14

type Numbered = Link & { readonly index: number }

/** Some items of a machine laid out for themselves, in the rows of `rank`; they hang together. `links`: all between them. */
export function layoutPart(part: readonly number[], items: readonly Item[], links: readonly Numbered[], rank: readonly number[]) {
  const [upper, lower] = part
  const [only] = links
  if (part.length <= 2 && links.length <= 1) return inLine(upper!, lower, items, only)
  return byDagre(part, items, links, rank)
}

/** One item, or two with one link: most of what machines are. */
function inLine(upper: number, lower: number | undefined, items: readonly Item[], link: Numbered | undefined) {
  const spots = new Map<number, Spot>()
  const ways = new Map<number, Way>()
  const half = items[upper]!.height / 2
  spots.set(upper, { x: 0, y: 0, top: -half, bottom: half })
  if (lower === undefined) return { spots, ways }
  const label = link?.label
  const between = label === undefined ? gap : 2 * labelGap + label.height
  const top = half + between
  const { height } = items[lower]!
  spots.set(lower, { x: 0, y: top + height / 2, top, bottom: top + height })
  if (link === undefined) return { spots, ways }
  const ends = [
    { x: 0, y: half },
    { x: 0, y: top },
  ]
  const way: Way = { points: link.from === upper ? ends : ends.reverse(), style: 'smooth', label: label && { x: 0, y: half + between / 2 } }
  ways.set(link.index, way)
  return { spots, ways }
}

interface Placed {
  readonly x: number
  readonly y: number
  readonly points: readonly Point[]
}

function byDagre(part: readonly number[], items: readonly Item[], links: readonly Numbered[], rank: readonly number[]) {
  const graph = new graphlib.Graph({ multigraph: true })
  // Parts stand one below the other by these rows: with rows of its own dagre would put items of one on those of the next.
  graph.setGraph({ rankdir: 'TB', nodesep: 32, ranksep: gap, edgesep: 16, ranker: 'tight-tree' })
  for (const item of part) graph.setNode(String(item), { width: items[item]!.width, height: items[item]!.height })
  for (const link of links) {
    const { label, index } = link
    const [upper, lower, minlen] = downwards(link, rank)
    const size = label && { width: label.width + 8, height: label.height + 4, labelpos: 'c' }
    graph.setEdge(String(upper), String(lower), { ...size, minlen }, String(index))
  }
  layout(graph)
  const spots = new Map<number, Spot>()
  const rows = new Map<number, number>()
  const place = (item: number): Placed => graph.node(String(item)) as Placed
  for (const item of part) {
    const { y } = place(item)
    rows.set(y, Math.max(rows.get(y) ?? 0, items[item]!.height / 2))
  }
  for (const item of part) {
    const { x, y } = place(item)
    spots.set(item, { x, y, top: y - rows.get(y)!, bottom: y + rows.get(y)! })
  }
  const ways = new Map<number, Way>()
  for (const link of links) {
    const { label, index } = link
    const [upper, lower] = downwards(link, rank)
    const { points, x, y } = graph.edge(String(upper), String(lower), String(index)) as unknown as Placed
    ways.set(index, { points: upper === link.from ? points : points.toReversed(), style: 'smooth', label: label && { x, y } })
  }
  return { spots, ways }
}

/** The upper and the lower end of a link, and the rows from one to the other. */
function downwards({ from, to }: Link, rank: readonly number[]): readonly [upper: number, lower: number, rows: number] {
  const rows = rank[to]! - rank[from]!
  return rows < 0 ? [to, from, -rows] : [from, to, rows]
}
