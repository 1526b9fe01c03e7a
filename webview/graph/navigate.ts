import type { Box, Layout } from './layout'

/** Where the arrow keys lead, over what is shown of a layout. */
export class Navigation {
  private readonly boxes: ReadonlyMap<string, Box>
  private readonly next = new Map<string, Box[]>()
  private readonly before = new Map<string, Box[]>()
  /** Of each machine, from top to bottom and from left to right. */
  private readonly siblings = new Map<string, Box[]>()
  /** In the order in which the states are read: from top to bottom, what is in a state behind it. */
  readonly order: readonly Box[]

  constructor(
    { boxes, lines }: Layout,
    /** The key of the state that a machine is in. */
    private readonly ownerOf: (machine: string) => string | undefined,
    private readonly machinesOf: (state: string) => readonly string[],
    /** The layout goes from left to right: as if it were turned, and the keys too. */
    private readonly isAcross: boolean,
  ) {
    const own = isAcross ? boxes.map((box) => ({ ...box, x: box.y, y: box.x, width: box.height, height: box.width })) : boxes
    this.boxes = new Map(own.map((box) => [box.key, box]))
    for (const box of own) add(this.siblings, box.machine, box)
    for (const list of this.siblings.values()) list.sort((a, b) => a.y - b.y || a.x - b.x)
    for (const { from, to } of lines) {
      const [a, b] = [this.boxes.get(from), this.boxes.get(to)]
      if (!a || !b || a === b) continue
      add(this.next, from, b)
      add(this.before, to, a)
    }
    for (const lists of [this.next, this.before]) for (const list of lists.values()) list.sort((a, b) => a.x - b.x)
    const order: Box[] = []
    const root = boxes[0]?.machine
    const waiting = root === undefined ? [] : [...(this.siblings.get(root) ?? [])].reverse()
    for (let box = waiting.pop(); box !== undefined; box = waiting.pop()) {
      order.push(box)
      if (box.isOpen)
        waiting.push(
          ...this.machinesOf(box.key)
            .flatMap((machine) => this.siblings.get(machine) ?? [])
            .reverse(),
        )
    }
    this.order = order
  }

  /** The key of the state that a key leads to; undefined where it leads nowhere. */
  go(key: string, from: string | undefined): string | undefined {
    const box = from === undefined ? undefined : this.boxes.get(from)
    if (box === undefined) return this.order[0]?.key
    return this.target(this.isAcross ? (turned[key] ?? key) : key, box)?.key
  }

  /** 1 for the states of the definition itself. */
  level(machine: string): number {
    let level = 1
    for (let owner = this.ownerOf(machine); owner !== undefined; owner = this.ownerOf(this.boxes.get(owner)!.machine)) level++
    return level
  }

  private target(key: string, box: Box): Box | undefined {
    switch (key) {
      case 'ArrowDown':
        return lower(this.next.get(box.key), box) ?? this.beside(box, 1)
      case 'ArrowUp':
        return upper(this.before.get(box.key), box) ?? this.beside(box, -1)
      case 'ArrowRight':
        return this.inner(box) ?? this.aside(box, 1)
      case 'ArrowLeft':
        return this.aside(box, -1) ?? this.outer(box)
      case 'Home':
        return this.order[0]
      case 'End':
        return this.order.at(-1)
      default:
        return undefined
    }
  }

  /** The first state in an open one. */
  private inner({ key, isOpen }: Box): Box | undefined {
    if (!isOpen) return undefined
    for (const machine of this.machinesOf(key)) {
      const first = this.siblings.get(machine)?.[0]
      if (first) return first
    }
    return undefined
  }

  private outer({ machine }: Box): Box | undefined {
    const owner = this.ownerOf(machine)
    return owner === undefined ? undefined : this.boxes.get(owner)
  }

  /** The nearest one at the side, in the same machine, else in the branch beside it. */
  private aside(box: Box, side: 1 | -1): Box | undefined {
    const owner = this.ownerOf(box.machine)
    const machines = owner === undefined ? [box.machine] : this.machinesOf(owner)
    const isThere = (other: Box) => (side === 1 ? other.x >= box.x + box.width : other.x + other.width <= box.x)
    const near = (others: readonly Box[]) =>
      others
        .filter((other) => isThere(other) && other.y < box.y + box.height && box.y < other.y + other.height)
        .sort((a, b) => Math.abs(a.x - box.x) - Math.abs(b.x - box.x))[0]
    return near(this.siblings.get(box.machine) ?? []) ?? near(machines.flatMap((machine) => this.siblings.get(machine) ?? []))
  }

  /** The one that is read before or behind it. */
  private beside(box: Box, by: 1 | -1): Box | undefined {
    const own = this.siblings.get(box.machine)!
    return own[own.indexOf(box) + by]
  }
}

const turned: Readonly<Record<string, string>> = {
  ArrowRight: 'ArrowDown',
  ArrowLeft: 'ArrowUp',
  ArrowDown: 'ArrowRight',
  ArrowUp: 'ArrowLeft',
}

function add(lists: Map<string, Box[]>, key: string, box: Box): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [box])
  else if (!known.includes(box)) known.push(box)
}

/** The nearest below; where all lead back, the first. */
const lower = (boxes: readonly Box[] | undefined, { y }: Box): Box | undefined =>
  boxes?.filter((other) => other.y > y).sort((a, b) => a.y - b.y || a.x - b.x)[0] ?? boxes?.[0]

const upper = (boxes: readonly Box[] | undefined, { y }: Box): Box | undefined =>
  boxes?.filter((other) => other.y < y).sort((a, b) => b.y - a.y || a.x - b.x)[0] ?? boxes?.[0]
