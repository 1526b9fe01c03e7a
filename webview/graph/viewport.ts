import type { Bounds, Point } from './paths'

/** How a layout is looked at: `x` and `y` are where its upper left corner stands in the view, in pixels. */
export interface Viewport extends Point {
  readonly scale: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export const scales = { min: 0.02, max: 2.5, step: 1.25 } as const
const margin = 24
/** Below this a graph is not shown whole at first: nobody could read it. */
const readable = 0.65

const between = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most)

/** All of a layout, as large as it fits, but never larger than it is. */
export function fitted(layout: Size, view: Size): Viewport {
  const scale = between(scales.min, Math.min((view.width - 2 * margin) / layout.width, (view.height - 2 * margin) / layout.height, 1), 1)
  return { scale, x: (view.width - layout.width * scale) / 2, y: (view.height - layout.height * scale) / 2 }
}

/** What is shown at first: all of it where that can be read, else its upper end, or the box that is looked at. */
export function initial(layout: Size, view: Size, box: Bounds | undefined): Viewport {
  const whole = fitted(layout, view)
  if (whole.scale >= readable) return whole
  const isAcross = layout.width > layout.height
  const scale = between(readable, isAcross ? (view.height - 2 * margin) / layout.height : (view.width - 2 * margin) / layout.width, 1)
  if (box) return centred(box, view, scale)
  return isAcross
    ? { scale, x: margin, y: Math.max(margin, (view.height - layout.height * scale) / 2) }
    : { scale, x: (view.width - layout.width * scale) / 2, y: margin }
}

/** The same place of the layout stays under the pointer. */
export function zoomed(viewport: Viewport, factor: number, at: Point): Viewport {
  const scale = between(scales.min, viewport.scale * factor, scales.max)
  const share = scale / viewport.scale
  return { scale, x: at.x - (at.x - viewport.x) * share, y: at.y - (at.y - viewport.y) * share }
}

export const panned = ({ x, y, scale }: Viewport, dx: number, dy: number): Viewport => ({ scale, x: x + dx, y: y + dy })

/** Something of the layout stays in sight, however far one goes. */
export function kept({ x, y, scale }: Viewport, layout: Size, view: Size): Viewport {
  const rest = 40
  return {
    scale,
    x: between(rest - layout.width * scale, x, view.width - rest),
    y: between(rest - layout.height * scale, y, view.height - rest),
  }
}

export const centred = ({ x, y, width, height }: Bounds, view: Size, scale: number): Viewport => ({
  scale,
  x: view.width / 2 - (x + width / 2) * scale,
  // of what is higher than the view, its head
  y: height * scale > view.height - 2 * margin ? margin - y * scale : view.height / 2 - (y + height / 2) * scale,
})

/** The viewport in which a box is in sight: the same one where it is, and where it is readable. */
export function showing(viewport: Viewport, box: Bounds, view: Size): Viewport {
  const scale = Math.max(viewport.scale, readable)
  const sight = inSight(viewport, view)
  const head = Math.min(box.height, 60)
  const isIn = box.x + box.width > sight.x && box.x < sight.x + sight.width && box.y >= sight.y && box.y + head <= sight.y + sight.height
  const isWhole = box.width > sight.width || (box.x >= sight.x && box.x + box.width <= sight.x + sight.width)
  return isIn && isWhole && scale === viewport.scale ? viewport : centred(box, view, scale)
}

/** The part of the layout that is in sight, and `spare` pixels of the view around it. */
export const inSight = ({ x, y, scale }: Viewport, { width, height }: Size, spare = 0): Bounds => ({
  x: (-x - spare) / scale,
  y: (-y - spare) / scale,
  width: (width + 2 * spare) / scale,
  height: (height + 2 * spare) / scale,
})

export const meets = (a: Bounds, b: Bounds): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
