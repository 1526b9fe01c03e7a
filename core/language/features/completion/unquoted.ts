import type { AslDocument } from '../../../model/document'
import { parseDocument } from '../../../model/parse'
import { lineStart } from '../../../syntax/layout'
import { nodeAt } from '../../../syntax/walk'
import { escapeSnippet, isPlain, withoutPlaceholders } from '../../edit/snippet'
import type { CompletionItem } from '../../types'

/** A document in which the value at the cursor has the quotes that it lacks. */
export interface Quoted {
  readonly document: AslDocument
  readonly offset: number
  /** An item for that document as one for the document itself: it replaces the value, with quotes where YAML needs them. */
  restore(item: CompletionItem): CompletionItem
}

/**
 * Text that YAML does not read as the string that is being typed: behind `Resource: arn:aws:states:::dynamodb:` it sees a key, behind
 * `Output: {% $states.` a mapping, in which the following lines may be lost. Undefined: the value at the offset is not such a one.
 */
export function quoteValue(document: AslDocument, offset: number, snippets: boolean): Quoted | undefined {
  const { text } = document
  const range = valueRange(text, offset)
  if (range === undefined || isInText(document, range.start)) return undefined
  const { start, end } = range
  const body = closed(text.slice(start, end), offset - start)
  const quote = /["\\]/.test(body) ? "'" : '"'
  const encode = (part: string) => (quote === "'" ? part.replaceAll("'", "''") : part)
  const decode = (part: string) => (quote === "'" ? part.replaceAll("''", "'") : part)
  const value = quote + encode(body) + quote
  const [known] = document.content === 'definition' ? document.definitions : []
  const { type, substitutions, template } = known ?? {}
  const options = { ...(type && { type }), ...(substitutions && { substitutions }), ...(template !== undefined && { template }) }
  return {
    document: parseDocument(text.slice(0, start) + value + text.slice(end), document, options),
    offset: start + 1 + encode(body.slice(0, offset - start)).length,
    restore: (item) => {
      const from = item.range.offset - start
      const before = value.slice(0, from)
      const behind = value.slice(from + item.range.length)
      const filter = decode(before.slice(1)) + (item.filter ?? item.label).slice(from === 0 ? 1 : 0)
      return { ...item, ...whole(item, before, behind, snippets), range: { offset: start, length: end - start }, filter }
    },
  }
}

/** The value of the cursor's line, where YAML does not take it for a plain text. */
function valueRange(text: string, offset: number): { start: number; end: number } | undefined {
  const begin = lineStart(text, offset)
  const before = text.slice(begin, offset)
  if (/(?:^|\s)#/.test(before)) return undefined
  const indent = /^\s*(?:-\s+)*/.exec(before)![0].length
  const head = before.slice(indent)
  const colon = head.startsWith('{%') ? -1 : head.search(/:[ \t]/)
  if (colon !== -1 && !/^(?:"[^"]*"|'[^']*'|[^"'{}[\]|>&*!%@`,?].*)$/.test(head.slice(0, colon).trimEnd())) return undefined
  const written = colon === -1 ? head : head.slice(colon + 1).trimStart()
  const behind = /^[^\r\n]*/
    .exec(text.slice(offset))![0]
    .replace(/(?:^|\s)#.*$/, '')
    .trimEnd()
  const isKey = colon !== -1 && /^[^\s"'{}[\]|>&*!%@`].*:(?:\s|$)/.test(written + behind)
  if (!isKey && !written.startsWith('{%')) return undefined
  return { start: offset - written.length, end: offset + behind.length }
}

/** In a text with quotes or on lines of its own all of this is text. */
function isInText({ text, root }: AslDocument, start: number): boolean {
  const node = nodeAt(root, start)
  return node?.kind === 'string' && node.offset < start && /["'|>]/.test(text[node.offset]!)
}

/** An expression with its closing delimiter. An editor may have put a `}` behind the cursor when its `{` was typed. */
function closed(written: string, index: number): string {
  if (!written.startsWith('{%') || (written.length > 3 && written.endsWith('%}'))) return written
  const isAutomatic = index < written.length && written.endsWith('}') && written.split('{').length === written.split('}').length
  const body = isAutomatic ? written.slice(0, -1) : written
  return `${body}${/\s$/.test(body) ? '' : ' '}%}`
}

/** The whole value with the item's text in it; a snippet leaves the cursor before what stands behind. */
function whole(
  { text, snippet = false }: CompletionItem,
  before: string,
  behind: string,
  snippets: boolean,
): Pick<CompletionItem, 'text' | 'snippet'> {
  if (behind !== '' && snippets) {
    const stop = snippet && text.includes('$0') ? '' : '$0'
    return { text: escapeSnippet(before) + (snippet ? text : escapeSnippet(text)) + stop + escapeSnippet(behind), snippet: true }
  }
  const full = (snippet ? escapeSnippet(before) : before) + text + behind
  const inner = full.slice(1, -1)
  return { text: before !== '' && isPlain(snippet ? withoutPlaceholders(inner) : inner) ? inner : full, ...(snippet && { snippet }) }
}
