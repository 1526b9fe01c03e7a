import type { Lines } from '../base/lines'
import type { Range } from '../base/range'
import { detailOf } from './flowDetail'
import { labelOf } from './flowLabel'
import { endsByType, isTerminal, machinesOf } from './graph'
import { iterates, type Machine, type State, type StateType, stateKey, type Transition } from './machine'

/** A machine as it is drawn: plain data, which goes over a wire. Made by `flowGraph` of any text, also of a broken one. */
export interface FlowGraph {
  /** `stateKey` of the machine's path: "[]" for the definition itself. Unique in the whole graph, as the keys of nodes are. */
  readonly key: string
  /** "Branch 1", "ItemProcessor"; absent for the definition itself. */
  readonly label?: string
  /** The key of the first state's node; absent where StartAt says nothing. */
  readonly startAt?: string
  /** In the order of the text; behind them what transitions name and the text does not have. */
  readonly nodes: readonly FlowNode[]
  /** In the order of the text: of each state, its transitions. */
  readonly edges: readonly FlowEdge[]
  /** In the outermost graph: how many states are left out, as there are too many, or they are nested too deep. Absent: none. */
  readonly left?: number
}

/** A state, or what stands for one that is not there. */
export interface FlowNode {
  /** `stateKey` of the state's path; of a second state with this path, which is wrong, with "~2" behind it. */
  readonly key: string
  readonly name: string
  /** Absent where Type is missing or no state type. */
  readonly type?: StateType
  /** In a few words: what a Task calls, how long a Wait waits; a Type that is none, as it is written. */
  readonly detail?: string
  /** `missing`: a transition names it, and there is no such state. `unknown`: only the deployment knows it. `duplicate`: an earlier state has its name. */
  readonly doubt?: 'missing' | 'unknown' | 'duplicate'
  readonly place: FlowPlace
  /** The machine may end here. */
  readonly end: boolean
  /** It ends by its type: a Succeed or Fail state. */
  readonly terminal?: true
  /** It runs its machine for each item. */
  readonly iterates?: true
  /** Of a Parallel its branches, of a Map its processor. */
  readonly machines: readonly FlowGraph[]
}

/** Where a node is in its text, in UTF-16 code units: its name, and the whole of it; of what is missing, the text that names it. */
export interface FlowPlace {
  readonly key: Range
  readonly range: Range
  /** Those of the name, 1-based; the column in UTF-16 code units. */
  readonly line: number
  readonly column: number
}

/** A transition. */
export interface FlowEdge {
  /** Keys of nodes of the same graph. */
  readonly from: string
  readonly to: string
  readonly kind: Exclude<Transition['kind'], 'StartAt'>
  /** The Choice Rule as a short text, the errors of the Catcher, "Default"; absent for Next. */
  readonly label?: string
  /** Among the transitions of its state, in the order of the text. */
  readonly index: number
}

/** How deep machines are nested, and how many nodes and edges there are, at most: what is more is left out. */
const maxDepth = 50
const maxNodes = 10_000
const maxEdges = 20_000

/** The graph of a definition. `lines`: those of its file. Never throws; linear in the text. */
export function flowGraph(machine: Machine, lines: Lines): FlowGraph {
  const builder = new Builder(lines)
  const graph = builder.graph(machine, 0)
  if (!builder.isFull) return graph
  const all = machinesOf(machine).reduce((sum, { states, duplicates }) => sum + states.size + duplicates.length, 0)
  return { ...graph, left: all - builder.states }
}

/** Adds up over all machines of a definition. */
class Builder {
  /** Those that are drawn. */
  states = 0
  /** Something is left out. */
  isFull = false
  private nodes = 0
  private edges = 0
  private readonly keys = new Set<string>()
  /** How often a key was wanted by another: states of one name are found without trying all numbers. */
  private readonly again = new Map<string, number>()

  constructor(private readonly lines: Lines) {}

