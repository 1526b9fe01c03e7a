import type { AslDocument, Definition } from '../../model/document'
import type { Machine, QueryLanguage, State } from '../../model/machine'
import { columnOf } from '../../syntax/layout'
import type { ArrayNode, Member, Node, ObjectNode } from '../../syntax/node'
import { pathOf, type Step } from '../../syntax/walk'
import { blockPlace } from './block'
import type { TokenPlace } from './cursorPlace'
import { flowPlace, innermost } from './flow'
import { definitionAt } from './stateAt'
import { covers, isFlow, type Token, wordAt } from './token'

/**
 * Where the cursor is, also in a text that is being typed. `path` is that of the object that a key goes into, or that of the value; it
 * is counted from the definition's root, and may lead to what is not there yet.
 */
export interface Cursor {
  readonly document: AslDocument
  readonly offset: number
  /** Undefined: in a template, outside of its definitions; or the text has none. */
  readonly definition: Definition | undefined
  /** `none`: nothing can be written here, as between a key and its value. */
  readonly role: 'key' | 'value' | 'none'
  /** The object of the key or of the member whose value this is; undefined where it is still to be written. */
  readonly object: ObjectNode | undefined
  readonly array: ArrayNode | undefined
  /** The member under the cursor. */
  readonly member: Member | undefined
  readonly path: readonly Step[]
  readonly token: Token
  /** `flow`: braces and quotes. `block`: YAML's lines. */
  readonly style: 'flow' | 'block'
  /** The machine and the state that the path leads through, the innermost ones. */
  readonly machine: Machine | undefined
  readonly state: State | undefined
  /** The steps of `path` from that state (else that machine) on. */
  readonly inside: readonly Step[]
  /** That of the state, else of the machine, else JSONPath. */
  readonly queryLanguage: QueryLanguage
}

/** Where an offset is. There is always an answer: where nothing can be written its role is `none`. */
export function cursorAt(document: AslDocument, offset: number): Cursor {
  const definition = definitionAt(document, offset)
  const place = outsideQuotes(placeAt(document, definition?.root ?? document.root, offset), document.text, offset)
  if (
    document.content === 'template' &&
    document.format === 'yaml' &&
    definition !== undefined &&
    isLeftOf(document.text, definition.root, place)
  )
    return cursorOf(document, offset, undefined, place)
  return cursorOf(document, offset, definition, place)
}

/** Before its opening quote and behind its closing one a string is only touched. */
function outsideQuotes(place: TokenPlace, text: string, offset: number): TokenPlace {
  const { token } = place
  if (token.quote === '') return place
  const quote = text[token.offset] === '\\' ? 2 : 1
  const inside = offset >= token.offset + quote && offset <= token.offset + token.length - (token.closed ? quote : 0)
  return inside ? place : { ...place, role: 'none' }
}

function cursorOf(document: AslDocument, offset: number, definition: Definition | undefined, place: TokenPlace): Cursor {
  // A definition within a template has a path of its own there.
  const path = definition === undefined ? place.path : place.path.slice(pathOf(definition.root).length)
  return { document, offset, definition, ...place, path, ...scopeOf(definition, path, offset) }
}

/** A line of YAML that is indented less than the definition in it is no part of it. */
function isLeftOf(text: string, root: Node, { token }: TokenPlace): boolean {
  const column = columnOf(text, token.offset)
  const before = text.slice(token.offset - column, token.offset)
  return column < columnOf(text, root.offset) && before.trim() === ''
}

/** The innermost machine and state on a path. */
function scopeOf(definition: Definition | undefined, path: readonly Step[], offset: number) {
  let machine = definition?.machine
  let state: State | undefined
  let at = 0
  while (machine !== undefined && path[at] === 'States' && at + 1 < path.length) {
    const name = String(path[at + 1])
    state = machine.duplicates.find((s) => s.name === name && covers(s.member, offset)) ?? machine.states.get(name)
    if (state === undefined) break
    at += 2
    const nested: Machine | undefined = state?.machines.find((m) => covers(m.node, offset))
    if (nested === undefined) break
    machine = nested
    state = undefined
    at += path[at] === 'Branches' ? 2 : 1
  }
  const queryLanguage: QueryLanguage = state?.queryLanguage ?? machine?.queryLanguage ?? 'JSONPath'
  return { machine, state, inside: path.slice(at), queryLanguage }
}

function placeAt(document: AslDocument, root: Node | undefined, offset: number): TokenPlace {
  const { text } = document
  const inner = root === undefined ? undefined : innermost(root, offset, text)
  const block = document.format === 'yaml' && (inner === undefined || !isFlow(inner, text))
  if (block) return blockPlace(text, root, inner, offset)
  if (inner === undefined)
    return { role: 'value', object: undefined, array: undefined, member: undefined, path: [], token: wordAt(text, offset), style: 'flow' }
  return flowPlace(text, inner, offset)
}
