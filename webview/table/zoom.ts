import type { Range, Scale } from './scale'

/** Nothing is shown closer than this. */
const least = 1

/** The part of a range that is shown: all of it where nothing is chosen, or where that is elsewhere. */
export function shownRange(full: Range, zoom: Range | undefined): Range {
  if (zoom === undefined) return full
  const from = Math.max(full.from, zoom.from)
  const to = Math.min(full.to, zoom.to)
  return to > from ? { from, to } : full
}

/** Closer or farther around a place on the timeline, 0 to 1. Undefined: all of it is shown again. */
export function zoomed(scale: Scale, full: Range, by: number, around = 0.5): Range | undefined {
  if (by > 1) {
    const left = around - around / by
    const right = around + (1 - around) / by
    return ranged(full, scale.timeAt(left), scale.timeAt(right))
  }
  const { from, to } = scale.range
  const more = (to - from) * (1 / by - 1)
  return ranged(full, from - more * around, to + more * (1 - around))
}

/** The middle of what is to be seen of a stretch, 0 to 1: one looks closer at that. Of one that is elsewhere it is the middle of all. */
export function middleOf(scale: Scale, from: number, to: number): number {
  const { range } = scale
  return to < range.from || from > range.to ? 0.5 : (scale.at(from) + scale.at(to)) / 2
}

/** Moved by a share of the width. */
export function moved(scale: Scale, full: Range, by: number): Range | undefined {
  const { from, to } = scale.range
  const length = to - from
  const start = Math.min(Math.max(full.from, from + by * length), full.to - length)
  return ranged(full, start, start + length)
}

/** The range between two places on the timeline. */
export const between = (scale: Scale, full: Range, a: number, b: number): Range | undefined =>
  ranged(full, scale.timeAt(Math.min(a, b)), scale.timeAt(Math.max(a, b)))

/** A stretch with a little around it. */
export function around(full: Range, from: number, to: number): Range | undefined {
  const margin = Math.max((to - from) * 0.1, least)
  return ranged(full, from - margin, to + margin)
}

function ranged(full: Range, from: number, to: number): Range | undefined {
  const start = Math.max(full.from, Math.floor(from))
  const end = Math.min(full.to, Math.max(Math.ceil(to), start + least))
  return start <= full.from && end >= full.to ? undefined : { from: start, to: end }
}
