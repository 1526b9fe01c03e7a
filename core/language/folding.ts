import type { AslDocument } from '../document'
import type { Node, Range } from '../syntax/node'
import { descendants } from '../syntax/walk'

/**
 * What can be folded: every object and array of more than one line, in the texts within a template too. A range begins on the line that
 * stays and ends on the last line that is hidden, so that a closing bracket stays to be seen.
 */
export function foldingRanges(document: AslDocument): Range[] {
  const { text } = document
  const found = new Map<number, Range>()
  const roots = new Set<Node | undefined>([document.root, ...document.definitions.map((definition) => definition.root)])
  for (const root of roots) {
    if (root === undefined) continue
    for (const node of descendants(root)) {
      const value = node.kind === 'member' ? node.value : node.parent?.kind === 'member' ? undefined : node
      if (value?.kind !== 'object' && value?.kind !== 'array' && !(node.kind === 'member' && value?.kind === 'string')) continue
      const start = node.offset
      let end = value.offset + value.length
      if (text[end - 1] === '}' || text[end - 1] === ']') end = text.lastIndexOf('\n', end - 1)
      else while (end > start && /\s/.test(text[end - 1]!)) end--
      const firstLine = text.indexOf('\n', start)
      if (firstLine === -1 || firstLine >= end || found.has(firstLine)) continue
      found.set(firstLine, { offset: start, length: end - start })
    }
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset)
}
