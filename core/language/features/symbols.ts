import type { Range } from '../../base/range'
import type { AslDocument, Definition } from '../../model/document'
import { machinesOf } from '../../model/graph'
import type { Machine, State, StateType } from '../../model/machine'
import { statesOf } from '../cursor/stateAt'
import { inner } from '../names/occurrences'
import type { DocumentSymbol, LocatedDocument, SymbolKind, WorkspaceSymbol } from '../types'

/** Machines nested deeper than this are left out: nobody reads them, and a client's JSON reader may not either. */
const maxDepth = 50

const kinds: Readonly<Record<StateType, SymbolKind>> = {
  Task: 'state',
  Pass: 'state',
  Wait: 'state',
  Choice: 'choice',
  Succeed: 'terminal',
  Fail: 'terminal',
  Parallel: 'branches',
  Map: 'loop',
}

/** How a state is drawn: by its Type; a Task, Pass or Wait, and one whose Type is missing or unknown, as a `state`. */
export const kindOfState = (state: State): SymbolKind => (state.type === undefined ? 'state' : kinds[state.type])

/** The Type as the outline shows it beside the name; empty where it is missing or unknown. */
export const detailOf = (state: State): string => state.type ?? ''

/**
 * The outline: states with their types, the machines nested in them below; in a template each definition first. In the order of the text.
 * LSP: textDocument/documentSymbol.
 */
export function documentSymbols(document: AslDocument): DocumentSymbol[] {
  if (document.content === 'definition') return document.definitions.flatMap(({ machine }) => statesIn(machine, 0))
  return document.definitions.map((definition) => ({
    name: definition.logicalId ?? 'State machine',
    detail: definition.type ?? 'State machine',
    kind: 'machine',
    range: definition.range,
    selection: selectionOf(definition),
    children: statesIn(definition.machine, 0),
  }))
}

/** A symbol's selection lies within its range. */
const selectionOf = ({ machine, range }: Definition): Range => {
  const key = machine.startAt?.member.key ?? { offset: range.offset, length: 0 }
  return { offset: key.offset, length: key.length }
}

function statesIn(machine: Machine, depth: number): DocumentSymbol[] {
  if (depth > maxDepth) return []
  return statesOf(machine)
    .sort((a, b) => a.member.offset - b.member.offset)
    .map((state) => ({
      name: state.name || '""',
      detail: detailOf(state),
      kind: kindOfState(state),
      range: { offset: state.member.offset, length: state.member.length },
      selection: inner(state.key),
      children:
        state.type === 'Parallel' && state.machines.length > 1
          ? state.machines.map((branch, index) => branchSymbol(branch, index, depth))
          : state.machines.flatMap((nested) => statesIn(nested, depth + 1)),
    }))
}

const branchSymbol = (branch: Machine, index: number, depth: number): DocumentSymbol => ({
  name: `Branch ${index}`,
  detail: branch.startAt?.target ?? '',
  kind: 'branch',
  range: { offset: branch.node.offset, length: branch.node.length },
  selection: { offset: branch.node.offset, length: 0 },
  children: statesIn(branch, depth + 1),
})

/**
 * The states of all documents whose name has the query's characters in their order, whatever their case, as editors search; an empty query
 * finds all. At most `limit`, the first that are found. LSP: workspace/symbol.
 */
export function workspaceSymbols(documents: Iterable<LocatedDocument>, query: string, limit = 500): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = []
  for (const { uri, document } of documents)
    for (const definition of document.definitions)
      for (const machine of machinesOf(definition.machine))
        for (const state of statesOf(machine)) {
          if (!matches(state.name, query)) continue
          const container = machine.owner?.name ?? definition.logicalId ?? ''
          found.push({ name: state.name, kind: kindOfState(state), container, uri, range: inner(state.key) })
          if (found.length >= limit) return found
        }
  return found
}

function matches(name: string, query: string): boolean {
  const text = name.toLowerCase()
  let at = 0
  for (const character of query.toLowerCase()) {
    at = text.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}
