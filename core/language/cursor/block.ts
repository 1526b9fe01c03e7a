import { columnOf, lineStart } from '../../syntax/layout'
import type { ArrayNode, Member, Node, ObjectNode } from '../../syntax/node'
import { pathOf } from '../../syntax/walk'
import type { TokenPlace } from './cursorPlace'
import { covers, isFlow, type Token, tokenAt, wordAt, written } from './token'

/**
 * The place in YAML's block style, where the columns of the lines say what belongs to what. `inner`: the innermost object or array around
 * the offset.
 */
export function blockPlace(text: string, root: Node | undefined, inner: ObjectNode | ArrayNode | undefined, offset: number): TokenPlace {
  const start = lineStart(text, offset)
  const before = text.slice(start, offset)
  const leaf = inner === undefined ? (root !== undefined && covers(root, offset) ? leafOf(root) : undefined) : leafIn(inner, offset)
  if (leaf !== undefined) return leafPlace(text, leaf, offset, start)
  const place = { array: undefined, member: undefined, style: 'block' as const, object: undefined, path: [] }
  const word = wordAt(text, offset)
  const rest = text.slice(offset, lineEnd(text, offset))
  // Behind a document in braces, and in the indentation of what is there already.
  if ((root !== undefined && isFlow(root, text)) || (/^[\s-]*$/.test(before) && !isBlank(rest)))
    return { ...place, role: 'none', token: word }
  const onLine = root === undefined ? undefined : lastKeyBefore(root, offset, start)
  if (onLine !== undefined && text.slice(onLine.key.offset + onLine.key.length, offset).includes(':')) {
    const role = written(onLine.value) === undefined ? 'value' : 'none'
    return { ...place, role, object: onLine.parent, member: onLine, path: pathOf(onLine), token: word }
  }
  const column = before.length - word.length
  // Something is there that is no part of the tree, such as a merge key.
  if (!/^\s*(?:-\s+)*-?$/.test(before.slice(0, column))) return { ...place, role: 'none', token: word }
  const dash = /^(\s*)((?:-\s+)+|-)$/.exec(before.slice(0, column))
  return root === undefined || (root.kind !== 'object' && root.kind !== 'array')
    ? { ...place, role: 'key', token: word }
    : byColumn(text, root, dash === null ? column : dash[1]!.length, dash !== null, word)
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/)
  return end === -1 ? text.length : offset + end
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

function leafPlace(text: string, leaf: NonNullable<ReturnType<typeof leafIn>>, offset: number, start: number): TokenPlace {
  const { node, member, role } = leaf
  const token = tokenAt(text, node, offset)
  // The indentation of a text's lines is no part of it.
  if (node.offset < start && isBlank(text.slice(start, offset)))
    return { role: 'none', object: undefined, array: undefined, member, path: pathOf(node), token, style: 'block' }
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
        if (child.offset >= start && (written(child.value) === undefined || child.value!.offset >= offset)) found = child
        next = child.value
      } else next = child
    }
    at = next
  }
  return found
}

/** Where a new line of YAML belongs, by its column. */
function byColumn(text: string, root: ObjectNode | ArrayNode, column: number, dash: boolean, token: Token): TokenPlace {
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
