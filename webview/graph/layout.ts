import type { FlowEdge, FlowGraph, FlowNode } from '../../core/model/flowGraph'
import { type Arrangement, arrange, arrangeAcross, type Item, type Link, type Way } from './machineLayout'
import { type Bounds, type Point, type Route, route } from './paths'
import { cutTo, textWidth } from './text'
import { subtitleOf } from './words'

/** A graph laid out: plain data, in pixels from the upper left corner; outer ones before what is in them. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly frames: readonly Frame[]
  readonly dots: readonly Dot[]
  readonly lines: readonly Line[]
  /** How many machines are one column, since there is too much of them. */
  readonly simple: number
}

/** A state. */
export interface Box extends Bounds {
  readonly key: string
  /** The key of its machine. */
  readonly machine: string
  /** It holds machines: whether they are shown in it. Absent: it holds none. */
  readonly isOpen?: boolean
}

/** A machine that is nested in a state. */
export interface Frame extends Bounds {
  readonly key: string
  readonly label: string
}

/** Where a machine begins and where it ends. */
export interface Dot extends Bounds {
  readonly key: string
  readonly kind: 'start' | 'end'
}

/** All transitions of a kind from one state to another. */
export interface Line extends Route {
  readonly key: string
  /** Keys of states, or of dots. */
  readonly from: string
  readonly to: string
  readonly kind: FlowEdge['kind']
  /** What it says, row by row, cut where it is long. */
  readonly label?: Bounds & { readonly rows: readonly string[] }
  /** All that it says, whole. */
  readonly title?: string
}

export const sizes = { name: 13, detail: 11, label: 11, row: 15, head: 46, nodeHeight: 46, pad: 14, title: 20 } as const
const widths = { min: 116, max: 250, around: 62 }
const labels = { rows: 3, width: 190 }
const dots = { start: 14, end: 18 }
const gap = 16

/** The keys of a machine's dots: no state's key ends so. */
export const startOf = (machine: string): string => `${machine}>start`
export const endOf = (machine: string): string => `${machine}>end`

/** A line before it is drawn: it may still be moved. */
type Course = Omit<Line, keyof Route> & Omit<Way, 'label'>

/** A layout that is being made. */
interface Part {
  width: number
  height: number
  readonly boxes: Box[]
  readonly frames: Frame[]
  readonly dots: Dot[]
  readonly lines: Course[]
  simple: number
}

/** How a graph is laid out. */
export interface Manner {
  /** The keys of states whose machines are not shown. */
  readonly collapsed: ReadonlySet<string>
  /** From left to right; else from top to bottom. */
  readonly isAcross: boolean
}

/** Lays out a graph. A function of what it is given. */
export function layoutGraph(graph: FlowGraph, manner: Manner): Layout {
  const { lines, ...part } = machine(graph, manner)
  return { ...part, lines: lines.map(({ points, style, ...line }) => ({ ...line, ...route(points, style) })) }
}

/** A machine with all that is in it. Recurses no deeper than graphs are nested. */
function machine(graph: FlowGraph, manner: Manner): Part {
  const isShown = ({ key, machines }: FlowNode) => machines.length > 0 && !manner.collapsed.has(key)
  const inner = graph.nodes.map((node) => (isShown(node) ? container(node, manner) : undefined))
  const states = graph.nodes.map((node, index): Item => inner[index] ?? sizeOf(node))
  const number = new Map(graph.nodes.map(({ key }, index) => [key, index + 1]))
  const ends = graph.nodes.filter(({ end, terminal }) => end && !terminal)
  const dot = (size: number): Item => ({ width: size, height: size })
  const items = [dot(dots.start), ...states, ...(ends.length > 0 ? [dot(dots.end)] : [])]
  const between = merged(graph)
  const start = graph.startAt === undefined ? undefined : number.get(graph.startAt)
  const joints: { readonly link: Link; readonly line: Omit<Line, keyof Route> }[] = []
  const join = (from: number, to: number, line: Omit<Line, keyof Route | 'key'>, label?: Item) =>
    joints.push({ link: { from, to, label }, line: { ...line, key: `${line.from} ${line.kind} ${line.to}` } })
  if (start !== undefined) join(0, start, { from: startOf(graph.key), to: graph.startAt!, kind: 'Next' })
  for (const { from, to, kind, texts } of between) {
    const label = texts.length === 0 ? undefined : labelOf(texts)
    join(number.get(from)!, number.get(to)!, { from, to, kind, ...(label && { label, title: texts.join('\n') }) }, label)
  }
  for (const { key } of ends) join(number.get(key)!, items.length - 1, { from: key, to: endOf(graph.key), kind: 'Next' })
  const links = joints.map(({ link }) => link)
  return assemble(graph, items, inner, joints, manner.isAcross ? arrangeAcross(items, links) : arrange(items, links))
}

