import type { Arrangement, Item, Link, Way } from './machineLayout'

const gap = 28
const widest = 320

/** All items in one column, in their order: what any number of them can be laid out as. Linear. */
export function columnLayout(items: readonly Item[], links: readonly Link[]): Arrangement {
  const width = items.reduce((most, item) => Math.max(most, item.width), 0)
  const reach = Math.min(widest, 40 + items.length * 2)
  const middle = reach + width / 2
  let y = 0
  const spots = items.map(({ height }) => {
    const top = y
    y += height + gap
    return { x: middle, y: top + height / 2, top, bottom: top + height }
  })
  const ways = links.map(({ from, to, label }): Way => {
    const [a, b] = [spots[from]!, spots[to]!]
    if (to === from + 1) {
      const points = [
        { x: middle, y: a.bottom },
        { x: middle, y: b.top },
      ]
      return { points, style: 'smooth', label: label && { x: middle + label.width / 2 + 8, y: (a.bottom + b.top) / 2 } }
    }
    const side = to > from ? 1 : -1
    const bow = middle + side * (width / 2 + Math.min(reach, 20 + Math.abs(to - from) * 2))
    const points = [
      { x: middle + (side * items[from]!.width) / 2, y: a.y },
      { x: bow, y: a.y },
      { x: bow, y: b.y },
      { x: middle + (side * items[to]!.width) / 2, y: b.y },
    ]
    return { points, style: 'corners', label: label && { x: bow, y: a.y } }
  })
  return { width: width + 2 * reach, height: Math.max(0, y - gap), spots, ways, isSimple: true }
}
