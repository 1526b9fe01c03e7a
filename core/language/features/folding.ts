import { Lines } from '../../base/lines'
import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import type { Node } from '../../syntax/node'
import { descendants } from '../../syntax/walk'

/**
 * What can be folded: every object and array of more than one line, in the texts within a template too. A range begins on the line that
 * stays and ends on the last line that is hidden, so that a closing bracket stays to be seen. A line has one range: the outermost. LSP:
 * textDocument/foldingRange.
 */
export function foldingRanges(document: AslDocument): Range[] {
  const { text } = document
  const lines = new Lines(text)
  const found = new Map<number, Range>()
  const roots = new Set<Node | undefined>([document.root, ...document.definitions.map((definition) => definition.root)])
  for (const root of roots) {
    if (root === undefined || lines.count === 1) continue
    for (const node of descendants(root)) {
      const value = node.kind === 'member' ? node.value : node.parent?.kind === 'member' ? undefined : node
      if (value?.kind !== 'object' && value?.kind !== 'array' && !(node.kind === 'member' && value?.kind === 'string')) continue
      const first = lines.position(node.offset).line
      if (found.has(first)) continue
      const last = lastHidden(text, lines, node.offset, value.offset + value.length)
      if (last > first) found.set(first, { offset: node.offset, length: lines.end(last) - node.offset })
    }
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset)
}

/** The line before a closing bracket; else the last line with text. */
function lastHidden(text: string, lines: Lines, start: number, end: number): number {
  if (text[end - 1] === '}' || text[end - 1] === ']') return lines.position(end - 1).line - 1
  let at = end
  while (at > start && /\s/.test(text[at - 1]!)) at--
  return lines.position(at).line
}
