import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FlowGraph, FlowNode } from '../../../core/model/flowGraph'
import { type Box, type Layout, layoutGraph } from '../../../webview/graph/layout'
import type { Bounds } from '../../../webview/graph/paths'
import { machines as anyMachine } from '../../support/anyMachine'
import { down, graphOf, machines } from './graphs'

const shown = (graph: FlowGraph, collapsed: ReadonlySet<string>): FlowNode[] =>
  graph.nodes.flatMap((node) => [node, ...(collapsed.has(node.key) ? [] : node.machines.flatMap((each) => shown(each, collapsed)))])
const within = (inner: Bounds, outer: Bounds) =>
  inner.x >= outer.x - 0.5 &&
  inner.y >= outer.y - 0.5 &&
  inner.x + inner.width <= outer.x + outer.width + 0.5 &&
  inner.y + inner.height <= outer.y + outer.height + 0.5
const meet = (a: Bounds, b: Bounds) =>
  a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5

/** What cannot be in any layout. */
function faults(graph: FlowGraph, layout: Layout, collapsed: ReadonlySet<string>): string[] {
  const said: string[] = []
  const boxes = new Map(layout.boxes.map((box) => [box.key, box]))
  const frames = new Map(layout.frames.map((frame) => [frame.key, frame]))
  const nodes = shown(graph, collapsed)
  if (boxes.size !== nodes.length || nodes.some(({ key }) => !boxes.has(key))) said.push('not every state has one box')
  const all = { x: 0, y: 0, width: layout.width, height: layout.height }
  const within_ = (each: Bounds, outer: Bounds, what: string) => within(each, outer) || said.push(`${what} is outside`)
  for (const box of layout.boxes) within_(box, frames.get(box.machine) ?? all, box.key)
  for (const node of nodes)
    for (const { key } of boxes.get(node.key)?.isOpen ? node.machines : []) within_(frames.get(key)!, boxes.get(node.key)!, key)
  for (const dot of layout.dots) within_(dot, frames.get(dot.key.replace(/>\w+$/, '')) ?? all, dot.key)
  const siblings = new Map<string, Box[]>()
  for (const box of layout.boxes) {
    const known = siblings.get(box.machine)
    if (known) known.push(box)
    else siblings.set(box.machine, [box])
  }
  for (const own of siblings.values()) {
    own.sort((a, b) => a.y - b.y)
    own.forEach((a, i) => {
      for (let j = i + 1; j < own.length && own[j]!.y < a.y + a.height; j++)
        if (meet(a, own[j]!)) said.push(`${a.key} lies on ${own[j]!.key}`)
    })
  }
  const places = new Map<string, Bounds>([...layout.boxes, ...layout.dots].map((each) => [each.key, each]))
  for (const line of layout.lines) {
    const from = places.get(line.from)
    const to = places.get(line.to)
    if (!from || !to) said.push(`${line.key} leads nowhere`)
    else if (!meets(line.path, from) || !meets(line.head, to)) said.push(`${line.key} does not touch its states`)
    if (/NaN|undefined|Infinity/.test(line.path + line.head)) said.push(`${line.key} has no way`)
  }
  return said
}

/** Whether a line begins at a box, or an arrow ends at one. */
function meets(path: string, { x, y, width, height }: Bounds): boolean {
  const [, px, py] = /^M(-?[\d.]+) (-?[\d.]+)/.exec(path)!.map(Number) as [number, number, number]
  return px >= x - 1 && px <= x + width + 1 && py >= y - 1 && py <= y + height + 1
}

const all = Object.entries(machines).flatMap(([name, make]) =>
  [1, 2, 5, 40, 500].map((size): [string, number, object] => [name, size, make(size)]),
)

