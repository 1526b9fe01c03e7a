import { columnOf } from '../../../syntax/layout'
import { offsetAt } from '../../../syntax/strings'
import type { Cursor } from '../../cursor/cursor'
import { indentationOf } from '../../edit/layout'
import { escapeSnippet, isPlain, printValue, type Style, withoutPlaceholders } from '../../edit/snippet'
import type { CompletionItem, Edit, LanguageContext } from '../../types'

/** What is suggested, before it is known how the text at the cursor wants it written. */
export type Suggestion = Omit<CompletionItem, 'text' | 'range' | 'edits' | 'snippet'>

type Quote = '"' | "'" | ''

/** Writes suggestions for one place in the text: with the quotes, commas and line breaks that it needs. */
export class Writer {
  readonly style: Style
  private readonly text: string
  /** The definition is in a string of a JSON template, in which all quotes are escaped. */
  private readonly embedded: boolean
  /** Where whole tokens are put, which is the same for all suggestions. */
  private inner: ReturnType<Writer['placeInside']> | undefined

  constructor(
    readonly cursor: Cursor,
    readonly context: LanguageContext,
  ) {
    this.text = cursor.document.text
    const root = cursor.definition?.root
    const first = root?.kind === 'object' ? root.members[0]?.key.offset : undefined
    this.embedded = first !== undefined && this.text[first] === '\\'
    const unit = indentationOf(cursor.document, context.format)
    this.style = { style: cursor.style, unit, snippets: context.snippets && !this.embedded }
  }

  /** A whole string. */
  string(suggestion: Suggestion, value: string): CompletionItem {
    const quote = this.quoteFor(value)
    return this.item(suggestion, value, this.enclosed(quote, encode(quote, value)), false)
  }

  /** A whole string with placeholders in it, in the snippet syntax. */
  template(suggestion: Suggestion, snippet: string): CompletionItem {
    const plain = withoutPlaceholders(snippet)
    if (!this.style.snippets) return this.string(suggestion, plain)
    const quote = this.quoteFor(plain)
    return this.item(suggestion, plain, this.enclosed(quote, encodeSnippet(quote, snippet)), true)
  }

  /** A key, with a value where there is none yet. `snippet` is the value in JSON. */
  key(suggestion: Suggestion, key: string, snippet: string | undefined): CompletionItem {
    const { token } = this.cursor
    const quote = this.quoteFor(key)
    const end = token.offset + token.length
    const name = encode(quote, key)
    if (/^[ \t]*:/.test(this.text.slice(end, end + 40))) return this.item(suggestion, key, this.enclosed(quote, name), false)
    if (snippet === undefined) return this.item(suggestion, key, `${this.enclosed(quote, name)}: `, false)
    const { snippets } = this.style
    const value = this.deepen(printValue(snippet, this.style))
    return this.item(suggestion, key, `${this.enclosed(quote, snippets ? escapeSnippet(name) : name)}:${value}`, snippets)
  }

  /** A key with placeholders, and its value: a whole state. */
  entry(suggestion: Suggestion, keySnippet: string, snippet: string): CompletionItem {
    const plain = withoutPlaceholders(keySnippet)
    const item = this.key(suggestion, plain, snippet)
    if (!this.style.snippets || !item.snippet) return item
    const literal = escapeSnippet(encode(this.quoteFor(plain), plain))
    return { ...item, text: item.text.replace(literal, () => encodeSnippet(this.quoteFor(plain), keySnippet)) }
  }

  /** The whole document, where it is empty. */
  root(suggestion: Suggestion, snippet: string): CompletionItem {
    const { token, offset } = this.cursor
    const text = printValue(snippet, this.style).replace(/^[ \n]/, '')
    const own =
      this.style.style === 'block'
        ? text.replaceAll(`\n${this.style.unit}`, '\n').slice(text.startsWith(this.style.unit) ? this.style.unit.length : 0)
        : text
    const range = { offset: token.offset, length: Math.max(token.length, offset - token.offset) }
    return {
      ...suggestion,
      text: own,
      ...flag(this.style.snippets),
      range,
      filter: token.value === '' ? suggestion.label : token.value,
    }
  }

  /** A literal such as `true`: quotes that are there go. */
  literal(suggestion: Suggestion, value: string): CompletionItem {
    return this.whole(suggestion, value, false)
  }

  /** A value that is more than a string, as a snippet in JSON: behind its key, or as an item of an array. */
  value(suggestion: Suggestion, snippet: string): CompletionItem {
    let text = printValue(snippet, this.style)
    const below = this.style.style === 'block' && text.startsWith('\n')
    if (below) text = this.cursor.array === undefined ? this.deepen(text) : this.behindDash(text)
    return this.whole(suggestion, below ? text : text.replace(/^ /, ''), this.style.snippets)
  }

  /** A part of a string: the indices are in its value. `snippet` may have placeholders. */
  part(suggestion: Suggestion, from: number, to: number, snippet: string): CompletionItem {
    const { token } = this.cursor
    const at = (index: number) => (token.node === undefined ? token.offset + index : offsetAt(token.node, index))
    const offset = Math.min(at(from), this.cursor.offset)
    // Behind the last character of a line its text goes on at the next one: LSP wants the range on one line.
    const end = to <= token.index ? this.cursor.offset : Math.max(this.cursor.offset, at(to))
    const range = { offset, length: end - offset }
    const plain = withoutPlaceholders(snippet)
    const { snippets } = this.style
    const text = this.finish(snippets ? encodeSnippet(token.quote, snippet) : encode(token.quote, plain))
    return { ...suggestion, text, ...(snippets ? { snippet: true } : {}), range, filter: suggestion.filter ?? plain }
  }

