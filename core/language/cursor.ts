import type { AslDocument, Definition } from '../document'
import type { Machine, QueryLanguage, State } from '../model/machine'
import type { ArrayNode, Member, Node, ObjectNode, Range, StringNode } from '../syntax/node'
import { indexAt } from '../syntax/strings'
import { pathOf, type Step } from '../syntax/walk'
import { definitionAt } from './locate'

/** What the cursor touches: a key or a value as far as it is typed, in the text. Empty between tokens. */
export interface Token extends Range {
  /** The quotes are part of the range. `'` in YAML; empty for plain scalars and words that lack their quotes. */
  readonly quote: '"' | "'" | ''
  readonly closed: boolean
  /** The string's value, and the index in it at which the cursor is. */
  readonly value: string
  readonly index: number
  readonly node: StringNode | undefined
}

/**
 * Where the cursor is, also in a text that is being typed. `path` is that of the object that a key goes into, or that of the value; it
 * is counted from the definition's root, and may lead to what is not there yet.
 */
export interface Cursor {
  readonly document: AslDocument
  readonly offset: number
  readonly definition: Definition | undefined
  readonly role: 'key' | 'value'
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
  readonly queryLanguage: QueryLanguage
}

type Place = Pick<Cursor, 'role' | 'object' | 'array' | 'member' | 'token' | 'style'> & { readonly path: readonly Step[] }

export function cursorAt(document: AslDocument, offset: number): Cursor {
  const definition = definitionAt(document, offset)
  const place = placeAt(document, definition?.root ?? document.root, offset)
  if (definition !== undefined && isLeftOf(document.text, definition.root, place)) return cursorOf(document, offset, undefined, place)
  return cursorOf(document, offset, definition, place)
}

function cursorOf(document: AslDocument, offset: number, definition: Definition | undefined, place: Place): Cursor {
  // A definition within a template has a path of its own there.
  const path = definition === undefined ? place.path : place.path.slice(pathOf(definition.root).length)
  return { document, offset, definition, ...place, path, ...scopeOf(definition, path, offset) }
}

/** A new line of YAML that is indented less than the definition is behind it. */
const isLeftOf = (text: string, root: Node, { style, token }: Place): boolean =>
  style === 'block' && root.parent !== undefined && columnOf(text, token.offset) < columnOf(text, root.offset)

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
    at = nested.path.length
  }
  const queryLanguage: QueryLanguage = state?.queryLanguage ?? machine?.queryLanguage ?? 'JSONPath'
  return { machine, state, inside: path.slice(at), queryLanguage }
}

const covers = (range: Range, offset: number) => offset >= range.offset && offset <= range.offset + range.length

/** YAML has an empty null where nothing is written yet. */
const written = (node: Node | undefined): Node | undefined => (node === undefined || node.length === 0 ? undefined : node)

function placeAt(document: AslDocument, root: Node | undefined, offset: number): Place {
  const { text } = document
  const inner = root === undefined ? undefined : innermost(root, offset, text)
  const block = document.format === 'yaml' && (inner === undefined || !isFlow(inner, text))
  if (block) return blockPlace(text, root, inner, offset)
  if (inner === undefined)
    return { role: 'value', object: undefined, array: undefined, member: undefined, path: [], token: wordAt(text, offset), style: 'flow' }
  return flowPlace(text, inner, offset)
}

const isFlow = (node: Node, text: string) => text[node.offset] === '{' || text[node.offset] === '['

/** The innermost object or array around the offset; the node itself where it is neither. */
function innermost(root: Node, offset: number, text: string): ObjectNode | ArrayNode | undefined {
  let found: ObjectNode | ArrayNode | undefined
  for (let at: Node | undefined = root; at !== undefined; ) {
    if ((at.kind !== 'object' && at.kind !== 'array') || !isInside(at, offset, text)) break
    found = at
    const children: readonly (Node | Member)[] = at.kind === 'object' ? at.members : at.items
    let next: Node | undefined
    for (const child of children) {
      const value: Node | undefined = child.kind === 'member' ? child.value : child
      if (value !== undefined && value.offset <= offset && isInside(value, offset, text)) next = value
    }
    at = next
  }
  return found
}

/** A closed bracket ends what is inside of it; what is open reaches to the cursor behind its end. */
function isInside(node: Node, offset: number, text: string): boolean {
  const end = node.offset + node.length
  if (!isFlow(node, text)) return offset >= node.offset && offset <= end
  const last = text[end - 1]
  const closed = node.length > 1 && last === (node.kind === 'object' ? '}' : ']')
  return offset > node.offset && (closed ? offset < end : offset <= end)
}

