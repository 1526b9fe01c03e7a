import { type Json, setMember } from '../base/json'
import type { Range } from '../base/range'
import type { Member, Node } from './node'

/** The name of a member, or the index of an item from 0. */
export type Step = string | number

/** Whether the offset lies in the range; its end counts, since a cursor stands between characters. */
export const contains = (range: Range, offset: number): boolean => offset >= range.offset && offset <= range.offset + range.length

/**
 * The innermost node or member at an offset. A member is the answer between its key and its value, and where the value is missing.
 * Undefined outside the root.
 */
export function nodeAt(root: Node | undefined, offset: number): Node | Member | undefined {
  if (root === undefined || !contains(root, offset)) return undefined
  let found: Node | Member = root
  for (;;) {
    const inner = childAt(found, offset)
    if (inner === undefined) return found
    found = inner
  }
}

/** Of two children that meet at the offset, the one that begins there. */
function childAt(node: Node | Member, offset: number): Node | Member | undefined {
  if (node.kind === 'member') {
    if (contains(node.key, offset)) return node.key
    return node.value !== undefined && contains(node.value, offset) ? node.value : undefined
  }
  if (node.kind !== 'object' && node.kind !== 'array') return undefined
  const children: readonly (Node | Member)[] = node.kind === 'object' ? node.members : node.items
  let found: Node | Member | undefined
  for (const child of children) if (contains(child, offset) && (found === undefined || child.offset === offset)) found = child
  return found
}

/** The object or array that encloses a node, its member left out; undefined for the root. That of a key is the object. */
export function parentOf(node: Node | Member): Node | undefined {
  const { parent } = node
  return parent?.kind === 'member' ? parent.parent : parent
}

/** Steps from the root to a node: keys and indices. A key and a member have the path of the value. */
export function pathOf(node: Node | Member): Step[] {
  const path: Step[] = []
  for (let at: Node | Member = node; at.parent !== undefined; at = at.parent) {
    if (at.kind === 'member') path.push(at.key.value)
    else if (at.parent.kind === 'array') path.push(at.parent.items.indexOf(at))
  }
  return path.reverse()
}

/**
 * The value of a node. A substitution stays the text `${Name}`; a member without a value is left out; of duplicate keys the last
 * counts. Not recursive, and `__proto__` is a plain key.
 */
export function toJson(node: Node): Json {
  const stack: { children: readonly (Node | Member)[]; next: number; target: Json[] | Record<string, Json> }[] = []
  const open = (at: Node): Json => {
    switch (at.kind) {
      case 'string':
      case 'number':
      case 'boolean':
        return at.value
      case 'null':
        return null
      case 'substitution':
        return `\${${at.name ?? ''}}`
      case 'array': {
        const target: Json[] = []
        stack.push({ children: at.items, next: 0, target })
        return target
      }
      case 'object': {
        const target: Record<string, Json> = {}
        stack.push({ children: at.members, next: 0, target })
        return target
      }
    }
  }
  const result = open(node)
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = top.children[top.next++]
    if (child === undefined) stack.pop()
    else if (child.kind !== 'member') (top.target as Json[]).push(open(child))
    else if (child.value !== undefined) setMember(top.target as Record<string, Json>, child.key.value, open(child.value))
  }
  return result
}

/** A node and every node, key and member under it, parents first, in the order of the text. Not recursive. */
export function* descendants(root: Node): Generator<Node | Member> {
  const stack: (Node | Member)[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node
    if (node.kind === 'member') {
      if (node.value !== undefined) stack.push(node.value)
      stack.push(node.key)
    } else if (node.kind === 'object') for (let i = node.members.length - 1; i >= 0; i--) stack.push(node.members[i]!)
    else if (node.kind === 'array') for (let i = node.items.length - 1; i >= 0; i--) stack.push(node.items[i]!)
  }
}

/** Whether objects and arrays are nested deeper than `limit`, the root being the first level. Not recursive. */
export function isDeeperThan(root: Node, limit: number): boolean {
  const stack: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 1 }]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { node, depth } = at
    if (node.kind !== 'object' && node.kind !== 'array') continue
    if (depth > limit) return true
    for (const child of node.kind === 'object' ? node.members : node.items) {
      const value = child.kind === 'member' ? child.value : child
      if (value !== undefined) stack.push({ node: value, depth: depth + 1 })
    }
  }
  return false
}
