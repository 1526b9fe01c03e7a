import type { Range } from '../base/range'
import type { Draft } from './draft'
import type { Member, Node } from './node'

/** A text in which the later lines of quoted scalars are indented so far that YAML 1.2 reads them. */
export interface Padded {
  readonly text: string
  /** Where spaces were put in, as offsets of the text that was padded in ascending order, and how many. */
  readonly padding: readonly { readonly at: number; readonly length: number }[]
  /** The scalar in the text that was padded, its quotes included. */
  readonly scalar: Range
}

/** A quoted scalar that is closed on a later line, and what may stand behind one. */
const double = /"(?:\\[\s\S]|[^"\\])*"(?=[ \t]*(?:\r?\n|$|[,}\]]|#))/y
const single = /'(?:''|[^'])*'(?=[ \t]*(?:\r?\n|$|[,}\]]|#))/y

/**
 * YAML 1.2 wants the later lines of a quoted scalar indented deeper than its key, and the package ends the scalar where they are not; the
 * YAML readers of the deployment tools read on. `start` is the opening quote. Undefined: this is no such scalar.
 */
export function padShallow(text: string, start: number): Padded | undefined {
  const pattern = text[start] === '"' ? double : single
  pattern.lastIndex = start
  const found = pattern.exec(text)?.[0]
  if (found === undefined || !found.includes('\n')) return undefined
  const column = start - (text.lastIndexOf('\n', start - 1) + 1)
  const padding: { at: number; length: number }[] = []
  let padded = ''
  let from = 0
  for (const { index } of found.matchAll(/\n(?=[^\r\n])/g)) {
    padding.push({ at: start + index + 1, length: column + 1 })
    padded += found.slice(from, index + 1) + ' '.repeat(column + 1)
    from = index + 1
  }
  return {
    text: text.slice(0, start) + padded + found.slice(from) + text.slice(start + found.length),
    padding,
    scalar: { offset: start, length: found.length },
  }
}

/** The offset in the original text of an offset in the padded one. */
export function unpadded(offset: number, padding: Padded['padding']): number {
  let shift = 0
  for (const { at, length } of padding) {
    if (offset - shift <= at) break
    shift += Math.min(length, offset - shift - at)
  }
  return offset - shift
}

/** Gives all nodes of a tree their places in the original text, in place. Not recursive. */
export function unpadTree(root: Node | undefined, padding: Padded['padding']): void {
  const stack: (Node | Member)[] = root === undefined ? [] : [root]
  const seen = new Set<Node | Member>()
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const node = at as Draft<'string'> | Draft<'object'> | Draft<'array'> | Draft<'member'>
    const end = unpadded(node.offset + node.length, padding)
    node.offset = unpadded(node.offset, padding)
    node.length = end - node.offset
    if (node.kind === 'string' && node.map !== undefined)
      node.map = node.map.map((each, i) => (i % 2 === 0 ? each : unpadded(each, padding)))
    else if (node.kind === 'object') stack.push(...node.members)
    else if (node.kind === 'array') stack.push(...node.items)
    else if (node.kind === 'member') stack.push(node.key, ...(node.value === undefined ? [] : [node.value]))
  }
}
