import type { StatePlace } from '../../core/history/rows'
import type { DocumentGraph, NodeMark } from '../../core/language/features/flowGraphs'
import type { FlowGraph, FlowNode } from '../../core/model/flowGraph'
import type { BreakpointPlace, Graphs, ToPanel } from '../messages'
import type { Visits } from '../table/visits'
import { type GraphRun, graphRun } from './run'

/** A state and where it is. */
export interface Placed {
  readonly node: FlowNode
  /** The key of its machine. */
  readonly machine: string
  /** The state that its machine is in. */
  readonly owner: Placed | undefined
}

/** What the graph shows: the machines of a file, and where the cursor is in it. */
export class GraphModel {
  graphs: Graphs | undefined
  /** It has been told which graph there is, if any. */
  isTold = false
  /** The offset of the cursor in the editor of the file. */
  cursor: number | undefined
  private readonly indices = new WeakMap<FlowGraph, GraphIndex>()
  private ran: { readonly version: number; readonly visits: Visits; readonly file: string | undefined; readonly run: GraphRun } | undefined

  receive(message: Extract<ToPanel, { type: 'graph' | 'cursor' }>): void {
    if (message.type === 'graph') {
      this.graphs = message.graphs
      this.isTold = true
    } else this.cursor = message.offset
  }

  /** The machine of that name, else the one that runs, else the first. */
  machine(name: string | undefined): DocumentGraph | undefined {
    const { machines = [], name: running } = this.graphs ?? {}
    return (
      machines.find((each) => each.name === name && name !== undefined) ?? machines.find((each) => each.name === running) ?? machines[0]
    )
  }

  index(graph: FlowGraph): GraphIndex {
    const known = this.indices.get(graph)
    if (known !== undefined) return known
    const made = new GraphIndex(graph)
    this.indices.set(graph, made)
    return made
  }

  /** What the run has done; read anew only where something has happened. `focused`: the event of the stay that the debugger looks at. */
  run(visits: Visits, focused: number | undefined): GraphRun {
    const file = this.graphs?.file
    const { ran } = this
    const isSame = ran && ran.visits === visits && ran.version === visits.version && ran.file === file
    const run = isSame ? ran.run : graphRun(visits, file)
    if (!isSame) this.ran = { version: visits.version, visits, file, run }
    const at = focused === undefined ? undefined : visits.byEvent(focused)
    return at === undefined ? run : { ...run, current: at.key }
  }

  /** The place of a state by its key, also where no run has come to it. */
  place(key: string): StatePlace | undefined {
    const node = this.node(key)
    return node && this.placeOf(node)
  }

  /** A state by its key. */
  node(key: string): FlowNode | undefined {
    for (const { graph } of this.graphs?.machines ?? []) {
      const node = this.index(graph).nodes.get(key)?.node
      if (node) return node
    }
    return undefined
  }

  /** The place of a state as the rest of the panel names it. */
  placeOf({ key, name, place }: FlowNode): StatePlace | undefined {
    if (this.graphs === undefined) return undefined
    const path = JSON.parse(key.replace(/(~\d+)+$/, '')) as (string | number)[]
    return { name, path, file: this.graphs.file, key: place.key, range: place.range, line: place.line, column: place.column }
  }
}

/** The states of a graph by their keys and places. */
export class GraphIndex {
  readonly nodes = new Map<string, Placed>()
  /** The keys of the states that machines are in. */
  private readonly owners = new Map<string, string>()
  /** Without places: what a layout depends on. */
  readonly shape: string

  constructor(readonly graph: FlowGraph) {
    this.add(graph, undefined)
    this.shape = JSON.stringify(graph, (name, value) => (name === 'place' ? undefined : value))
  }

  readonly ownerOf = (machine: string): string | undefined => this.owners.get(machine)

  readonly machinesOf = (key: string): readonly string[] => this.nodes.get(key)?.node.machines.map((machine) => machine.key) ?? []

  /** The innermost state whose text an offset is in. */
  at(offset: number): FlowNode | undefined {
    const isIn = ({ place: { range } }: FlowNode) => offset >= range.offset && offset <= range.offset + range.length
    const search = (nodes: readonly FlowNode[]): FlowNode | undefined => {
      const found = nodes.find((node) => node.doubt !== 'missing' && node.doubt !== 'unknown' && isIn(node))
      return found && (found.machines.map(({ nodes: inner }) => search(inner)).find((each) => each !== undefined) ?? found)
    }
    return search(this.graph.nodes)
  }

  /** The state in which a breakpoint stops: on a whole line the first that is named there, else the innermost around it. */
  private stopsIn(offset: number): string | undefined {
    let first: FlowNode | undefined
    for (const { node } of this.nodes.values()) {
      const { key, column } = node.place
      if (
        node.doubt !== 'missing' &&
        key.offset - (column - 1) === offset &&
        key.offset < (first?.place.key.offset ?? Number.POSITIVE_INFINITY)
      )
        first = node
    }
    return (first ?? this.at(offset))?.key
  }

  /** Breakpoints by the states that they stop in. */
  breakpoints(places: readonly BreakpointPlace[]): Map<string, BreakpointPlace[]> {
    const found = new Map<string, BreakpointPlace[]>()
    for (const place of places) {
      const key = this.stopsIn(place.offset)
      if (key !== undefined) found.set(key, [...(found.get(key) ?? []), place])
    }
    return found
  }

  /** The states whose names have a text in them, whatever its case, in the order of the text. */
  search(text: string): string[] {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') return []
    return [...this.nodes.values()].filter(({ node }) => node.name.toLowerCase().includes(wanted)).map(({ node }) => node.key)
  }

  /** Those around a state that holds it, the innermost first. */
  around(key: string): string[] {
    const keys: string[] = []
    for (let owner = this.nodes.get(key)?.owner; owner !== undefined; owner = owner.owner) keys.push(owner.node.key)
    return keys
  }

  /** The states that hold machines. */
  get containers(): string[] {
    return [...this.nodes.values()].filter(({ node }) => node.machines.length > 0).map(({ node }) => node.key)
  }

  private add({ key, nodes }: FlowGraph, owner: Placed | undefined): void {
    if (owner) this.owners.set(key, owner.node.key)
    for (const node of nodes) {
      const placed: Placed = { node, machine: key, owner }
      this.nodes.set(node.key, placed)
      for (const machine of node.machines) this.add(machine, placed)
    }
  }
}

/** The marks of a machine by the keys of its nodes. */
export const marksOf = ({ marks }: DocumentGraph): ReadonlyMap<string, NodeMark> => new Map(marks.map((mark) => [mark.key, mark]))
