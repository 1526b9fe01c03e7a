/** Where a time stands on the timeline, from 0 at the left to 1 at the right. Times are milliseconds. */

export interface Range {
  readonly from: number
  readonly to: number
}

/** A stretch of time in which nothing happens, drawn short. */
interface Break extends Range {
  readonly left: number
  readonly right: number
}

/** Stretches are drawn short that are so many times as long as all that is left without them. */
const much = 12
/** What a break takes of the width. */
const breakWidth = 0.05
const mostBreaks = 6

/** A range of time over the width, and the breaks in it. */
export class Scale {
  readonly breaks: readonly Break[]
  private readonly pieces: readonly Break[]

  /** `idle`: the stretches that may be drawn short, ascending, as far as the range has them. */
  constructor(
    readonly range: Range,
    idle: readonly Range[],
  ) {
    const { from, to } = range
    const short = shortened(range, idle)
    const linear = to - from - short.reduce((sum, each) => sum + each.to - each.from, 0)
    const room = 1 - short.length * breakWidth
    const pieces: Break[] = []
    const breaks: Break[] = []
    let left = 0
    let at = from
    const piece = (until: number, width: number): Break => {
      const made = { from: at, to: until, left, right: left + width }
      left = made.right
      at = until
      return made
    }
    const plain = (until: number) => {
      if (until > at) pieces.push(piece(until, linear === 0 ? 0 : ((until - at) / linear) * room))
    }
    for (const gap of short) {
      plain(gap.from)
      const made = piece(gap.to, breakWidth)
      pieces.push(made)
      breaks.push(made)
    }
    plain(to)
    this.pieces = pieces
    this.breaks = breaks
  }

  /** Outside of the range it is the nearer end. A range of no length has all in its middle. */
  at(time: number): number {
    const { pieces } = this
    if (pieces.length === 0) return 0.5
    let low = 0
    let high = pieces.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (time <= pieces[middle]!.to) high = middle
      else low = middle + 1
    }
    const { from, to, left, right } = pieces[low]!
    return left + (Math.min(1, Math.max(0, (time - from) / (to - from))) * (right - left) || 0)
  }

  timeAt(x: number): number {
    const piece = this.pieces.find(({ right }) => x <= right) ?? this.pieces.at(-1)
    if (piece === undefined) return this.range.from
    const { from, to, left, right } = piece
    return right === left ? from : from + (Math.min(1, Math.max(0, (x - left) / (right - left))) || 0) * (to - from)
  }

  /** The parts that are drawn as long as they are. */
  get plain(): readonly Break[] {
    return this.pieces.filter((each) => !this.breaks.includes(each))
  }
}

/** The longest stretches, as many as hide all else by being there. In the order of time. */
function shortened({ from, to }: Range, idle: readonly Range[]): Range[] {
  const longest = idle
    .map((each) => ({ from: Math.max(from, each.from), to: Math.min(to, each.to) }))
    .filter((each) => each.to > each.from)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, mostBreaks)
  let left = to - from
  let short = 0
  for (const [i, each] of longest.entries()) {
    const length = each.to - each.from
    left -= length
    // where nothing would be left, there is nothing to make room for
    if (left > 0 && length >= much * left) short = i + 1
  }
  return longest.slice(0, short).sort((a, b) => a.from - b.from)
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500]
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const units = [
  ...steps,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
]

/** A length of time that is easy to count in, of at least so many milliseconds. */
export const step = (least: number): number =>
  units.find((each) => each >= least) ?? (steps.map((n) => n * day).find((each) => each >= least) || Math.ceil(least / day) * day)

/** A mark on the axis. */
export interface Tick {
  readonly time: number
  readonly x: number
  /** There is room for its time before the next one and the edge. */
  readonly isNamed: boolean
}

/** Marks at round times since `origin`, at least so far apart (a share of the width). */
export function ticksOf(scale: Scale, origin: number, apart: number): Tick[] {
  const ticks: Tick[] = []
  const { plain } = scale
  const length = plain.reduce((sum, { from, to }) => sum + to - from, 0)
  const width = plain.reduce((sum, { left, right }) => sum + right - left, 0)
  if (length <= 0 || width <= 0) return [{ time: scale.range.from, x: scale.at(scale.range.from), isNamed: true }]
  const by = step((apart * length) / width)
  for (const { from, to } of plain) {
    for (let time = origin + Math.ceil((from - origin) / by) * by; time <= to; time += by) {
      const x = scale.at(time)
      const before = ticks.at(-1)
      if (before === undefined || x - before.x >= apart * 0.8) ticks.push({ time, x, isNamed: x + apart * 0.7 <= 1 })
    }
  }
  return ticks
}

/** The marks and breaks as the layers of a CSS background, so that they go through all rows without an element in each. */
export function gridOf(ticks: readonly Tick[], breaks: readonly Break[]): string {
  const lines = ticks.map(({ x }) => `linear-gradient(var(--tick), var(--tick)) ${percent(x)} 0 / 1px 100% no-repeat`)
  const bands = breaks.map(({ left, right }) => {
    const width = right - left
    return `linear-gradient(var(--break), var(--break)) ${percent(left / (1 - width))} 0 / ${percent(width)} 100% no-repeat`
  })
  return [...lines, ...bands].join(', ') || 'none'
}

const percent = (share: number): string => `${Math.round(share * 1e4) / 100}%`
