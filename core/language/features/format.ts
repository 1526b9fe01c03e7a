import { format as formatJson } from 'jsonc-parser'
import { maxDepth } from '../../base/depth'
import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { maxTextLength } from '../../model/parse'
import { lineStart } from '../../syntax/layout'
import type { Node } from '../../syntax/node'
import { descendants } from '../../syntax/walk'
import type { Edit, FormatOptions } from '../types'
import { formatYaml } from './formatYaml'

/**
 * Formats a document, or the lines of a range. Only white space changes; formatting twice changes nothing. Empty where nothing is to be
 * done, and for a text that is too long, nested too deep, or YAML that cannot be read. LSP: textDocument/formatting and rangeFormatting.
 */
export function format(document: AslDocument, options: FormatOptions, range?: Range): Edit[] {
  if (document.text.length > maxTextLength) return []
  const edits = document.format === 'yaml' ? formatYaml(document, options) : json(document, options)
  if (range === undefined) return edits
  const start = lineStart(document.text, range.offset)
  return edits.filter(({ offset, length }) => offset + length >= start && offset < range.offset + range.length)
}

/**
 * Formats what was just completed: behind a bracket the object or array that it closes, behind a line break the line before. `offset`:
 * behind what was typed. YAML stays as it is, since its indentation is its meaning. LSP: textDocument/onTypeFormatting.
 */
export function formatOnType(document: AslDocument, offset: number, typed: string, options: FormatOptions): Edit[] {
  const { text } = document
  if (document.format === 'yaml') return []
  if (typed === '\n') {
    const end = text.lastIndexOf('\n', offset - 1)
    return end <= 0 ? [] : format(document, options, { offset: lineStart(text, end), length: end - lineStart(text, end) })
  }
  const closed = document.root && closedAt(document.root, offset)
  return closed === undefined ? [] : format(document, options, closed)
}

/** The object or array whose bracket was just typed. */
function closedAt(root: Node, offset: number): Node | undefined {
  for (const node of descendants(root))
    if ((node.kind === 'object' || node.kind === 'array') && node.offset + node.length === offset) return node
  return undefined
}

function json({ text, root }: AslDocument, { tabSize, insertSpaces }: FormatOptions): Edit[] {
  if (isTextDeeperThan(text, maxDepth)) return []
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  return (
    formatJson(withoutSubstitutions(text, root), undefined, { tabSize, insertSpaces, eol, insertFinalNewline: true })
      .map(({ offset, length, content }) => ({ offset, length, text: content }))
      // A comment that is not closed ends behind the text for jsonc-parser.
      .filter(({ offset, length }) => length >= 0 && offset + length <= text.length)
      .filter((edit) => text.slice(edit.offset, edit.offset + edit.length) !== edit.text)
  )
}

/** Counted in the text: a broken one may nest more than its tree does. */
function isTextDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  for (const [part] of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|[{}[\]]/g)) {
    if (part === '{' || part === '[') depth++
    else if (part === '}' || part === ']') depth--
    if (depth > limit) return true
  }
  return false
}

/** jsonc-parser would take `${Name}` apart: a string of the same length stands for it while it formats. */
function withoutSubstitutions(text: string, root: Node | undefined): string {
  if (root === undefined || !text.includes('${')) return text
  let masked = ''
  let at = 0
  for (const node of descendants(root)) {
    if (node.kind !== 'substitution' || node.offset < at || text[node.offset] !== '$') continue
    masked += `${text.slice(at, node.offset)}"${'_'.repeat(Math.max(0, node.length - 2))}"`
    at = node.offset + node.length
  }
  return masked + text.slice(at)
}
