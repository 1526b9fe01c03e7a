import { test } from 'vitest'
import { layoutGraph } from '../../../webview/graph/layout'
import { weightOf } from '../../../webview/graph/layouter'
import { down, graphOf, machines } from './graphs'

/** Nothing is asserted: what a layout takes is printed, for docs/panel.md and the bound in layouter.ts. */
test('how long layouts take', () => {
  for (const name of ['choices that skip', 'a mixture', 'one handler of all errors'])
    for (const size of [40, 100]) {
      const graph = graphOf(machines[name]!(size))
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now()
        layoutGraph(graph, down)
        return performance.now() - start
      }).sort((a, b) => a - b)
      console.log(`${name}, ${size} states (${weightOf(graph)} with what is in them and transitions): ${times[2]!.toFixed(0)} ms`)
    }
})
