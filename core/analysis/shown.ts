import type { Node } from '../syntax/node'

/** A text of the user's in a message: no longer than anybody reads, which is 60 UTF-16 code units. */
export const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text)

/** A value in a message: what stands there, or what kind of thing it is. */
export function shownValue(node: Node): string {
  switch (node.kind) {
    case 'string':
      return JSON.stringify(shown(node.value))
    case 'number':
    case 'boolean':
      return String(node.value)
    case 'null':
      return 'null'
    case 'array':
      return node.items.length === 0 ? 'an empty array' : 'an array'
    case 'object':
      return node.members.length === 0 ? 'an empty object' : 'an object'
    case 'substitution':
      return 'a value of the template'
  }
}
