import type { Item, Link, Spot, Way } from './machineLayout'

interface Aside extends Link {
  readonly index: number
  readonly isBack: boolean
}

const laneGap = 14
/** All lanes of one side together. */
const maxLanes = 480
/** From a row to the horizontal parts above and below it. */
const clear = 11

/**
 * The ways of links that go beside the graph: down from their item, out to a lane, along it, and in to the other item; forward links at the right
 * side, those that lead back at the left. Links to one item share a lane. `right`: the graph's right edge; the left one is 0.
 */
export function routesAside(links: readonly Aside[], items: readonly Item[], spots: readonly Spot[], right: number): Map<number, Way> {
  const ways = new Map<number, Way>()
  for (const isBack of [false, true]) {
    const side = isBack ? -1 : 1
    const own = links.filter((link) => link.isBack === isBack)
    const lanes = lanesOf(own, spots)
    const step = Math.min(laneGap, maxLanes / Math.max(1, ...lanes.values(), 1))
    for (const link of own) {
      const [from, to] = [spots[link.from]!, spots[link.to]!]
      const lane = (isBack ? 0 : right) + side * (20 + step * lanes.get(link.to)!)
      const out = from.bottom + clear
      const into = to.top - clear
      const start = from.x + side * Math.min(14, items[link.from]!.width / 4)
      const end = to.x + side * Math.min(14, items[link.to]!.width / 4)
      ways.set(link.index, {
        points: [
          { x: start, y: from.y + items[link.from]!.height / 2 },
          { x: start, y: out },
          { x: lane, y: out },
          { x: lane, y: into },
          { x: end, y: into },
          { x: end, y: to.y - items[link.to]!.height / 2 },
        ],
        style: 'corners',
        label: link.label && { x: start + side * (link.label.width / 2 + 10), y: out },
      })
    }
  }
  return ways
}

/** A lane for each target, the nearest one that is free all along the target's links. */
function lanesOf(links: readonly Aside[], spots: readonly Spot[]): Map<number, number> {
  const spans = new Map<number, [number, number]>()
  for (const { from, to } of links) {
    const [a, b] = [spots[from]!.y, spots[to]!.y]
    const [top, bottom] = spans.get(to) ?? [Infinity, -Infinity]
    spans.set(to, [Math.min(top, a, b), Math.max(bottom, a, b)])
  }
  const taken: [number, number][][] = []
  const lanes = new Map<number, number>()
  for (const [to, span] of [...spans].sort(([, a], [, b]) => a[1] - a[0] - (b[1] - b[0]))) {
    let lane = taken.findIndex((others) => others.every(([top, bottom]) => bottom < span[0] || top > span[1]))
    if (lane === -1) lane = taken.push([]) - 1
    taken[lane]!.push(span)
    lanes.set(to, lane)
  }
  return lanes
}
