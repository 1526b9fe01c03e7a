import { Lines } from '../../base/lines'
import { statePath } from '../../history/rows'
import { type FlowGraph, type FlowNode, flowGraph } from '../../model/flowGraph'
import { stateKey } from '../../model/machine'
import { statesOf } from './places'
import type { Opened } from './types'

/** The definition that ran as it is drawn, its states where they are now. `file`: in which file; empty: in none. Undefined: it is not known. */
export function openedGraph({ document, definition, rows }: Opened): { readonly file: string; readonly graph: FlowGraph } | undefined {
  if (document === undefined || definition === undefined) return undefined
  const places = new Map(statesOf(definition).map((state) => [stateKey(statePath(state)), rows.place(state)]))
  const placed = (graph: FlowGraph): FlowGraph => ({ ...graph, nodes: graph.nodes.map(node) })
  const node = (each: FlowNode): FlowNode => {
    const place = places.get(each.key)
    const machines = each.machines.map(placed)
    return place === undefined
      ? { ...each, machines }
      : { ...each, machines, place: { key: place.key, range: place.range, line: place.line, column: place.column } }
  }
  const file = [...places.values()].find((place) => place.file !== '')?.file ?? ''
  return { file, graph: placed(flowGraph(definition.machine, new Lines(document.text))) }
}