  /** Recurses no deeper than `maxDepth`. */
  graph(machine: Machine, depth: number): FlowGraph {
    const { path, startAt: start } = machine
    const key = this.unique(stateKey(path))
    const keys = new Map<string, string>()
    const nodes: FlowNode[] = []
    const drawn: (readonly [State, string])[] = []
    for (const state of statesOf(machine)) {
      if (!this.hasRoom()) break
      this.states++
      const own = this.unique(stateKey([...path, 'States', state.name]))
      const isFirst = machine.states.get(state.name) === state
      if (isFirst) keys.set(state.name, own)
      drawn.push([state, own])
      nodes.push(this.node(state, own, isFirst, depth))
    }
    // What no state has is drawn once, where it is named first.
    const named = (transition: Transition): string | undefined => {
      const { target } = transition
      if (!keys.has(target) && !machine.states.has(target) && this.hasRoom()) {
        const own = this.unique(stateKey([...path, 'States', target]))
        keys.set(target, own)
        nodes.push(this.missing(transition, machine, own))
      }
      return keys.get(target)
    }
    const startAt = start && named(start)
    const edges = drawn.flatMap(([state, from]) =>
      state.transitions.flatMap((transition, index): FlowEdge[] => {
        const { kind } = transition
        const to = kind === 'StartAt' || this.edges >= maxEdges ? undefined : named(transition)
        if (kind === 'StartAt' || to === undefined) return []
        this.edges++
        const label = labelOf(transition)
        return [{ from, to, kind, ...(label !== undefined && { label }), index }]
      }),
    )
    const label = titleOf(machine)
    return { key, ...(label !== undefined && { label }), ...(startAt !== undefined && { startAt }), nodes, edges }
  }

  private node(state: State, key: string, isFirst: boolean, depth: number): FlowNode {
    const { name, type } = state
    const detail = detailOf(state)
    const nested = depth < maxDepth ? state.machines : []
    this.isFull ||= nested.length < state.machines.length
    return {
      key,
      name,
      ...(type !== undefined && { type }),
      ...(detail !== undefined && { detail }),
      ...(!isFirst && { doubt: 'duplicate' as const }),
      place: this.place(state.key, state.member),
      end: isTerminal(state),
      ...(endsByType(state) && { terminal: true as const }),
      ...(iterates(state) && { iterates: true as const }),
      machines: nested.map((machine) => this.graph(machine, depth + 1)),
    }
  }

  private missing({ target, node }: Transition, { isOpen, unknown }: Machine, key: string): FlowNode {
    const doubt = node.substitutions !== undefined || isOpen || unknown.has(target) ? 'unknown' : 'missing'
    const place = unknown.get(target)?.key ?? node
    return { key, name: target, doubt, place: this.place(place, place), end: false, machines: [] }
  }

  private hasRoom(): boolean {
    if (this.nodes++ < maxNodes) return true
    this.isFull = true
    return false
  }

  private unique(key: string): string {
    if (!this.keys.has(key)) {
      this.keys.add(key)
      return key
    }
    const number = (this.again.get(key) ?? 1) + 1
    this.again.set(key, number)
    return this.unique(`${key}~${number}`)
  }

  private place(key: Range, range: Range): FlowPlace {
    const { line, character } = this.lines.position(key.offset)
    return { key: plain(key), range: plain(range), line: line + 1, column: character + 1 }
  }
}

const plain = ({ offset, length }: Range): Range => ({ offset, length })

/** Those of the machine, duplicates among them, in the order of the text. */
const statesOf = ({ states, duplicates }: Machine): State[] =>
  duplicates.length === 0 ? [...states.values()] : [...states.values(), ...duplicates].sort((a, b) => a.member.offset - b.member.offset)

/** What a nested machine is to its state. */
function titleOf({ owner, path }: Machine): string | undefined {
  const last = path.at(-1)
  return owner === undefined ? undefined : typeof last === 'number' ? `Branches[${last}]` : last
}