describe('in every layout', () => {
  test.each(all)('%s, %i: states stand apart, in their machines, and lines lead from one to another', (_, __, machine) => {
    const graph = graphOf(machine)
    const layout = layoutGraph(graph, down)
    expect(faults(graph, layout, new Set())).toEqual([])
    expect(layoutGraph(graph, down)).toEqual(layout)
    expect(faults(graph, layoutGraph(graph, { ...down, isAcross: true }), new Set())).toEqual([])
  })

  test('states of 5,000 are one column', () => {
    const graph = graphOf(machines['choices that skip']!(5000))
    const layout = layoutGraph(graph, down)
    expect(faults(graph, layout, new Set())).toEqual([])
    expect(layout.simple).toBe(1)
  })

  test('any machine, with loops, and states that nothing leads to', () =>
    fc.assert(
      fc.property(anyMachine, (machine) => {
        const graph = graphOf(machine)
        expect(faults(graph, layoutGraph(graph, down), new Set())).toEqual([])
      }),
      { numRuns: 100 },
    ))

  test.each<[string, object | string]>([
    ['nothing', '{}'],
    ['no state', { StartAt: 'A' }],
    [
      'a state that leads to itself',
      { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'A' }] } } },
    ],
    ['two that lead to each other', { StartAt: 'A', States: { A: { Next: 'B' }, B: { Next: 'A' } } }],
    ['a Parallel without branches', { StartAt: 'A', States: { A: { Type: 'Parallel', Branches: [{}, { States: { B: {} } }] } } }],
    [
      'names like those of JavaScript',
      '{"StartAt":"__proto__","States":{"__proto__":{"Next":"constructor"},"constructor":{"Next":"__proto__"}}}',
    ],
  ])('also of %s', (_, machine) => {
    const graph = graphOf(machine)
    expect(faults(graph, layoutGraph(graph, down), new Set())).toEqual([])
  })
})

test('a state that is collapsed shows nothing of its machines, and is as small as others', () => {
  const graph = graphOf(machines['a mixture']!(6))
  const parallel = graph.nodes.find(({ type }) => type === 'Parallel')!
  const collapsed = new Set([parallel.key])
  const layout = layoutGraph(graph, { collapsed, isAcross: false })
  expect(faults(graph, layout, collapsed)).toEqual([])
  expect(layout.boxes.find(({ key }) => key === parallel.key)).toMatchObject({ isOpen: false, height: 46 })
  expect(layout.boxes.find(({ key }) => key === graph.nodes[0]!.key)).not.toHaveProperty('isOpen')
})

test('from left to right the first state is at the left, and the branches of a Parallel are one below the other', () => {
  const graph = graphOf(machines['a mixture']!(6))
  const { boxes, frames, width, height } = layoutGraph(graph, { ...down, isAcross: true })
  expect(width).toBeGreaterThan(height)
  expect(boxes[0]!.x).toBeLessThan(100)
  const [one, two] = frames
  expect([one!.x === two!.x, two!.y > one!.y + one!.height]).toEqual([true, true])
})

test('rules with one target are one line, and Catchers another', () => {
  const rules = ['>', '<', '='].map((_, i) => ({ Variable: '$.a', NumericEquals: i, Next: 'B' }))
  const graph = graphOf({
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [...rules, ...rules], Default: 'B', Catch: [{ ErrorEquals: ['E'], Next: 'B' }] },
      B: { Type: 'Fail' },
    },
  })
  const lines = layoutGraph(graph, down).lines.filter(({ from }) => from === graph.nodes[0]!.key)
  expect(lines.map(({ kind, label, title }) => [kind, label!.rows, title!.split('\n').length])).toEqual([
    ['Choice', ['$.a == 0', '$.a == 1', 'and 5 more'], 7],
    ['Catch', ['E'], 1],
  ])
})

test('the first state is at the top, and one line of states is straight', () => {
  const { boxes, dots } = layoutGraph(graphOf(machines['one after the other']!(5)), down)
  const middles = [...boxes, ...dots].map(({ x, width }) => x + width / 2)
  expect(new Set(middles.map(Math.round)).size).toBe(1)
  expect(boxes.map(({ y }) => y)).toEqual([...boxes.map(({ y }) => y)].sort((a, b) => a - b))
})

test('a long line of states goes on in other columns, and begins in the upper left corner', () => {
  const graph = graphOf(machines['choices that skip']!(300))
  const { boxes, width, height } = layoutGraph(graph, down)
  expect(width / height).toBeGreaterThan(0.8)
  expect(width / height).toBeLessThan(2)
  expect(boxes[0]!.x + boxes[0]!.y).toBeLessThan(200)
  const inOrder = boxes.every(({ x, y }, i) => i === 0 || y > boxes[i - 1]!.y || x > boxes[i - 1]!.x)
  expect(inOrder).toBe(true)
})

test('long ways to one handler of errors are beside the graph', () => {
  const { boxes, lines } = layoutGraph(graphOf(machines['one handler of all errors']!(40)), down)
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const aside = lines.filter(({ kind, bounds }) => kind === 'Catch' && bounds.x + bounds.width > right)
  expect(aside.length).toBeGreaterThan(30)
  expect(new Set(aside.map(({ bounds }) => Math.round(bounds.x + bounds.width))).size).toBe(1)
})
