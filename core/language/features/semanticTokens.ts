import { createExpressionReader, type ExpressionReader } from '../../analysis/expressionReader'
import { type Expression, expressionsOf } from '../../analysis/expressions'
import { hidingVariables } from '../../analysis/variables'
import type { Range } from '../../base/range'
import { isIntrinsic } from '../../expressions/intrinsics/parse'
import type { Token } from '../../expressions/paths/scanner'
import type { AslDocument, Definition } from '../../model/document'
import { machinesOf } from '../../model/graph'
import { type State, valueAt } from '../../model/machine'
import type { Node, StringNode } from '../../syntax/node'
import { rangeOf } from '../../syntax/strings'
import { variablesIn } from '../cursor/stateAt'
import { jsonataTokens } from '../names/jsonataTokens'
import type { SemanticToken } from '../types'

type Kind = Pick<SemanticToken, 'type' | 'modifiers'>

const kinds: Readonly<Record<Token['kind'], Kind>> = {
  root: { type: 'variable', modifiers: ['readonly', 'defaultLibrary'] },
  variable: { type: 'variable' },
  property: { type: 'property' },
  number: { type: 'number' },
  string: { type: 'string' },
  operator: { type: 'operator' },
  function: { type: 'function', modifiers: ['defaultLibrary'] },
  keyword: { type: 'keyword' },
  regexp: { type: 'regexp' },
}
const comment: Kind = { type: 'comment' }
const own: Kind = { type: 'function' }
const assigned: Kind = { type: 'variable', modifiers: ['declaration'] }

/**
 * The colours of expressions: JSONPath, intrinsic functions and JSONata in strings, and the names of variables in Assign. With a `range`
 * those of all values that touch it. LSP: textDocument/semanticTokens/full and range.
 */
export function semanticTokens(document: AslDocument, range?: Range, reader = createExpressionReader()): SemanticToken[] {
  const tokens: SemanticToken[] = []
  const wanted = (node: Range) =>
    range === undefined || (node.offset <= range.offset + range.length && node.offset + node.length >= range.offset)
  for (const definition of document.definitions) {
    const { machine } = definition
    const read = hidingReads(definition)
    for (const expression of expressionsOf(machine))
      if (wanted(expression.node)) addExpression(document.text, expression, read, reader, tokens)
    for (const scope of machinesOf(machine))
      for (const state of scope.states.values()) if (wanted(state.node)) addVariables(document.text, state, tokens)
  }
  return ordered(tokens)
}

/** Where variables that have the name of a JSONata function are read: offsets in the text. */
function hidingReads(definition: Definition): ReadonlySet<number> {
  if (hidingVariables(definition.machine).size === 0) return new Set()
  return new Set(variablesIn(definition).references.map(({ range }) => range.offset))
}

function addExpression(
  text: string,
  { kind, node }: Expression,
  read: ReadonlySet<number>,
  reader: ExpressionReader,
  tokens: SemanticToken[],
): void {
  const { value } = node
  if (kind === 'jsonata') {
    const end = value.endsWith('%}') ? value.length - 2 : value.length
    add(text, node, 0, 2, kinds.operator, tokens)
    const body = value.slice(2, end)
    const names = namesIn(body, reader)
    for (const token of jsonataTokens(body)) {
      const named = token.kind === 'variable' || token.kind === 'function' ? names.get(token.offset) : undefined
      const isRead = named !== undefined && read.size > 0 && read.has(rangeOf(node, token.offset + 2, 0).offset)
      const kind = token.comment ? comment : isRead ? kinds.variable : (named ?? kinds[token.kind])
      add(text, node, token.offset + 2, token.length, kind, tokens)
    }
    add(text, node, end, value.length - end, kinds.operator, tokens)
  } else {
    const parsed = isIntrinsic(value) ? reader.call(value) : reader.path(value)
    for (const token of parsed.tokens) add(text, node, token.offset, token.length, kinds[token.kind], tokens)
  }
}

/** What the parser says of the names of an expression, by their offsets: which functions are its own, and which are named as values. */
function namesIn(body: string, reader: ExpressionReader): ReadonlyMap<number, Kind> {
  const found = new Map<number, Kind>()
  const { variables, calls } = reader.jsonata(body)
  for (const { offset, binding, local, builtin } of variables)
    found.set(offset, binding ? assigned : builtin && !local ? kinds.function : kinds.variable)
  for (const { offset, local } of calls) found.set(offset, local ? own : kinds.function)
  return found
}

/** The names that a state, its Catchers and its Choice Rules assign. */
function addVariables(text: string, state: State, tokens: SemanticToken[]): void {
  const holders: readonly (Node | undefined)[] = [state.node, ...itemsOf(state, 'Catch'), ...itemsOf(state, 'Choices')]
  for (const holder of holders) {
    const assign = valueAt(holder, 'Assign')
    if (assign?.kind !== 'object') continue
    for (const { key } of assign.members)
      add(text, key, 0, key.value.endsWith('.$') ? key.value.length - 2 : key.value.length, assigned, tokens)
  }
}

function itemsOf(state: State, name: string): readonly Node[] {
  const list = valueAt(state.node, name)
  return list?.kind === 'array' ? list.items : []
}

/** A part of a string's value as tokens of one line each. */
function add(text: string, node: StringNode, index: number, length: number, kind: Kind, tokens: SemanticToken[]): void {
  const { offset, length: size } = rangeOf(node, index, length)
  for (let from = offset; from < offset + size; ) {
    const newLine = text.slice(from, offset + size).search(/[\r\n]/)
    const end = newLine === -1 ? offset + size : from + newLine
    const start = from === offset ? from : from + /^[ \t]*/.exec(text.slice(from, end))![0].length
    if (end > start) tokens.push({ offset: start, length: end - start, ...kind })
    from = end + 1
  }
}

/** In the order of the text; of two that overlap (an alias of YAML is read twice) the first. */
function ordered(tokens: SemanticToken[]): SemanticToken[] {
  tokens.sort((a, b) => a.offset - b.offset)
  let end = 0
  return tokens.filter((token) => {
    if (token.offset < end) return false
    end = token.offset + token.length
    return true
  })
}
