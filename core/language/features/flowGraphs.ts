import { Lines } from '../../base/lines'
import type { Problem } from '../../base/problem'
import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { type FlowGraph, type FlowNode, flowGraph } from '../../model/flowGraph'

/** One machine of a document as it is drawn, and what is wrong with its states. */
export interface DocumentGraph {
  /** The logical ID in a template. */
  readonly name?: string
  /** The definition in the document, in UTF-16 code units. */
  readonly range: Range
  readonly graph: FlowGraph
  /** One for each node that has any. */
  readonly marks: readonly NodeMark[]
}

/** The problems of a node: those of the states in it are theirs. */
export interface NodeMark {
  readonly key: FlowNode['key']
  /** The gravest of them. */
  readonly severity: 'error' | 'warning' | 'information'
  /** The first of them, the gravest before others. */
  readonly messages: readonly string[]
  readonly count: number
}

/** The messages of a node at most. */
const maxMessages = 5

/** The machines of a document, in the order of the text, with the problems that `analyse` has found in it. Hints are left out. */
export function flowGraphs({ text, definitions }: AslDocument, problems: readonly Problem[]): DocumentGraph[] {
  if (definitions.length === 0) return []
  const lines = new Lines(text)
  return definitions.map(({ logicalId, machine, range }) => {
    const graph = flowGraph(machine, lines)
    return {
      ...(logicalId !== undefined && { name: logicalId }),
      range: { offset: range.offset, length: range.length },
      graph,
      marks: marksOf(graph, problems),
    }
  })
}

const grades = ['error', 'warning', 'information'] as const

/** Each problem belongs to the innermost node whose text it is in. One walk over both, in the order of the text. */
function marksOf(graph: FlowGraph, problems: readonly Problem[]): NodeMark[] {
  const found = new Map<string, Problem[]>()
  const nodes: FlowNode[] = []
  collect(graph, nodes)
  const outerFirst = (a: Range, b: Range) => a.offset - b.offset || b.length - a.length
  nodes.sort((a, b) => outerFirst(a.place.range, b.place.range))
  const around: FlowNode[] = []
  let next = 0
  for (const problem of [...problems].sort(outerFirst)) {
    for (; next < nodes.length && nodes[next]!.place.range.offset <= problem.offset; next++) {
      leave(around, nodes[next]!.place.range.offset)
      around.push(nodes[next]!)
    }
    leave(around, problem.offset)
    const node = around.at(-1)
    if (node === undefined || problem.severity === 'hint') continue
    const known = found.get(node.key)
    if (known === undefined) found.set(node.key, [problem])
    else known.push(problem)
  }
  return [...found].map(([key, own]) => {
    const sorted = grades.flatMap((grade) => own.filter(({ severity }) => severity === grade))
    const messages = sorted.slice(0, maxMessages).map(({ message }) => message)
    return { key, severity: sorted[0]!.severity as NodeMark['severity'], messages, count: sorted.length }
  })
}

/** Takes away what ends before an offset. */
function leave(around: FlowNode[], offset: number): void {
  for (let last = around.at(-1); last !== undefined; last = around.at(-1)) {
    if (last.place.range.offset + last.place.range.length > offset) return
    around.pop()
  }
}

function collect({ nodes }: FlowGraph, into: FlowNode[]): void {
  for (const node of nodes) {
    into.push(node)
    for (const machine of node.machines) collect(machine, into)
  }
}
