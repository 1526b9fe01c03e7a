import { expect, test } from 'vitest'
import type { DocumentGraph } from '../../../core/language/features/flowGraphs'
import { layoutGraph } from '../../../webview/graph/layout'
import { GraphIndex } from '../../../webview/graph/model'
import { type GraphRun, graphRun, wayKey } from '../../../webview/graph/run'
import { Visits } from '../../../webview/table/visits'
import { type PanelRun, runOf } from '../runs'
import { down } from './graphs'

const visitsOf = ({ bodies }: PanelRun, until = Number.POSITIVE_INFINITY): Visits => {
  const visits = new Visits()
  for (const { from, events, status } of bodies)
    if (from < until)
      visits.apply({ from, events: events.slice(0, until - from), status: until < Number.POSITIVE_INFINITY ? 'RUNNING' : status })
  return visits
}
const indexOf = ({ graphs }: PanelRun) => new GraphIndex((graphs.machines[0] as DocumentGraph).graph)

/** "Pay failed ×2 ↻1 3✓ 1✕" of each state that was reached. */
const told = (run: PanelRun, { nodes }: GraphRun): string[] =>
  [...indexOf(run).nodes].flatMap(([key, { node }]) => {
    const each = nodes.get(key)
    if (each === undefined) return []
    const { status, visits, retries, items } = each
    const parts = [
      node.name,
      status,
      visits > 1 && `×${visits}`,
      retries > 0 && `↻${retries}`,
      items && `${items.succeeded}✓ ${items.failed}✕ of ${items.length}`,
    ]
    return [parts.filter(Boolean).join(' ')]
  })
/** The lines of the graph that were taken: every way that the run tells is one of them. */
const taken = (run: PanelRun, { taken: ways }: GraphRun): string[] => {
  const { graph, nodes } = indexOf(run)
  const { lines } = layoutGraph(graph, down)
  const name = (key: string) => nodes.get(key)?.node.name ?? key.replace(/^.*>/, '>')
  const endsItself = (way: string) => way.endsWith('>end') && nodes.get(way.replace(/ > \[.*$/, ''))?.node.terminal === true
  const found = lines.filter(({ from, to, kind }) => ways.has(wayKey(from, to, kind === 'Catch')))
  expect(new Set(found.map(({ from, to, kind }) => wayKey(from, to, kind === 'Catch'))).size).toBe(
    [...ways].filter((way) => !endsItself(way)).length,
  )
  return found.map(({ from, to, kind }) => `${name(from)} ${kind} ${name(to)}`)
}

test('a task that is tried again, a Wait, branches, and an error that is caught', async () => {
  const run = await runOf('waiting')
  const state = graphRun(visitsOf(run), run.file)
  expect(told(run, state)).toEqual([
    'Charge succeeded ↻2',
    'Cool Down succeeded',
    'Ship succeeded',
    'Pack succeeded',
    'Label succeeded',
    'Hand Over succeeded',
    'Ask caught',
    'Nobody failed',
  ])
  expect(taken(run, state)).toEqual([
    '>start Next Charge',
    'Charge Next Cool Down',
    'Cool Down Next Ship',
    'Ship Next Ask',
    'Ask Catch Nobody',
    '>start Next Pack',
    'Pack Next >end',
    '>start Next Label',
    'Label Next Hand Over',
    'Hand Over Next >end',
  ])
  expect(state.current).toBeUndefined()
})

test('a Map with its items, one of which was caught', async () => {
  const run = await runOf('map10')
  const state = graphRun(visitsOf(run), run.file)
  expect(told(run, state)).toEqual([
    'Items succeeded 10✓ 0✕ of 10',
    'InStock? succeeded ×10',
    'Reserve caught ×7 ↻2',
    'Order succeeded ×4',
    'Done succeeded',
  ])
  expect(taken(run, state)).toContain('Reserve Catch Order')
  expect(taken(run, state)).toContain('Reserve Next >end')
})

test('while it runs: where somebody still is, and which was entered last', async () => {
  const run = await runOf('map10')
  const state = graphRun(visitsOf(run, 40), run.file)
  const { nodes } = indexOf(run)
  expect(told(run, state)[0]).toMatch(/^Items running \d✓ 0✕ of 10$/)
  expect(nodes.get(state.current!)!.node.name).toBe('Reserve')
})

test('a loop is what its latest round was', async () => {
  const run = await runOf('events20000')
  const state = graphRun(visitsOf(run), run.file)
  expect(told(run, state)).toEqual(['Begin succeeded', 'Count succeeded ×4998', 'Enough succeeded ×4998', 'Done succeeded'])
})

test('states of other files are none of this graph', async () => {
  const run = await runOf('waiting')
  expect(graphRun(visitsOf(run), '/elsewhere').nodes.size).toBe(0)
  expect(graphRun(visitsOf(run), undefined).nodes.size).toBe(8)
})

test('names like those of JavaScript and of HTML are names', async () => {
  const run = await runOf('hostile')
  const state = graphRun(visitsOf(run), run.file)
  expect(told(run, state).length).toBe(indexOf(run).nodes.size)
  expect(taken(run, state).length).toBe(indexOf(run).nodes.size + 1)
})
