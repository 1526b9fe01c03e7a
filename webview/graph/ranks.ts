import type { Link } from './machineLayout'

/** The rows that the items of one machine stand in, as far as their links tell. */
export interface Ranks {
  /** Of each item; the first row is the smallest number, of any sign. */
  readonly rank: readonly number[]
  /** Of each link: it leads back to an item that leads here. */
  readonly back: readonly boolean[]
}

/**
 * Longest paths from the first item; items that it does not reach stand right above what they lead to. Linear; links from an item to itself are
 * left out before.
 */
export function ranksOf(count: number, links: readonly Link[]): Ranks {
  const out: number[][] = Array.from({ length: count }, () => [])
  links.forEach(({ from }, index) => void out[from]!.push(index))
  const back = new Array<boolean>(links.length).fill(false)
  const color = new Uint8Array(count)
  const next = new Int32Array(count)
  const finished: number[] = []
  let reachable = 0
  for (let root = 0; root < count; root++) {
    if (color[root]) continue
    const stack = [root]
    color[root] = 1
    while (stack.length > 0) {
      const item = stack.at(-1)!
      const link = out[item]![next[item]!++]
      if (link === undefined) {
        color[item] = 2
        finished.push(item)
        stack.pop()
        continue
      }
      const { to } = links[link]!
      if (color[to] === 1) back[link] = true
      else if (color[to] === 0) {
        color[to] = 1
        stack.push(to)
      }
    }
    if (root === 0) reachable = finished.length
  }
  const rank = new Array<number>(count).fill(0)
  for (let i = reachable - 1; i >= 0; i--)
    for (const link of out[finished[i]!]!)
      if (!back[link]) rank[links[link]!.to] = Math.max(rank[links[link]!.to]!, rank[finished[i]!]! + 1)
  // Whoever is behind in `finished` leads to those before.
  for (let i = reachable; i < finished.length; i++) {
    const below = out[finished[i]!]!.filter((link) => !back[link]).map((link) => rank[links[link]!.to]!)
    rank[finished[i]!] = below.length === 0 ? 0 : Math.min(...below) - 1
  }
  return { rank, back }
}

/** Links over more rows than this are drawn beside the graph: as a line through it nobody could follow them. */
const longest = 10
/** All links together take at most so many rows of the layout per item: the longest give way. */
const perItem = 3
/** Where one link to an item goes beside the graph, others to it that are longer than this do too, and share its lane. */
const shared = 2

/** Which links are drawn beside the graph. */
export function asideOf(links: readonly Link[], { rank }: Ranks): boolean[] {
  const span = links.map(({ from, to }) => Math.abs(rank[to]! - rank[from]!))
  const byLength = links.map((_, index) => index).sort((a, b) => span[b]! - span[a]!)
  let room = 40 + perItem * rank.length - span.reduce((sum, each) => sum + Math.max(0, each - 1), 0)
  const aside = new Array<boolean>(links.length).fill(false)
  const targets = new Set<number>()
  for (const link of byLength) {
    if (span[link]! <= longest && (room >= 0 || span[link]! <= shared)) break
    aside[link] = true
    targets.add(links[link]!.to)
    room += span[link]! - 1
  }
  return links.map(({ to }, link) => aside[link]! || (targets.has(to) && span[link]! > shared))
}

/**
 * The parts of connected items that can be laid out for themselves, one below the other: each begins and ends where all ways go through one item,
 * which it shares with the part beside it. `links`: those between the items that are not drawn aside.
 */
export function partsOf(items: readonly number[], links: readonly Link[], rank: readonly number[]): number[][] {
  const sorted = [...items].sort((a, b) => rank[a]! - rank[b]! || a - b)
  const first = rank[sorted[0]!]!
  const rows: number[][] = Array.from({ length: rank[sorted.at(-1)!]! - first + 1 }, () => [])
  for (const item of sorted) rows[rank[item]! - first]!.push(item)
  const over = new Int32Array(rows.length + 1)
  for (const { from, to } of links) {
    const top = Math.min(rank[from]!, rank[to]!) - first
    const bottom = Math.max(rank[from]!, rank[to]!) - first
    if (bottom - top < 2) continue
    over[top + 1]!++
    over[bottom]!--
  }
  const parts: number[][] = []
  let part: number[] = []
  let crossing = 0
  rows.forEach((row, index) => {
    crossing += over[index]!
    part.push(...row)
    if (row.length !== 1 || crossing > 0 || index === 0) return
    parts.push(part)
    part = [...row]
  })
  if (part.length > 1 || parts.length === 0) parts.push(part)
  return parts
}
