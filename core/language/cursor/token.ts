import type { Range } from '../../base/range'
import type { Node, StringNode } from '../../syntax/node'
import { indexAt } from '../../syntax/strings'

/** What the cursor touches: a key or a value as far as it is typed, in the text. Empty between tokens. */
export interface Token extends Range {
  /** The quotes are part of the range. `'` in YAML; empty for plain scalars and words that lack their quotes. */
  readonly quote: '"' | "'" | ''
  readonly closed: boolean
  /** The string's value, and the UTF-16 index in it at which the cursor is. */
  readonly value: string
  readonly index: number
  readonly node: StringNode | undefined
}

/** Whether an offset is in a range, or touches one of its ends. */
export const covers = (range: Range, offset: number) => offset >= range.offset && offset <= range.offset + range.length

/** YAML has an empty null where nothing is written yet. */
export const written = (node: Node | undefined): Node | undefined => (node === undefined || node.length === 0 ? undefined : node)

/** Whether a value stands between braces or brackets, as all of JSON does, and not in YAML's block style. */
export const isFlow = (node: Node, text: string) => text[node.offset] === '{' || text[node.offset] === '['

/** The token that is the leaf `node`; a word of the text where there is none, or it is an object. */
export function tokenAt(text: string, node: Node | undefined, offset: number): Token {
  if (node === undefined || node.kind === 'object' || node.kind === 'array') return wordAt(text, offset)
  if (node.kind !== 'string') {
    const value = text.slice(node.offset, node.offset + node.length)
    return { offset: node.offset, length: node.length, quote: '', closed: true, value, index: offset - node.offset, node: undefined }
  }
  const first = text[node.offset]
  const escaped = first === '\\' && text[node.offset + 1] === '"'
  const quote = escaped ? '"' : first === '"' || first === "'" ? first : ''
  const closed = quote === '' || isClosed(text.slice(node.offset, node.offset + node.length), escaped)
  const index = quote !== '' && offset === node.offset ? 0 : indexAt(node, offset)
  // A quote that is not closed swallows the rest of its line: only what stands before the cursor is meant.
  if (!closed)
    return { offset: node.offset, length: Math.max(1, offset - node.offset), quote, closed, value: node.value.slice(0, index), index, node }
  return { offset: node.offset, length: node.length, quote, closed, value: node.value, index, node }
}

/** Whether a quoted text has its closing quote. Within a string of a template that is `\\"`. */
function isClosed(quoted: string, escaped: boolean): boolean {
  if (escaped) return quoted.length > 3 && quoted.endsWith('\\"')
  if (quoted.length < 2 || !quoted.endsWith(quoted[0]!)) return false
  // A quote behind an odd number of backslashes is one of the text's own.
  return quoted[0] === "'" || /[^\\]?(\\*)"$/.exec(quoted)![1]!.length % 2 === 0
}

const wordCharacter = /[\w.$-]/

/** The word that ends at the offset, without a node of its own. */
export function wordAt(text: string, offset: number): Token {
  let start = offset
  while (start > 0 && wordCharacter.test(text[start - 1]!)) start--
  const value = text.slice(start, offset)
  return { offset: start, length: offset - start, quote: '', closed: true, value, index: value.length, node: undefined }
}
