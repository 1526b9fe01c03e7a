import type { Node } from '../../syntax/node'

/** A YAML tag or anchor, and what is between it and its value. */
const properties = /(?:[!&][^\s,[\]{}]*[ \t]*(?:\r?\n[ \t]*)?)+$/

/**
 * The whole text of a value, and the offset at which it begins: from its YAML tag or anchor on, with the function of the template that it
 * is the argument of. That of an alias is the text at its anchor, without the anchor's name.
 */
export function textOfNode(text: string, node: Node): { readonly text: string; readonly offset: number } {
  const { offset, length } = node.kind === 'string' && node.around !== undefined ? node.around : node
  const line = text.slice(Math.max(0, offset - 200), offset)
  const found = properties.exec(line)?.[0] ?? ''
  const start = offset - found.length
  return { text: text.slice(start, offset + length).replace(/^&[^\s]+\s+/, ''), offset: start }
}