  /** Replaces the token from behind its opening quote on, so that a client filters by what is typed. */
  private item(suggestion: Suggestion, value: string, text: string, snippet: boolean): CompletionItem {
    const { range, before, after, edits } = (this.inner ??= this.placeInside())
    const { label, kind, detail, documentation, sort, deprecated, again, commit, filter = value } = suggestion
    // Written out: a spread costs more than all the rest, and there may be thousands of names.
    const from = { label, kind, detail, documentation, sort, deprecated, again, commit }
    return Object.assign(from, { text: before + this.finish(text) + after, snippet, range, filter, edits })
  }

  private placeInside() {
    const { token, role, offset } = this.cursor
    const opening = token.quote === '' ? 0 : this.text[token.offset] === '\\' ? 2 : 1
    const start = token.offset + opening
    const end = Math.max(token.offset + token.length, offset)
    const space = opening === 0 && role === 'value' ? this.spaceBefore(start) : ''
    const { edits, prefix, after } = this.commas(start, end)
    return { range: { offset: start, length: Math.max(0, end - start) }, before: prefix + space, after, edits }
  }

  /** Replaces the token with its quotes. */
  private whole(suggestion: Suggestion, text: string, snippet: boolean): CompletionItem {
    const { token, offset } = this.cursor
    const end = Math.max(token.offset + token.length, offset)
    const range = { offset: token.offset, length: end - token.offset }
    const space = text.startsWith('\n') ? '' : this.spaceBefore(token.offset)
    const filter = token.quote + (suggestion.filter ?? suggestion.label)
    const { edits, prefix, after } = this.commas(range.offset, end)
    return { ...suggestion, text: prefix + space + this.finish(text) + after, ...flag(snippet), range, filter, edits }
  }

  private quoteFor(value: string): Quote {
    return this.cursor.token.quote || (this.style.style === 'block' && isPlain(value) ? '' : '"')
  }

  /** The quotes around an encoded text, the opening one only where it is not there yet. */
  private enclosed(quote: Quote, encoded: string): string {
    return `${this.cursor.token.quote === '' ? quote : ''}${encoded}${quote}`
  }

  private finish(text: string): string {
    return this.embedded ? JSON.stringify(text).slice(1, -1) : text
  }

  /** Lines below a key that stands behind a dash have to begin below the key, not below the dash. */
  private deepen(text: string): string {
    return this.style.style === 'flow' ? text : text.replaceAll('\n', `\n${this.dashWidth()}`)
  }

  private dashWidth(): string {
    const { offset } = this.cursor.token
    const line = this.text.slice(offset - columnOf(this.text, offset), offset)
    const dashes = /^\s*((?:-\s+)+)/.exec(line)?.[1] ?? ''
    return ' '.repeat(dashes.length)
  }

  /** A block as an item: its first line stands behind the dash. */
  private behindDash(text: string): string {
    const first = /^\n(\s*)/.exec(text)![1]!
    return text.slice(1).replaceAll(`\n${first}`, `\n${this.dashWidth()}`).slice(first.length)
  }

  private spaceBefore(offset: number): string {
    const before = this.text[offset - 1]
    return before === ':' || (before === '-' && this.style.style === 'block') ? ' ' : ''
  }

  /**
   * The commas that are missing before and behind what is put in from `start` to `end`. The one before is an edit of its own, which LSP
   * wants apart from the item's: where they would touch, it is the beginning of the item.
   */
  private commas(start: number, end: number): { readonly edits: readonly Edit[]; readonly prefix: string; readonly after: string } {
    const { style, role, array } = this.cursor
    if (style === 'block') return { edits: [], prefix: '', after: '' }
    const after = /["\\\w$[{-]/.test(this.next(end)) ? ',' : ''
    const missing = role === 'key' || array !== undefined ? this.commaBefore() : undefined
    if (missing === undefined) return { edits: [], prefix: '', after }
    return missing === start ? { edits: [], prefix: ',', after } : { edits: [{ offset: missing, length: 0, text: ',' }], prefix: '', after }
  }

  /** Where a comma is missing behind the member or item before. */
  private commaBefore(): number | undefined {
    let at = this.cursor.token.offset - 1
    while (at >= 0 && /\s/.test(this.text[at]!)) at--
    return at < 0 || /[,{[]/.test(this.text[at]!) ? undefined : at + 1
  }

  /** The first character behind, white space left out. */
  private next(end: number): string {
    let at = end
    while (at < this.text.length && /\s/.test(this.text[at]!)) at++
    return this.text[at] ?? ''
  }
}

const flag = (snippet: boolean): { snippet?: true } => (snippet ? { snippet: true } : {})

/** A value as it stands between such quotes. */
function encode(quote: Quote, value: string): string {
  if (quote === '"') return JSON.stringify(value).slice(1, -1)
  return quote === "'" ? value.replaceAll("'", "''") : value
}

/** The same for a snippet, whose own backslashes are for the editor. */
function encodeSnippet(quote: Quote, snippet: string): string {
  if (quote === '"') return snippet.replaceAll('"', '\\\\"')
  return quote === "'" ? snippet.replaceAll("'", "''") : snippet
}