function flowPlace(text: string, container: ObjectNode | ArrayNode, offset: number): Place {
  const path = [...pathOf(container)]
  if (container.kind === 'array') {
    const index = container.items.findIndex((item) => offset <= item.offset + item.length)
    const item = index === -1 ? undefined : container.items[index]
    const touched = item !== undefined && covers(item, offset) ? item : undefined
    const step = index === -1 ? container.items.length : index
    const member = container.parent?.kind === 'member' ? container.parent : undefined
    return {
      role: 'value',
      object: undefined,
      array: container,
      member,
      path: [...path, step],
      token: tokenAt(text, touched, offset),
      style: 'flow',
    }
  }
  const place = { object: container, array: undefined, style: 'flow' as const }
  let before: Member | undefined
  for (const member of container.members) {
    if (covers(member.key, offset)) return { ...place, role: 'key', member, path, token: tokenAt(text, member.key, offset) }
    const value = written(member.value)
    if (value !== undefined && covers(value, offset))
      return { ...place, role: 'value', member, path: [...path, member.key.value], token: tokenAt(text, value, offset) }
    if (member.offset < offset) before = member
  }
  const word = wordAt(text, offset)
  if (before !== undefined) {
    const last = written(before.value)
    const between = text.slice((last ?? before.key).offset + (last ?? before.key).length, word.offset)
    if (last === undefined ? between.includes(':') && !between.includes(',') : between.trimEnd().endsWith(':'))
      return { ...place, role: 'value', member: before, path: [...path, before.key.value], token: word }
  }
  return { ...place, role: 'key', member: undefined, path, token: word }
}

/** The token that is the leaf `node`; a word of the text where there is none, or it is an object. */
function tokenAt(text: string, node: Node | undefined, offset: number): Token {
  if (node === undefined || node.kind === 'object' || node.kind === 'array') return wordAt(text, offset)
  if (node.kind !== 'string') {
    const value = text.slice(node.offset, node.offset + node.length)
    return { offset: node.offset, length: node.length, quote: '', closed: true, value, index: offset - node.offset, node: undefined }
  }
  const first = text[node.offset]
  const escaped = first === '\\' && text[node.offset + 1] === '"'
  const quote = escaped ? '"' : first === '"' || first === "'" ? first : ''
  const closed =
    quote === '' ||
    (node.length > 1 && text[node.offset + node.length - 1] === quote && text[node.offset + node.length - 2] !== (escaped ? ' ' : '\\'))
  const index = quote !== '' && offset === node.offset ? 0 : indexAt(node, offset)
  // A quote that is not closed swallows the rest of its line: only what stands before the cursor is meant.
  if (!closed)
    return { offset: node.offset, length: Math.max(1, offset - node.offset), quote, closed, value: node.value.slice(0, index), index, node }
  return { offset: node.offset, length: node.length, quote, closed, value: node.value, index, node }
}

const wordCharacter = /[\w.$-]/

/** The word that ends at the offset, without a node of its own. */
function wordAt(text: string, offset: number): Token {
  let start = offset
  while (start > 0 && wordCharacter.test(text[start - 1]!)) start--
  const value = text.slice(start, offset)
  return { offset: start, length: offset - start, quote: '', closed: true, value, index: value.length, node: undefined }
}

const lineStart = (text: string, offset: number) => Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset)

function blockPlace(text: string, root: Node | undefined, inner: ObjectNode | ArrayNode | undefined, offset: number): Place {
  const start = lineStart(text, offset)
  const before = text.slice(start, offset)
  const leaf = inner === undefined ? (root !== undefined && covers(root, offset) ? leafOf(root) : undefined) : leafIn(inner, offset)
  if (leaf !== undefined && !isBlank(before)) return leafPlace(text, leaf, offset, start)
  const none = { array: undefined, member: undefined, style: 'block' as const }
  const word = wordAt(text, offset)
  const onLine = root === undefined ? undefined : lastKeyBefore(root, offset, start)
  if (onLine !== undefined && text.slice(onLine.key.offset + onLine.key.length, offset).includes(':'))
    return { ...none, role: 'value', object: onLine.parent, member: onLine, path: pathOf(onLine), token: word }
  const column = before.length - word.length
  const dash = /^(\s*)((?:-\s+)+|-)$/.exec(before.slice(0, column))
  return root === undefined || (root.kind !== 'object' && root.kind !== 'array')
    ? { ...none, role: 'key', object: undefined, path: [], token: word }
    : byColumn(text, root, dash === null ? column : dash[1]!.length, dash !== null, word)
}

const isBlank = (text: string) => text.trim() === ''
const leafOf = (node: Node): { node: Node; member: Member | undefined; role: 'value' } | undefined =>
  node.kind === 'object' || node.kind === 'array' ? undefined : { node, member: undefined, role: 'value' }

