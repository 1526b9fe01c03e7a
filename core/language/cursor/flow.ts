import type { ArrayNode, Member, Node, ObjectNode } from '../../syntax/node'
import { pathOf } from '../../syntax/walk'
import type { TokenPlace } from './place'
import { covers, isFlow, tokenAt, wordAt, written } from './token'

/** The innermost object or array around the offset; the node itself where it is neither. */
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
