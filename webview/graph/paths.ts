/** A place in pixels of the layout: x to the right, y down. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** How a transition is drawn. */
export interface Route {
  /** The line as the `d` of an SVG path. */
  readonly path: string
  /** The arrow's head as the `d` of an SVG path. */
  readonly head: string
  readonly bounds: Bounds
}

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const headLength = 7
const headWidth = 3.5
const radius = 8

/** A smooth line near the points (a uniform B-spline), or straight parts with round corners; both end at the last point with an arrow. */
export function route(points: readonly Point[], style: 'smooth' | 'corners'): Route {
  const tip = points.at(-1)!
  const before = points.at(-2) ?? tip
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length }
  const back = (by: number, aside: number): Point => ({
    x: tip.x - along.x * by - along.y * aside,
    y: tip.y - along.y * by + along.x * aside,
  })
  const line = [...points.slice(0, -1), back(headLength - 1, 0)]
  const path = line.length < 3 ? polyline(line) : style === 'smooth' ? smooth(line) : corners(line)
  const head = `M${at(tip)}L${at(back(headLength, headWidth))}L${at(back(headLength, -headWidth))}Z`
  return { path, head, bounds: boundsOf(points, headWidth) }
}

const round = (value: number): number => Math.round(value * 10) / 10
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
const polyline = (points: readonly Point[]): string => `M${points.map(at).join('L')}`

function smooth(points: readonly Point[]): string {
  const [first, second] = points as [Point, Point]
  const mix = (a: Point, b: Point, share: number): Point => ({ x: a.x * share + b.x * (1 - share), y: a.y * share + b.y * (1 - share) })
  let path = `M${at(first)}L${at(mix(first, second, 5 / 6))}`
  let [p, q] = [first, second]
  for (const next of [...points.slice(2), points.at(-1)!]) {
    const end = { x: (p.x + 4 * q.x + next.x) / 6, y: (p.y + 4 * q.y + next.y) / 6 }
    path += `C${at(mix(p, q, 2 / 3))} ${at(mix(p, q, 1 / 3))} ${at(end)}`
    ;[p, q] = [q, next]
  }
  return `${path}L${at(points.at(-1)!)}`
}

function corners(points: readonly Point[]): string {
  let path = `M${at(points[0]!)}`
  for (let i = 1; i < points.length - 1; i++) {
    const [from, corner, to] = [points[i - 1]!, points[i]!, points[i + 1]!]
    path += `L${at(towards(corner, from))}Q${at(corner)} ${at(towards(corner, to))}`
  }
  return `${path}L${at(points.at(-1)!)}`
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const by = Math.min(radius, length / 2) / length
  return { x: from.x + (to.x - from.x) * by, y: from.y + (to.y - from.y) * by }
}

/** The smallest box around points, and so much more on each side. */
export function boundsOf(points: readonly Point[], more = 0): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { x: left - more, y: top - more, width: right - left + 2 * more, height: bottom - top + 2 * more }
}
