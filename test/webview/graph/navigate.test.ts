import { describe, expect, test } from 'vitest'
import { layoutGraph } from '../../../webview/graph/layout'
import { GraphIndex } from '../../../webview/graph/model'
import { Navigation } from '../../../webview/graph/navigate'
import { down, graphOf } from './graphs'

const pass = (more: object) => ({ Type: 'Pass', ...more })
const branch = (name: string) => ({ StartAt: name, States: { [name]: pass({ Next: `${name}2` }), [`${name}2`]: pass({ End: true }) } })
const index = new GraphIndex(
  graphOf({
    StartAt: 'Check',
    States: {
      Check: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Left' }], Default: 'Right' },
      Left: pass({ Next: 'Both' }),
      Right: pass({ Next: 'Both' }),
      Both: { Type: 'Parallel', Branches: [branch('One'), branch('Two')], Next: 'Done' },
      Done: { Type: 'Succeed' },
      Lonely: pass({ Next: 'Done' }),
    },
  }),
)
const key = (name: string | undefined) => [...index.nodes.values()].find(({ node }) => node.name === name)?.node.key
const name = (of: string | undefined) => (of === undefined ? undefined : index.nodes.get(of)!.node.name)
const navigation = (collapsed: readonly string[] = [], isAcross = false) =>
  new Navigation(layoutGraph(index.graph, { collapsed: new Set(collapsed), isAcross }), index.ownerOf, index.machinesOf, isAcross)

describe('the keys lead', () => {
  test.each([
    ['ArrowDown', undefined, 'Check'],
    ['ArrowDown', 'Check', 'Right'],
    ['ArrowRight', 'Right', 'Left'],
    ['ArrowLeft', 'Left', 'Right'],
    ['ArrowUp', 'Left', 'Check'],
    ['ArrowDown', 'Right', 'Both'],
    ['ArrowRight', 'Both', 'One'],
    ['ArrowRight', 'One', 'Two'],
    ['ArrowDown', 'Two', 'Two2'],
    ['ArrowLeft', 'Two2', 'One2'],
    ['ArrowLeft', 'One2', 'Both'],
    ['ArrowDown', 'Both', 'Done'],
    ['ArrowDown', 'One2', undefined],
    ['ArrowUp', 'One', undefined],
    ['Home', 'Done', 'Check'],
    ['x', 'Done', undefined],
  ])('%s from %s to %s', (pressed, from, to) => expect(name(navigation().go(pressed, key(from)))).toBe(to))

  test('not into a state that is collapsed', () => {
    expect(name(navigation([key('Both')!]).go('ArrowRight', key('Both')))).not.toBe('One')
  })
  test('along the ways also where they go from left to right', () => {
    const across = navigation([], true)
    expect(['Left', 'Right']).toContain(name(across.go('ArrowRight', key('Check'))))
    expect(name(across.go('ArrowRight', key('Left')))).toBe('Both')
    expect(name(across.go('ArrowRight', key('Both')))).toBe('Done')
    expect(name(across.go('ArrowLeft', key('Both')))).toMatch(/Left|Right/)
    expect(name(across.go('ArrowDown', key('Both')))).toBe('One')
    expect(name(across.go('ArrowDown', key('One')))).toBe('Two')
  })
  test('through a loop without an end', () => {
    const loop = new GraphIndex(graphOf({ StartAt: 'A', States: { A: pass({ Next: 'B' }), B: pass({ Next: 'A' }) } }))
    const walk = new Navigation(layoutGraph(loop.graph, down), loop.ownerOf, loop.machinesOf, false)
    const [a, b] = loop.graph.nodes.map((node) => node.key)
    expect([walk.go('ArrowDown', a), walk.go('ArrowDown', b), walk.go('ArrowUp', b)]).toEqual([b, a, a])
  })
})

test('states are read from top to bottom, what is in a state behind it', () => {
  const order = navigation().order.map((box) => name(box.key)!)
  expect(order.indexOf('One')).toBe(order.indexOf('Both') + 1)
  expect([...order].sort()).toEqual([...index.nodes.values()].map(({ node }) => node.name).sort())
  expect(order.filter((each) => !['Lonely'].includes(each))).toEqual([
    'Check',
    'Right',
    'Left',
    'Both',
    'One',
    'One2',
    'Two',
    'Two2',
    'Done',
  ])
})

test('levels count from 1', () => {
  expect(['Check', 'One'].map((each) => navigation().level(index.nodes.get(key(each)!)!.machine))).toEqual([1, 2])
})
