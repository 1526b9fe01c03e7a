import type { ArrayNode, Member, Node, ObjectNode } from '../../syntax/node'
import { pathOf } from '../../syntax/walk'
import type { TokenPlace } from './cursorPlace'
import { covers, isFlow, tokenAt, wordAt, written } from './token'

/**
 * The innermost object or array around the offset; undefined where none is. Before an opening bracket and behind a closing one is outside;
 * what is not closed reaches to its end.
 */
export function innermost(root: Node, offset: number, text: string): ObjectNode | ArrayNode | undefined {
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

/** The place in braces and brackets: JSON, and YAML's flow style. */
export function flowPlace(text: string, container: ObjectNode | ArrayNode, offset: number): TokenPlace {
  return container.kind === 'array' ? itemPlace(text, container, offset) : memberPlace(text, container, offset)
}

const isLeaf = (node: Node): boolean => node.kind !== 'object' && node.kind !== 'array'

function itemPlace(text: string, array: ArrayNode, offset: number): TokenPlace {
  const index = array.items.findIndex((item) => offset <= item.offset + item.length)
  const item = index === -1 ? undefined : array.items[index]
  const touched = item !== undefined && covers(item, offset) ? item : undefined
  const member = array.parent?.kind === 'member' ? array.parent : undefined
  const path = [...pathOf(array), index === -1 ? array.items.length : index]
  const role = touched === undefined || isLeaf(touched) ? 'value' : 'none'
  return { role, object: undefined, array, member, path, token: tokenAt(text, touched, offset), style: 'flow' }
}

function memberPlace(text: string, object: ObjectNode, offset: number): TokenPlace {
  const path = pathOf(object)
  const place = { object, array: undefined, style: 'flow' as const, path, member: undefined }
  const before = object.members.findLast((member) => member.offset <= offset)
  const word = wordAt(text, offset)
  if (before === undefined) return { ...place, role: 'key', token: word }
  const { key } = before
  if (covers(key, offset)) return { ...place, role: 'key', member: before, token: tokenAt(text, key, offset) }
  const value = written(before.value)
  const own = { ...place, member: before, path: [...path, key.value] }
  if (value !== undefined && offset <= value.offset + value.length) {
    const role = isLeaf(value) && covers(value, offset) ? 'value' : 'none'
    return { ...own, role, token: role === 'value' ? tokenAt(text, value, offset) : word }
  }
  if (value !== undefined) return { ...place, role: 'key', token: word }
  const between = text.slice(key.offset + key.length, word.offset)
  if (between.includes(',')) return { ...place, role: 'key', token: word }
  return { ...own, role: between.includes(':') ? 'value' : 'none', token: word }
}
