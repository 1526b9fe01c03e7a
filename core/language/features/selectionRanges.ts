import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import type { Member, Node } from '../../syntax/node'
import { nodeAt } from '../../syntax/walk'
import { definitionAt } from '../cursor/stateAt'
import { inner } from '../names/occurrences'

/** More steps than anybody takes; the client gets them as parents within parents. */
const maxSteps = 200

/**
 * What "expand selection" selects, the innermost first: the text in the quotes, the string, the member, the inside of the object, the
 * object... and at last the whole text. LSP: textDocument/selectionRange, for one position.
 */
export function selectionRanges(document: AslDocument, offset: number): Range[] {
  const found: Range[] = []
  const grow = (range: Range) => {
    const last = found.at(-1)
    if (range.length === 0 || range.offset > offset || range.offset + range.length < offset) return
    if (last === undefined || (range.offset <= last.offset && end(range) >= end(last) && range.length > last.length))
      found.push({ offset: range.offset, length: range.length })
  }
  const climb = (root: Node | undefined) => {
    for (let node: Node | Member | undefined = nodeAt(root, offset); node !== undefined; node = node.parent) {
      if (node.kind === 'string') grow(inner(node))
      if (node.kind === 'object' || node.kind === 'array') grow(contentsOf(document.text, node))
      grow(node)
    }
  }
  climb(definitionAt(document, offset)?.root)
  climb(document.root)
  const all = { offset: 0, length: document.text.length }
  if (found.length > maxSteps) found.length = maxSteps
  grow(all)
  return found
}

const end = ({ offset, length }: Range): number => offset + length

/** Inside the brackets, without the white space at the ends. */
function contentsOf(text: string, node: Range): Range {
  const first = text[node.offset]
  if (first !== '{' && first !== '[') return node
  let start = node.offset + 1
  let stop = end(node)
  if (text[stop - 1] === '}' || text[stop - 1] === ']') stop--
  while (start < stop && /\s/.test(text[start]!)) start++
  while (stop > start && /\s/.test(text[stop - 1]!)) stop--
  return { offset: start, length: stop - start }
}
