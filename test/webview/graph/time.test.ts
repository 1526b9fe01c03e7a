import { test } from 'vitest'
import { layoutGraph } from '../../../webview/graph/layout'
import { graphOf, machines } from './graphs'

test('how long layouts take', () => {
  for (const [name, make] of Object.entries(machines))
    for (const size of [5, 40, 100, 500, 5000]) {
      const graph = graphOf(make(size))
      const times = [0, 1, 2].map(() => {
        const start = performance.now()
        layoutGraph(graph, new Set())
        return performance.now() - start
      })
      const { simple, width, height } = layoutGraph(graph, new Set())
      console.log(name, size, times.map((t) => t.toFixed(0)).join(' '), simple, width | 0, height | 0)
    }
}, 300_000)