/** The key or scalar that touches the offset. */
function leafIn(
  inner: ObjectNode | ArrayNode,
  offset: number,
): { node: Node; member: Member | undefined; role: 'key' | 'value' } | undefined {
  if (inner.kind === 'array') {
    const node = inner.items.find((item) => item.length > 0 && covers(item, offset))
    return node === undefined || node.kind === 'object' || node.kind === 'array' ? undefined : { node, member: undefined, role: 'value' }
  }
  for (const member of inner.members) {
    if (covers(member.key, offset)) return { node: member.key, member, role: 'key' }
    const value = written(member.value)
    if (value !== undefined && value.kind !== 'object' && value.kind !== 'array' && covers(value, offset))
      return { node: value, member, role: 'value' }
  }
  return undefined
}

function leafPlace(text: string, leaf: NonNullable<ReturnType<typeof leafIn>>, offset: number, start: number): Place {
  const { node, member, role } = leaf
  const token = tokenAt(text, node, offset)
  if (role === 'key') return { role, object: member!.parent, array: undefined, member, path: pathOf(member!.parent), token, style: 'block' }
  const path = pathOf(node)
  const parent = node.parent
  const array = parent?.kind === 'array' ? parent : undefined
  // A word alone on its line below `A:` is the first key of an object that is still to be written.
  const first =
    member !== undefined && token.quote === '' && node.offset >= start && member.key.offset < start && !node.kind.startsWith('sub')
  const dashed = array !== undefined && token.quote === '' && !text.slice(node.offset, node.offset + node.length).includes('\n')
  if (first || parent === undefined) return { role: 'key', object: undefined, array, member: undefined, path, token, style: 'block' }
  const holder = array?.parent?.kind === 'member' ? array.parent : member
  return {
    role: dashed && holder === undefined ? 'key' : 'value',
    object: member?.parent,
    array,
    member: holder,
    path,
    token,
    style: 'block',
  }
}

/** The last key on the cursor's line, where its value is missing. */
function lastKeyBefore(root: Node, offset: number, start: number): Member | undefined {
  let found: Member | undefined
  for (let at: Node | undefined = root; at !== undefined; ) {
    let next: Node | undefined
    const children: readonly (Node | Member)[] = at.kind === 'object' ? at.members : at.kind === 'array' ? at.items : []
    for (const child of children) {
      if (child.offset > offset) continue
      if (child.kind === 'member') {
        if (child.offset >= start && (written(child.value) === undefined || child.value!.offset > offset)) found = child
        next = child.value
      } else next = child
    }
    at = next
  }
  return found
}

/** Where a new line of YAML belongs, by its column. */
function byColumn(text: string, root: ObjectNode | ArrayNode, column: number, dash: boolean, token: Token): Place {
  const place = { style: 'block' as const, token, member: undefined }
  let at: ObjectNode | ArrayNode = root
  for (;;) {
    const children: readonly (Node | Member)[] = at.kind === 'object' ? at.members : at.items
    const last: Node | Member | undefined = children.findLast((child) => child.offset < token.offset)
    if (at.kind === 'array') {
      const item: Node | undefined = last as Node | undefined
      if (item === undefined || (dash && column <= itemColumn(text, item))) {
        const index = item === undefined ? 0 : at.items.indexOf(item) + 1
        return { ...place, role: 'value', object: undefined, array: at, path: [...pathOf(at), index], member: holderOf(at) }
      }
      if (item.kind === 'object' || item.kind === 'array') at = item
      else return { ...place, role: 'key', object: undefined, array: at, path: pathOf(item) }
      continue
    }
    const member: Member | undefined = last as Member | undefined
    const keyColumn = member === undefined ? 0 : columnOf(text, member.key.offset)
    const value: Node | undefined = written(member?.value)
    const inArray = value?.kind === 'array' && !isFlow(value, text) && (column > keyColumn || (dash && column === keyColumn))
    if (member === undefined || (column <= keyColumn && !inArray))
      return { ...place, role: 'key', object: at, array: undefined, path: pathOf(at) }
    if (value === undefined) {
      const path = pathOf(member)
      if (dash) return { ...place, role: 'value', object: undefined, array: undefined, path: [...path, 0], member }
      return { ...place, role: 'key', object: undefined, array: undefined, path }
    }
    if ((value.kind === 'object' || value.kind === 'array') && !isFlow(value, text)) {
      if (value.kind === 'array' && !inArray) return { ...place, role: 'key', object: at, array: undefined, path: pathOf(at) }
      at = value
    } else return { ...place, role: 'key', object: at, array: undefined, path: pathOf(at) }
  }
}

const holderOf = (array: ArrayNode): Member | undefined => (array.parent?.kind === 'member' ? array.parent : undefined)

/** The column of the dash before an item. */
function itemColumn(text: string, item: Node): number {
  const start = lineStart(text, item.offset)
  const dash = text.slice(start, item.offset).search(/-\s*$/)
  return dash === -1 ? columnOf(text, item.offset) : dash
}