function assemble(
  graph: FlowGraph,
  items: readonly Item[],
  inner: readonly (Part | undefined)[],
  joints: readonly { readonly line: Omit<Line, keyof Route> }[],
  { spots, ways, width, height, isSimple }: Arrangement,
): Part {
  const bounds = (index: number): Bounds => ({
    x: spots[index]!.x - items[index]!.width / 2,
    y: spots[index]!.y - items[index]!.height / 2,
    width: items[index]!.width,
    height: items[index]!.height,
  })
  const boxes: Box[] = graph.nodes.map((node, index) => ({
    ...bounds(index + 1),
    key: node.key,
    machine: graph.key,
    ...(node.machines.length > 0 && { isOpen: inner[index] !== undefined }),
  }))
  const dots: Dot[] = [{ ...bounds(0), key: startOf(graph.key), kind: 'start' }]
  if (items.length > graph.nodes.length + 1) dots.push({ ...bounds(items.length - 1), key: endOf(graph.key), kind: 'end' })
  const lines = joints.map(({ line }, index): Course => {
    const { points, style, label } = ways[index]!
    if (line.label === undefined || label === undefined) return { ...line, points, style }
    const { width, height } = line.label
    return { ...line, points, style, label: { ...line.label, x: label.x - width / 2, y: label.y - height / 2 } }
  })
  const part: Part = { width, height, boxes, frames: [], dots, lines, simple: isSimple ? 1 : 0 }
  inner.forEach((own, index) => {
    if (own) add(part, own, boxes[index]!.x, boxes[index]!.y)
  })
  return part
}

/** A state with its machines side by side, in several rows where there are many; across, one below the other. */
function container(node: FlowNode, manner: Manner): Part {
  const machines = node.machines.map((each) => machine(each, manner))
  const area = machines.reduce((sum, { width, height }) => sum + (width + 3 * gap) * (height + 4 * gap), 0)
  const widest = manner.isAcross ? 0 : Math.max(1800, 1.5 * Math.sqrt(area))
  const part: Part = { width: sizeOf(node).width, height: 0, boxes: [], frames: [], dots: [], lines: [], simple: 0 }
  let [x, y, rowHeight, right] = [sizes.pad, sizes.head as number, 0, 0]
  machines.forEach((each, index) => {
    const width = Math.max(each.width + 2 * gap, 110)
    const height = each.height + gap * 2 + sizes.title
    if (x > sizes.pad && x + width > widest) {
      y += rowHeight + gap
      x = sizes.pad
      rowHeight = 0
    }
    const { key, label = '' } = node.machines[index]!
    part.frames.push({ key, label, x, y, width, height })
    add(part, each, x + (width - each.width) / 2, y + sizes.title + gap / 2)
    rowHeight = Math.max(rowHeight, height)
    right = Math.max(right, x + width)
    x += width + gap
  })
  const width = Math.max(part.width, right + sizes.pad)
  return { ...part, width, height: y + rowHeight + sizes.pad }
}

/** Puts what is laid out for itself into another, at a place of it. */
function add(into: Part, { boxes, frames, dots, lines, simple }: Part, x: number, y: number): void {
  const moved = <T extends Point>(each: T): T => ({ ...each, x: each.x + x, y: each.y + y })
  for (const each of boxes) into.boxes.push(moved(each))
  for (const each of frames) into.frames.push(moved(each))
  for (const each of dots) into.dots.push(moved(each))
  for (const { points, label, ...line } of lines)
    into.lines.push({ ...line, points: points.map(moved), ...(label && { label: moved(label) }) })
  into.simple += simple
}

/** The size of a state without what is in it. */
export function sizeOf(node: FlowNode): Item {
  const text = Math.max(textWidth(node.name, sizes.name), textWidth(subtitleOf(node), sizes.detail))
  return { width: Math.ceil(Math.min(widths.max, Math.max(widths.min, text + widths.around))), height: sizes.nodeHeight }
}

function labelOf(texts: readonly string[]): Bounds & { readonly rows: readonly string[] } {
  const shown = texts.length > labels.rows ? texts.slice(0, labels.rows - 1) : texts
  const rows = shown.map((text) => cutTo(text, sizes.label, labels.width))
  if (shown.length < texts.length) rows.push(`and ${texts.length - shown.length} more`)
  const width = Math.max(...rows.map((row) => textWidth(row, sizes.label))) + 8
  return { rows, x: 0, y: 0, width, height: rows.length * sizes.row }
}

interface Merged {
  readonly from: string
  readonly to: string
  readonly kind: FlowEdge['kind']
  readonly texts: string[]
}

/** One line for all Choice Rules from one state to another, and one for all Catchers. */
function merged({ edges }: FlowGraph): Merged[] {
  const found = new Map<string, Merged>()
  for (const { from, to, kind, label } of edges) {
    const key = `${from} ${to} ${kind === 'Catch'}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { from, to, kind, texts: label === undefined ? [] : [label] })
    else if (label !== undefined) known.texts.push(label)
  }
  return [...found.values()]
}
